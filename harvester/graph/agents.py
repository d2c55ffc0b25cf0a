"""Who made, published and paid for data, as linked data."""

from collections.abc import Sequence

from harvester.graph.context import Document
from harvester.graph.scribe import Scribe, add, words
from harvester.model import Agent, Funding, Identifier

KINDS = {"person": "Person", "organisation": "Organization", "unknown": "Agent"}

PROPERTIES = {
    "creator": "creator",
    "publisher": "publisher",
    "contributor": "contributor",
    "contact": "contact",
    "contact-person": "contact",
}
"""Roles that a property of their own says; the others are contributors with a role."""


def credit(scribe: Scribe, node: Document, agents: Sequence[Agent]) -> None:
    """Link a dataset to its agents; their order, which a graph does not keep, is said in words."""
    for each in agents:
        add(node, PROPERTIES.get(each.role, "contributor"), agent(scribe, each))
    creators = [each.name for each in agents if each.role == "creator"]
    if len(creators) > 1:
        add(node, "credit", "; ".join(creators))


def agent(scribe: Scribe, given: Agent) -> Document:
    node = _named(scribe, KINDS[given.kind], given.name, given.identifiers)
    if given.family and given.name != f"{given.family}, {given.given}":
        add(node, "familyName", given.family)
        add(node, "givenName", given.given)
    if given.role not in PROPERTIES:
        add(node, "role", given.role)
    for each in given.affiliations:
        add(node, "affiliation", organisation(scribe, each.name, each.identifier))
    return node | words(given, given.name in given.verbatim)


def organisation(scribe: Scribe, name: str, identifier: Identifier | None) -> Document:
    return _named(scribe, "Organization", name, (identifier,) if identifier else ())


def grant(scribe: Scribe, given: Funding) -> Document:
    key = scribe.part("grant", given.funder, given.award, given.title)
    node: Document = {"id": key, "type": "Grant"}
    add(node, "name", given.title)
    add(node, "identifier", given.award)
    if given.funder:
        add(node, "funder", organisation(scribe, given.funder, given.funder_identifier))
    return node


def _named(scribe: Scribe, kind: str, name: str, identifiers: Sequence[Identifier]) -> Document:
    key = (name, identifiers[0].value) if identifiers else (name,)
    node: Document = {"id": scribe.part("agent", *key), "type": kind}
    add(node, "name", name)
    scribe.identified(node, identifiers)
    return node
