"""What a record says, field by field, each with the source's words that gave it."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from harvester.model import Dataset, Interpreted, Measurement, Place, Record, Sample

Field = tuple[str, str]
"""Name and value."""


def described(record: "Record") -> Iterator[Field]:
    """In the order in which a person asks: who, when, how, of what."""
    yield from _dataset(record.dataset)
    for measurement in record.measurements:
        yield from _measurement(measurement)
    for term in record.mentions:
        yield _field("only mentioned", term.slug, term)
    for sample in record.samples:
        yield _field("sample", _sample(sample, record.samples), sample)
    for term in record.materials:
        yield _field("material", term.slug, term)
    for place in record.dataset.places:
        yield _field("place", _place(place), place)


def _dataset(dataset: "Dataset") -> Iterator[Field]:
    for agent in dataset.agents:
        yield agent.role, agent.name
    for date in dataset.dates:
        yield _field(date.role, date.edtf, date)
    for identifier in dataset.identifiers:
        yield _field(identifier.scheme, identifier.iri or identifier.value, identifier)
    for licence in dataset.licences:
        yield _field("licence", licence.iri or licence.verbatim, licence)
    for relation in dataset.relations:
        named = relation.identifier.iri or relation.identifier.value
        yield relation.kind.replace("-", " "), named


def _measurement(measurement: "Measurement") -> Iterator[Field]:
    from harvester.ontology import scheme

    label = scheme("technique").concept(measurement.technique.slug).label()
    yield _field("technique", f"{label} ({measurement.technique.slug})", measurement.technique)
    for quantity in measurement.conditions:
        name = "  " + quantity.kind.replace("-", " ")
        yield _field(name, f"{quantity.value:g} {quantity.unit}", quantity)


def _field(name: str, value: str, read: "Interpreted") -> Field:
    return name, value + _words(read, value)


def _words(read: "Interpreted", value: str) -> str:
    if not read.verbatim or read.verbatim == value:
        return ""
    sure = "" if read.confidence == "stated" else f", {read.confidence}"
    return f"   from “{read.verbatim}”{sure}"


def _sample(sample: "Sample", others: "Sequence[Sample]") -> str:
    parts = [sample.name or "", *(i.iri or i.value for i in sample.identifiers)]
    if sample.type:
        parts.append(sample.type.slug)
    parent = next((o for o in others if o.key == sample.parent), None)
    if parent:
        parts.append(f"part of {parent.name or parent.identifiers[0].value}")
    return ", ".join(dict.fromkeys(filter(None, parts)))


def _place(place: "Place") -> str:
    parts = [place.name or ""]
    if place.latitude is not None and place.longitude is not None:
        parts.append(f"{place.latitude:g}, {place.longitude:g}")
    if place.body != "earth":
        parts.append(f"on {place.body}")
    return " · ".join(filter(None, parts)) or place.verbatim
