"""A name found in a passage, with what it may mean and where it stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from harvester.clean.phrases import Joined, Passage, PhraseFinder
from harvester.clean.sentences import Sentences
from harvester.ontology import AmbiguousLabel


class Meaning(NamedTuple):
    """What a label may mean; with a condition, only where the context says so."""

    slug: str
    condition: AmbiguousLabel | None = None


@dataclass(eq=False)
class Reading:
    """A passage and its sentences."""

    passage: Passage
    order: int

    @cached_property
    def sentences(self) -> Sentences:
        return Sentences(self.passage.text)

    def sentence(self, position: int) -> tuple[int, int]:
        """Start and end of the sentence there; a title or a keyword is one."""
        if self.passage.role in {"title", "subject", "format"}:
            return 0, len(self.passage.text)
        return self.sentences.around(position)


@dataclass(eq=False)
class Named:
    """Words of a passage and all that they may mean."""

    reading: Reading
    start: int
    end: int
    meanings: Sequence[Meaning]
    sentence: tuple[int, int]
    """Start and end in the passage."""

    @property
    def text(self) -> str:
        return self.reading.passage.text

    @property
    def words(self) -> str:
        return self.text[self.start : self.end]

    @property
    def before(self) -> str:
        """What stands before the words in their sentence."""
        return self.text[self.sentence[0] : self.start]

    @property
    def after(self) -> str:
        """What stands behind the words in their sentence."""
        return self.text[self.end : self.sentence[1]]


def named(passages: Sequence[Passage], finder: PhraseFinder[Meaning]) -> Iterator[Named]:
    """All names in a record."""
    joined = Joined([_searched(passage) for passage in passages])
    found = finder.longest(joined.text)
    if not found:
        return
    readings = [Reading(passage, order) for order, passage in enumerate(passages)]
    for start, end, meanings in found:
        order, begin = joined.place(start)
        reading, start, end = readings[order], start - begin, end - begin
        yield Named(reading, start, end, meanings, reading.sentence(start))


def _searched(passage: Passage) -> str:
    """The text; a short keyword (`xrd`, `sem`) is an acronym whatever its letters."""
    text = passage.text
    return text.upper() if len(text) <= 5 and text.isascii() and _is_keyword(passage) else text


def _is_keyword(passage: Passage) -> bool:
    return passage.role == "subject"
