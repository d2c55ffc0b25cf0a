"""What a whole record is about: asked only where a number or name may mean several things."""

from collections.abc import Iterable, Sequence
from functools import cached_property

from harvester.clean.phrases import Passage

METEORITES = (
    *("meteori", "météorit", "chondr", "condrit", "cóndrul", "pallasit", "eucrit", "howardit"),
    *("diogenit", "shergottit", "nakhlit", "ureilit", "angrit", "aubrit", "mesosiderit"),
    *("octahedrit", "presolar", "martian", "planetesimal", "parent bod", "cloudy zone"),
    *("tetrataenit", "extraterrestr", " cais ", " cai "),
)
MOON = ("apollo 1", "lunar", " moon", " mond", "luna ", " lune ", "mare basalt")
RYUGU = ("ryugu", "hayabusa2", "hayabusa 2", "hayabusa-2")


class About:
    """The subjects of one record, from all of its passages."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages

    @cached_property
    def meteorites(self) -> bool:
        return self._says(METEORITES)

    @cached_property
    def moon(self) -> bool:
        return self._says(MOON)

    @cached_property
    def ryugu(self) -> bool:
        return self._says(RYUGU)

    def _says(self, words: Iterable[str]) -> bool:
        return any(word in self._text for word in words)

    @cached_property
    def _text(self) -> str:
        return f" {' . '.join(passage.text for passage in self._passages)} ".casefold()
