"""JSON-LD documents as canonical N-Quads: sorted lines, each once, no blank node.

Our documents use a small part of JSON-LD (a tree of named nodes in the words of one context), so
their lines are written straight from them: four times as fast as a JSON-LD processor, and this is
done for every record. The tests hold the result against two processors.
"""

from collections.abc import Callable
from functools import cache
from json.encoder import encode_basestring as literal  # the escapes of JSON are those of N-Quads
from typing import NamedTuple

import pyoxigraph as ox

from harvester.graph import jsonld
from harvester.graph.context import Document, context, prefixes
from harvester.model import Record

TYPED = {"@id": "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "@type": "@vocab"}
"""The keyword `type`, as if it were a term of the context."""


class Property(NamedTuple):
    """A key of the context: its predicate, and how a string under it is written."""

    predicate: str
    opening: str
    written: Callable[[str], str]
    closing: str


def graph(document: Document) -> bytes:
    """The named graph of a document, whose `id` is its name.

    What it says is the document itself, or the node under `about` where it is a document about
    something else. What is said of each subject is sorted by itself: the subjects are the longest
    part of the lines.
    """
    said: dict[str, set[str]] = {}
    _say(document.get("about") or document, said)
    ending = f" <{document['id']}> .\n"
    return "".join(
        f"{subject}{f'{ending}{subject}'.join(sorted(tails))}{ending}"
        for subject, tails in sorted(said.items())
    ).encode()


def turtle(record: Record) -> bytes:
    """The record's graph for people; what the record describes has the empty prefix."""
    quads = ox.parse(graph(jsonld.document(record)), ox.RdfFormat.N_QUADS)
    triples = (quad.triple for quad in quads)
    near = {"": f"{record.iri}#", "record": record.iri.rpartition("/")[0] + "/"}
    return ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=near | prefixes()) or b""


def _say(node: Document, said: dict[str, set[str]]) -> None:
    """Add predicates and objects of a node, and of the nodes inside it, by subject."""
    tails = said.setdefault(f"<{node['id']}>", set())
    for key, values in node.items():
        if key == "id":
            continue
        predicate, opening, written, closing = _property(key)
        for value in values if values.__class__ is list else (values,):
            if value.__class__ is not dict:
                tails.add(f"{opening}{written(value)}{closing}")
            elif "id" in value:
                tails.add(f"{predicate}<{value['id']}>")
                if len(value) > 1:
                    _say(value, said)
            else:
                tails.add(predicate + _marked(value))


def _marked(value: Document) -> str:
    """Text with its language or its datatype."""
    if "language" in value:
        return f"{literal(value['text'])}@{value['language']}"
    return f"{literal(value['text'])}^^<{_expanded(value['type'])}>"


@cache
def _property(key: str) -> Property:
    term = TYPED if key == "type" else context().get(key, key)
    name, coercion = (term, "") if isinstance(term, str) else (term["@id"], term.get("@type", ""))
    predicate = f" <{_expanded(name)}> "
    if coercion == "@id":
        return Property(predicate, f"{predicate}<", str, ">")
    if coercion == "@vocab":
        return Property(predicate, f"{predicate}<", _expanded, ">")
    datatype = f"^^<{_expanded(coercion)}>" if coercion else ""
    return Property(predicate, predicate, literal, datatype)


@cache
def _expanded(name: str) -> str:
    """A word of the context, a name with a prefix or an address, as an address."""
    term: str = context().get(name, name)
    prefix, _, local = term.partition(":")
    if prefix in context() and not local.startswith("//"):
        return f"{context()[prefix]}{local}"
    return term
