"""What a whole record is about: asked only where a number or name may mean several things."""

from collections.abc import Sequence
from functools import cached_property

from ahocorasick_rs import AhoCorasick

from harvester.clean.phrases import Passage

METEORITES = (
    *("meteori", "météorit", "chondr", "condrit", "cóndrul", "pallasit", "eucrit", "howardit"),
    *("diogenit", "shergottit", "nakhlit", "ureilit", "angrit", "aubrit", "mesosiderit"),
    *("octahedrit", "presolar", "martian", "planetesimal", "parent bod", "cloudy zone"),
    *("tetrataenit", "extraterrestr", " cais ", " cai "),
)
MOON = ("apollo 1", "lunar", " moon", " mond", "luna ", " lune ", "mare basalt")
RYUGU = ("ryugu", "hayabusa2", "hayabusa 2", "hayabusa-2")


_SUBJECTS = [
    *(("meteorites", word) for word in METEORITES),
    *(("moon", word) for word in MOON),
    *(("ryugu", word) for word in RYUGU),
]
_WORDS = AhoCorasick([word for _, word in _SUBJECTS])


class About:
    """The subjects of one record, from all of its passages."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages

    @property
    def meteorites(self) -> bool:
        return "meteorites" in self._subjects

    @property
    def moon(self) -> bool:
        return "moon" in self._subjects

    @property
    def ryugu(self) -> bool:
        return "ryugu" in self._subjects

    @cached_property
    def _subjects(self) -> set[str]:
        text = f" {' . '.join(passage.text for passage in self._passages)} ".casefold()
        found = _WORDS.find_matches_as_indexes(text, overlapping=True)
        return {_SUBJECTS[index][0] for index, _, _ in found}
