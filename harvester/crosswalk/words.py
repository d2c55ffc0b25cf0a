"""Running text: techniques, materials and sample names, read together by the readers given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

from harvester.clean import quantities, text
from harvester.clean.phrases import Passage, PhraseFinder
from harvester.clean.quantities import FoundQuantity
from harvester.clean.techniques import TechniqueMention
from harvester.crosswalk.compiled import Crosswalk
from harvester.crosswalk.document import Document
from harvester.model import Sample, Term


class TechniqueReader(Protocol):
    """Finds techniques, and says of each whether it was used or only named."""

    def read(self, passages: Sequence[Passage]) -> Sequence[TechniqueMention]: ...


class MaterialReader(Protocol):
    def read(self, passages: Sequence[Passage]) -> Sequence[Term]: ...


class SampleReader(Protocol):
    """Finds samples; `key` and `parent` are as `samples.key_of` makes them."""

    def read(self, passages: Sequence[Passage]) -> Sequence[Sample]: ...


@dataclass(frozen=True, slots=True)
class Readers:
    """Who reads running text; made once, used for every record."""

    techniques: TechniqueReader
    materials: MaterialReader
    samples: SampleReader


def passages(crosswalk: Crosswalk, document: Document) -> list[Passage]:
    """The record's running text in plain words, each keyword a passage of its own."""
    return list(_passages(crosswalk, document))


def _passages(crosswalk: Crosswalk, document: Document) -> Iterator[Passage]:
    for role, path, shown in crosswalk.words:
        if document.names is not None and path.first and path.first not in document.names:
            continue
        for found in path.find(document.base):
            words = document.text(found) or ""
            tag = document.language(found)
            for part in words.split(";") if role == "subject" else (words,):
                for plain in text.clean(part).values:
                    yield Passage(role, plain, shown, tag and document.text(tag))


def techniques(
    read: Sequence[Passage], reader: TechniqueReader, own_words: Mapping[str, str]
) -> list[TechniqueMention]:
    """What the reader finds; the source's own words come first and are not read again."""
    if not own_words:
        return list(reader.read(read))
    finder = _finder(tuple(sorted(own_words.items())))
    own: dict[str, TechniqueMention] = {}
    rest: list[Passage] = []
    for passage in read:
        left = passage.text
        for start, end, slug in finder.find(passage.text):
            own.setdefault(slug, _own(passage, passage.text[start:end], slug))
            left = left[:start] + " " * (end - start) + left[end:]
        rest.append(Passage(passage.role, left, passage.path, passage.language))
    return [*own.values(), *(m for m in reader.read(rest) if m.slug not in own)]


def materials(
    read: Sequence[Passage], reader: MaterialReader, own_words: Mapping[str, str]
) -> list[Term]:
    """What the reader finds, and what the source's own words mean."""
    if not own_words:
        return list(reader.read(read))
    finder = _finder(tuple(sorted(own_words.items())))
    own: dict[str, Term] = {}
    for passage in read:
        for start, end, slug in finder.find(passage.text):
            own.setdefault(slug, _own_material(passage, passage.text[start:end], slug))
    return [*own.values(), *(term for term in reader.read(read) if term.slug not in own)]


@lru_cache(64)
def _finder(own_words: tuple[tuple[str, str], ...]) -> PhraseFinder[str]:
    return PhraseFinder(own_words)


def _own(passage: Passage, words: str, slug: str) -> TechniqueMention:
    stated = passage.role in {"subject", "method", "format"}
    return TechniqueMention(
        slug, words, passage.path, True, "stated" if stated else "found", "lookup"
    )


def _own_material(passage: Passage, words: str, slug: str) -> Term:
    return Term(
        scheme="material",
        slug=slug,
        verbatim=words,
        path=passage.path,
        rule="lookup",
        confidence="stated" if passage.role == "subject" else "found",
    )


def samples(read: Sequence[Passage], reader: SampleReader) -> list[dict[str, Any]]:
    """What the reader finds, as fields."""
    return [
        vars(sample) | {"identifiers": [dict(vars(each)) for each in sample.identifiers]}
        for sample in reader.read(read)
    ]


def mass(read: Sequence[Passage]) -> dict[str, Any] | None:
    """The mass that the text tells, if it tells one alone."""
    told = {
        found.quantity["value"]: quantity(passage, found)
        for passage in read
        for found in quantities.find(passage.text)
        if found.quantity["kind"] == "mass"
    }
    return next(iter(told.values())) if len(told) == 1 else None


def quantity(passage: Passage, found: FoundQuantity) -> dict[str, Any]:
    """A quantity found in text as a `model.Quantity`."""
    evidence = {"verbatim": passage.text[found.start : found.end], "path": passage.path}
    return {**found.quantity, **evidence, "rule": "quantity", "confidence": "found"}


def term(mention: TechniqueMention) -> dict[str, Any]:
    """A technique as a `model.Term`."""
    said = mention._asdict()
    del said["used"]
    return {"scheme": "technique", **said}
