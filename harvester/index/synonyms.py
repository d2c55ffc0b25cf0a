"""Words that are a name of a concept also find the records that have the concept.

`SEM-EDX` finds what is tagged `sem-eds`, `EDS` all that is tagged with it or something narrower.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from harvester.index.grammar import STOP, Sought
from harvester.index.words import words
from harvester.ontology import Concept, scheme


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
    """The names of all concepts of some schemes, read when first asked for.

    Hyphens and blanks make no difference (`µ-XRF`, `uXRF`), nor do words that a question is read
    without. Of names that mean the concept only beside other words, those in capitals count too:
    who types `CL` alone means it.

    Args:
        fields: The document's field that holds a scheme's concepts with all that is broader, by
            the scheme's name.
    """

    def __init__(self, **fields: str) -> None:
        self._fields = fields

    def meanings(self, name: Sequence[str]) -> Sequence[Meaning]:
        return self._named.get(_joined(name), ())

    @cached_property
    def _named(self) -> dict[str, list[Meaning]]:
        named: dict[str, list[Meaning]] = {}
        for vocabulary, field in self._fields.items():
            for concept in scheme(vocabulary):
                meaning = Meaning(field, concept.slug, concept.label())
                for name in {_joined(words(each)) for each in _names(concept)} - {""}:
                    named.setdefault(name, []).append(meaning)
        return named


def _names(concept: Concept) -> Iterator[str]:
    yield concept.slug
    yield from concept.names()
    for ambiguous in concept.ambiguous:
        yield from (label for label in ambiguous.labels if label.isupper())


def _joined(name: Sequence[str]) -> str:
    return "".join([word for word in name if word not in STOP])


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
