"""RDF/XML, Turtle and N-Triples to nodes, read by Oxigraph triple by triple, up to a bound.

RDF/XML comes from the strict parser alone: it has no document type, so no entity can grow in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox
from lxml import etree

from harvester.errors import SkipRecord
from harvester.linked import bounds
from harvester.linked.nodes import Nodes
from harvester.record import Linked

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
TURTLE = re.compile(
    rb"(?:\s|#[^\n]{0,2000}\n)*+"
    rb"(?:@prefix\s|@base\s|prefix\s+\S{0,99}:\s*<|base\s*<|_:\S|<(?:>|#|urn:|[a-z][\w+.-]{0,20}://))",
    re.IGNORECASE,
)
"""How Turtle and N-Triples begin: no XML does, as its names hold no `//`."""


def is_rdf_xml(root: etree._Element) -> bool:
    return root.tag == f"{{{RDF}}}RDF" or root.get(f"{{{RDF}}}about") is not None


def is_turtle(raw: bytes) -> bool:
    return TURTLE.match(raw) is not None


def from_xml(root: etree._Element) -> Linked:
    """
    Raises:
        SkipRecord: it is too much, or no RDF/XML.
    """
    return Linked(root, _nodes(etree.tostring(root, with_tail=False), ox.RdfFormat.RDF_XML))


def from_text(raw: bytes) -> Linked:
    """Turtle, of which N-Triples are a part.

    Raises:
        SkipRecord: it is too much, or no Turtle.
    """
    return Linked(None, _nodes(raw, ox.RdfFormat.TURTLE))


def _nodes(raw: bytes, format: ox.RdfFormat) -> Any:
    triples = []
    try:
        for triple in ox.parse(raw, format=format, base_iri="about:record"):
            triples.append(triple)
            bounds.check(len(triples), bounds.MOST_TRIPLES, "triples")
    except (SyntaxError, ValueError) as error:
        why = f"The record cannot be read: it is no RDF ({error.args[0]})."
        raise SkipRecord(why) from error
    return Nodes().read(_expanded(triples))


def _expanded(triples: Iterable[ox.Quad]) -> list[Any]:
    """The same as expanded JSON-LD, lists made of pairs put together."""
    nodes: dict[str, dict[str, list[Any]]] = {}
    for triple in triples:
        node = nodes.setdefault(_name(triple.subject), {})
        if triple.predicate.value == f"{RDF}type":
            node.setdefault("@type", []).append(_name(triple.object))
        else:
            node.setdefault(triple.predicate.value, []).append(_object(triple.object))
    pairs = {name for name, node in nodes.items() if f"{RDF}first" in node}
    for name in nodes.keys() - pairs:
        for key, values in nodes[name].items():
            nodes[name][key] = [each for value in values for each in _members(value, nodes)]
    return [{"@id": name, **node} for name, node in nodes.items() if name not in pairs]


def _members(value: Any, nodes: dict[str, dict[str, list[Any]]]) -> list[Any]:
    """A list's members where the value begins one, else the value itself."""
    name = value.get("@id") if isinstance(value, dict) else None
    if name not in nodes or f"{RDF}first" not in nodes[name]:
        return [] if name == f"{RDF}nil" else [value]
    members: list[Any] = []
    seen: set[str] = set()
    while name in nodes and name not in seen:
        seen.add(name)
        members += nodes[name].get(f"{RDF}first", [])
        name = next(
            (each["@id"] for each in nodes[name].get(f"{RDF}rest", []) if "@id" in each), ""
        )
    return members


def _name(term: Any) -> str:
    if isinstance(term, ox.BlankNode):
        return f"_:{term.value}"
    value: str = getattr(term, "value", "")
    return value.removeprefix("about:record")


def _object(term: Any) -> dict[str, Any]:
    if isinstance(term, ox.Literal):
        return {"@value": term.value} | ({"@language": term.language} if term.language else {})
    return {"@id": _name(term)}
