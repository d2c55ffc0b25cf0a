"""A dataset, its files and what it relates to, as linked data."""

from collections.abc import Iterable
from functools import cache

from harvester.graph.agents import credit, grant
from harvester.graph.context import Document, context
from harvester.graph.scribe import Scribe, add, concept, said, text, words
from harvester.graph.whereabouts import dated, place
from harvester.model import Dataset, File, Licence, Relation, Text
from harvester.ontology import scheme

DESCRIPTIONS = {"methods": "methods", "table-of-contents": "contents"}
"""Roles with a property of their own; the other descriptions are `description`."""

UNSAID = "relates-to"
"""The nature of a relation that the source does not name."""


def dataset(scribe: Scribe, given: Dataset, physical: bool) -> Document:
    """The record's resource; of a physical object it is an entry about it, not data."""
    node: Document = {
        "id": scribe.part("dataset", ""),
        "type": ["dcat:Resource"] if physical else ["Dataset", "dcat:Dataset"],
    }
    _wording(node, given)
    scribe.identified(node, given.identifiers)
    credit(scribe, node, given.agents)
    dated(scribe, node, given.dates)
    _terms_of_use(scribe, node, given)
    _form(scribe, node, given)
    for where in given.places:
        add(node, "place", place(scribe, where))
    for related in given.relations:
        relation(scribe, node, related)
    for funding in given.funding:
        add(node, "funding", grant(scribe, funding))
    return node


def _wording(node: Document, given: Dataset) -> None:
    for each in given.titles:
        add(node, "alternativeTitle" if each.role else "title", text(each))
    for each in given.descriptions:
        add(node, DESCRIPTIONS.get(each.role or "", "description"), text(each))
    _texts(node, "keyword", given.subjects)
    _texts(node, "formatNote", given.formats)
    for key, values in (
        ("resourceType", given.types),
        ("inLanguage", given.languages),
        ("extent", given.sizes),
        ("version", (given.version or "",)),
    ):
        for value in values:
            add(node, key, value)


def _texts(node: Document, key: str, values: Iterable[Text]) -> None:
    for each in values:
        add(node, key, text(each))


def _terms_of_use(scribe: Scribe, node: Document, given: Dataset) -> None:
    for each in given.licences:
        _licence(scribe, node, each)
    add(node, "access", given.access)


def _licence(scribe: Scribe, node: Document, given: Licence) -> None:
    iri = scribe.web(given.iri, given.path)
    add(node, "licence", iri)
    add(node, "rights", given.verbatim if given.verbatim != iri else None)
    add(node, "rights", None if iri or given.verbatim else given.iri)


def _form(scribe: Scribe, node: Document, given: Dataset) -> None:
    scribe.terms(node, "level", (given.level,) if given.level else ())
    for each in given.file_formats:  # whose words are said as they are, too
        add(node, "format", concept(each.scheme, each.slug))
    for page in given.landing_pages:
        iri = scribe.web(page, "landing page")
        add(node, "landingPage" if iri else "identifier", iri or page)
    if given.files:
        node["file"] = [file(scribe, each) for each in given.files]


def file(scribe: Scribe, given: File) -> Document:
    address = scribe.web(given.url, given.path)
    node: Document = {
        "id": scribe.part("file", given.name, given.url),
        "type": ["File", "dcat:Distribution"],
    }
    add(node, "name", given.name)
    add(node, "download", address)
    add(node, "identifier", None if address else given.url)
    add(node, "bytes", None if given.bytes is None else str(given.bytes))
    add(node, "mediaType", given.media_type)
    add(node, "access", given.access)
    add(node, "checksum", _checksum(scribe, given.checksum) if given.checksum else None)
    scribe.terms(node, "format", (given.format,) if given.format else ())
    return node | words(given, given.name in given.verbatim)


def _checksum(scribe: Scribe, given: str) -> Document:
    algorithm, _, digits = given.partition(":")
    return {
        "id": scribe.part("checksum", given),
        "type": "spdx:Checksum",
        "algorithm": algorithm,
        "checksumValue": digits,
    }


def relation(scribe: Scribe, node: Document, given: Relation) -> None:
    """Say a relation by a property where one has its nature, and as a node where more is known."""
    kind = given.kind if given.kind in _natures() else UNSAID
    target = scribe.web(given.identifier.iri, given.path)
    add(node, kind, target)
    reading = words(given, given.identifier.value in given.verbatim)
    if target and kind == given.kind and not (given.title or given.type or reading):
        return
    about: Document = {
        "id": scribe.part("relation", given.kind, said(given.identifier)),
        "type": "Relationship",
        "nature": concept("relation", given.kind),
    }
    add(about, UNSAID, target)
    add(about, "identifier", said(given.identifier))
    add(about, "title", given.title)
    add(about, "resourceType", given.type)
    add(node, "relation", about | reading)


@cache
def _natures() -> frozenset[str]:
    """Natures of relations that a property of their own says: named alike in the context."""
    return frozenset(scheme("relation").concepts.keys() & context().keys())
