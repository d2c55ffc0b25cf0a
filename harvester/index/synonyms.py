"""Words that are a name of a concept also find the records that have the concept.

`SEM-EDX` finds what is tagged `sem-eds`, `EDS` all that is tagged with it or something narrower.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from harvester.index import meteorites
from harvester.index.grammar import STOP
from harvester.index.words import key, starts, words
from harvester.ontology import Concept, scheme

GROUPS = {
    "technique": "technique_groups",
    "material": "material_groups",
    "sample-type": "sample_type_groups",
}
"""The document's field that holds a scheme's concepts with all that is broader."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A concept: records that have `value` in the document's field `field`; `label` for people."""

    field: str
    value: str
    label: str

    @property
    def own_field(self) -> str:
        """Where records have the concept itself, not something narrower."""
        return f"{self.field.removesuffix('_groups')}s"


class Synonyms(Protocol):
    def meanings(self, name: Sequence[str]) -> Sequence[Meaning]:
        """The concepts of exactly these words."""
        ...

    def spellings(self, name: Sequence[str]) -> Sequence[tuple[str, ...]]:
        """Other words, one after the other, that name the same thing."""
        ...

    def beginning(self, typed: str) -> Iterable[Meaning]:
        """Each concept that has a label which, or a word of which, begins so; labelled so."""
        ...

    def names(self) -> Iterable[str]:
        """All names of all concepts."""
        ...


class NoSynonyms:
    def meanings(self, name: Sequence[str]) -> Sequence[Meaning]:
        return ()

    def spellings(self, name: Sequence[str]) -> Sequence[tuple[str, ...]]:
        return ()

    def beginning(self, typed: str) -> Iterable[Meaning]:
        return ()

    def names(self) -> Iterable[str]:
        return ()


class Vocabularies:
    """The names of all concepts of some schemes, read when first asked for.

    Hyphens and blanks make no difference (`µ-XRF`, `uXRF`), nor do words that a question is read
    without. Of names that mean the concept only beside other words, those in capitals count too:
    who types `CL` alone means it.

    Args:
        fields: Scheme and field, if not those of `GROUPS`.
    """

    def __init__(self, **fields: str) -> None:
        self._fields = fields or GROUPS

    def meanings(self, name: Sequence[str]) -> Sequence[Meaning]:
        return self._named.get(_joined(name), ())

    def spellings(self, name: Sequence[str]) -> Sequence[tuple[str, ...]]:
        """Of a meteorite's name, with its number: NWA 869 is Northwest Africa 869."""
        return meteorites.spellings(tuple(name))

    def beginning(self, typed: str) -> Iterator[Meaning]:
        sought, told = key(typed), set[tuple[str, str]]()
        at = bisect_left(self._beginnings, sought, key=lambda pair: pair[0])
        for beginning, meaning in self._beginnings[at:]:
            if not beginning.startswith(sought):
                break
            if (meaning.field, meaning.value) not in told:
                told.add((meaning.field, meaning.value))
                yield meaning

    def names(self) -> Iterator[str]:
        for _, concept in self._concepts():
            yield from concept.names()

    def _concepts(self) -> Iterator[tuple[str, Concept]]:
        for vocabulary, field in self._fields.items():
            for concept in scheme(vocabulary):
                yield field, concept

    @cached_property
    def _named(self) -> dict[str, list[Meaning]]:
        named: dict[str, list[Meaning]] = {}
        for field, concept in self._concepts():
            meaning = Meaning(field, concept.slug, concept.label())
            for name in {_joined(words(each)) for each in _names(concept)} - {""}:
                named.setdefault(name, []).append(meaning)
        return named

    @cached_property
    def _beginnings(self) -> list[tuple[str, Meaning]]:
        """Sorted: keys of all labels from each of their words on; whole labels before others."""
        found = [
            (key(label[start:]), start, label, Meaning(field, concept.slug, label))
            for field, concept in self._concepts()
            for label in (*concept.labels.values(), *concept.alternative)
            for start in starts(label)
        ]
        return [(beginning, meaning) for beginning, _, _, meaning in sorted(found, key=_order)]


def _order(found: tuple[str, int, str, Meaning]) -> tuple[str, int, str, str]:
    return (*found[:3], found[3].value)


def _names(concept: Concept) -> Iterator[str]:
    yield concept.slug
    yield from concept.names()
    for ambiguous in concept.ambiguous:
        yield from (label for label in ambiguous.labels if label.isupper())


def _joined(name: Sequence[str]) -> str:
    return "".join([word for word in name if word not in STOP])
