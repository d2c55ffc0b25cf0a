"""Find the words of a vocabulary in running text, in one pass.

Labels and text are folded alike before they are compared (see `folding.py`), so a label is
written once and found as `Backscatter`, `back-scatter`, `BACK SCATTER` or `µCT`, `uCT`.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Generic, Literal, NamedTuple, TypeAlias, TypeVar

from ahocorasick_rs import AhoCorasick, Implementation

from harvester.clean.folding import fold, spellings

T = TypeVar("T")

Role: TypeAlias = Literal["title", "subject", "description", "method", "format"]


@dataclass(frozen=True, slots=True)
class Passage:
    """One piece of a record's text: what it is there, its words and where they stood."""

    role: Role
    text: str
    path: str = ""
    language: str | None = None


class Joined:
    """Texts as one, since each search has its price; no label holds the mark between them."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.text = "|".join(texts)
        self._starts = [0, *accumulate(len(text) + 1 for text in texts)]

    def place(self, position: int) -> tuple[int, int]:
        """Which of the texts holds a position, and where that text begins."""
        index = bisect_right(self._starts, position) - 1
        return index, self._starts[index]


Words: TypeAlias = tuple[int, int, list[T]]
"""Start and end of words in a text, and all that they may mean."""


class Hit(NamedTuple, Generic[T]):
    """`text[start:end]` names `value`."""

    start: int
    end: int
    value: T


class PhraseFinder(Generic[T]):
    """All labels of a vocabulary as one automaton.

    A hyphen in a label stands for a hyphen, a blank or nothing in the text; a final `s` is
    optional; British and American spellings are both found. A label of up to four capitals
    (`SE`, `APT`, `EELS`) is found in capitals only; add it in small letters to find it in both.
    A star ends a word that may go on: `Röntgenbeugung*` is also `Röntgenbeugungsanalyse`.

    Args:
        entries: Pairs of a label and what it means. One label may mean several things: each is
            a hit of its own.
    """

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        folded: dict[str, list[T]] = {}
        exact: dict[str, list[T]] = {}
        stems: set[str] = set()
        for label, value in entries:
            capitals = is_acronym(label)
            phrases = acronym_forms(label) if capitals else spellings(label.rstrip("*"))
            stems.update(phrases if label.endswith("*") else ())
            for phrase in phrases:
                meanings = (exact if capitals else folded).setdefault(phrase, [])
                if value not in meanings:
                    meanings.append(value)
        self._folded = Automaton(folded, stems)
        self._exact = Automaton(exact)

    def find(self, text: str) -> list[Hit[T]]:
        """As `longest`, each meaning a hit of its own."""
        return [
            Hit(start, end, value) for start, end, values in self.longest(text) for value in values
        ]

    def longest(self, text: str) -> list[Words[T]]:
        """Whole words from left to right, the longest where several begin or overlap."""
        return _without_overlaps(self.all(text))

    def all(self, text: str) -> list[Words[T]]:
        """Whole words of every label, inside longer labels too."""
        plain = fold(text)
        found = self._folded.words_in(plain.text)
        if plain.moved:
            origin = plain.origin
            found = [(origin(start), origin(end - 1) + 1, values) for start, end, values in found]
        return found + self._exact.words_in(text)


class Automaton(Generic[T]):
    """Phrases with what they mean; words may go on behind those that are `stems`."""

    def __init__(
        self, phrases: Mapping[str, list[T]], stems: Collection[str] = frozenset()
    ) -> None:
        self._entries = [(values, phrase in stems) for phrase, values in phrases.items()]
        self._automaton = AhoCorasick(list(phrases), implementation=Implementation.DFA)

    def words_in(self, text: str) -> list[Words[T]]:
        """Every phrase that stands there as whole words, overlapping ones too."""
        words: list[Words[T]] = []
        length = len(text)
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if start and text[start - 1].isalnum() and text[start].isalnum():
                continue
            values, stem = self._entries[index]
            if end < length and text[end].isalnum() and text[end - 1].isalnum():
                if not stem:
                    continue
                end = _word_end(text, end)
            words.append((start, end, values))
        return words


def _word_end(text: str, position: int) -> int:
    while position < len(text) and text[position].isalnum():
        position += 1
    return position


def _without_overlaps(found: list[Words[T]]) -> list[Words[T]]:
    """From left to right the longest that begins first, then the first after it, and so on.

    Two labels of the same extent (one in capitals, one not) both count, each meaning once.
    """
    kept: list[Words[T]] = []
    start = end = 0
    for words in sorted(found, key=_place):
        begin, stop, values = words
        if begin >= end:
            start, end = begin, stop
            kept.append(words)
        elif begin == start and stop == end:
            given = kept[-1][2]
            more = [value for value in values if value not in given]
            kept[-1] = (start, end, given + more)
    return kept


def _place(words: Words[T]) -> tuple[int, int]:
    return words[0], -words[1]


def is_acronym(label: str) -> bool:
    """Whether a label is so short and capital that its small letters may be another word."""
    return label.isalnum() and label.isupper() and sum(map(str.isalpha, label)) <= 4


def acronym_forms(label: str) -> tuple[str, ...]:
    return (label, f"{label}s")
