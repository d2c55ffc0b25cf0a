"""Samples and how they were made out of each other, as linked data."""

from harvester.graph.context import Document
from harvester.graph.scribe import Scribe, add, concept, names, number, plain, words
from harvester.graph.whereabouts import dated, place
from harvester.model import Preparation, Quantity, Sample

REGION = "region-of-interest"
"""Type of what was looked at and not taken away: no piece of matter of its own."""


def sample_iri(scribe: Scribe, key: str) -> str:
    return scribe.part("sample", key)


def sample(scribe: Scribe, given: Sample) -> Document:
    region = given.type is not None and given.type.slug == REGION
    node: Document = {
        "id": sample_iri(scribe, given.key),
        "type": ["RegionOfInterest", "sosa:SpatialSample"]
        if region
        else ["Sample", "sosa:MaterialSample"],
    }
    add(node, "name", given.name)
    scribe.identified(node, given.identifiers)
    scribe.terms(node, "sampleType", (given.type,) if given.type else ())
    scribe.terms(node, "material", given.materials)
    if given.parent is not None:
        add(node, "sampleOf", sample_iri(scribe, given.parent))
    _circumstances(scribe, node, given)
    return node | words(given, given.name == given.verbatim)


def _circumstances(scribe: Scribe, node: Document, given: Sample) -> None:
    if given.place:
        add(node, "place", place(scribe, given.place))
    if given.collected:
        dated(scribe, node, [given.collected], "collected")
    if given.mass:
        add(node, "mass", quantity(scribe, given.mass, given.key))
    add(node, "collection", given.collection)
    add(node, "age", given.age)
    add(node, "description", given.description)


def preparation(scribe: Scribe, given: Preparation) -> Document:
    node: Document = {
        "id": scribe.part("preparation", given.key),
        "type": ["Preparation", "sosa:Sampling"],
    }
    add(node, "method", concept(given.kind.scheme, given.kind.slug))
    if given.parent is not None:
        add(node, "of", sample_iri(scribe, given.parent))
    if given.child is not None:
        add(node, "result", sample_iri(scribe, given.child))
    return node | (words(given, False) or words(given.kind, names(given.kind)))


def quantity(scribe: Scribe, given: Quantity, owner: str) -> Document | None:
    """None for what is no finite number."""
    value = number(given.value)
    if value is None:
        return None
    node: Document = {
        "id": scribe.part("quantity", owner, given.kind, value, given.unit),
        "type": "Quantity",
        "kind": plain(given.kind),
        "value": value,
    }
    add(node, "unit", given.unit)
    same = given.verbatim.replace(" ", "") == f"{value}{given.unit}"
    return node | words(given, same)
