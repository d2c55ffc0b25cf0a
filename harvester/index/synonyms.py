"""Words that are a name of a concept also find the records that have the concept.

`SEM-EDX` finds what is tagged `sem-eds`, `EDS` all that is tagged with it or something narrower.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from harvester.index.grammar import STOP, Sought
from harvester.index.words import words
from harvester.ontology import Scheme


@dataclass(frozen=True, slots=True)
class Meaning:
    """A concept: records that have `value` in the document's field `field`; `label` for people."""

    field: str
    value: str
    label: str


class Synonyms(Protocol):
    def meanings(self, name: Sequence[str]) -> Sequence[Meaning]:
        """The concepts of exactly these words."""
        ...


class NoSynonyms:
    def meanings(self, name: Sequence[str]) -> Sequence[Meaning]:
        return ()


class Vocabularies:
    """The names of all concepts of some schemes.

    Args:
        schemes: Pairs of a scheme and the document's field that holds its concepts with all that
            is broader.
    """

    def __init__(self, schemes: Iterable[tuple[Scheme, str]]) -> None:
        self._meanings: dict[tuple[str, ...], list[Meaning]] = {}
        for scheme, field in schemes:
            for concept in scheme:
                meaning = Meaning(field, concept.slug, concept.label())
                for name in {_telling(words(each)) for each in concept.names()}:
                    self._meanings.setdefault(name, []).append(meaning)

    def meanings(self, name: Sequence[str]) -> Sequence[Meaning]:
        return self._meanings.get(_telling(name), ())


def _telling(name: Sequence[str]) -> tuple[str, ...]:
    """Without the words that a question is read without, too."""
    return tuple(word for word in name if word not in STOP)


@dataclass(frozen=True, slots=True)
class Span:
    """Some words of a question, side by side, and what they mean together."""

    sought: tuple[Sought, ...]
    meanings: tuple[Meaning, ...] = ()


LONGEST = 8


def spans(wanted: Sequence[Sought], synonyms: Synonyms) -> Iterator[Span]:
    """Cut a question into names of concepts, the longest first, and single words.

    A quoted phrase means only itself.
    """
    start = 0
    while start < len(wanted):
        end, meanings = _longest(wanted, start, synonyms)
        yield Span(tuple(wanted[start:end]), tuple(meanings))
        start = end


def _longest(
    wanted: Sequence[Sought], start: int, synonyms: Synonyms
) -> tuple[int, Sequence[Meaning]]:
    for end in range(min(len(wanted), start + LONGEST), start, -1):
        part = wanted[start:end]
        if any(each.quoted for each in part):
            continue
        found = synonyms.meanings([word for each in part for word in each.words])
        if found:
            return end, found
    return start + 1, ()
