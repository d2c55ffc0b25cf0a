"""JSON-LD documents as canonical N-Quads: sorted lines, each once, no blank node.

Our documents use a small part of JSON-LD (a tree of named nodes in the words of one context), so
their lines are written straight from them: four times as fast as a JSON-LD processor, and this is
done for every record. The tests hold the result against two processors.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

import pyoxigraph as ox

from harvester.graph.context import Document, context, prefixes
from harvester.graph.jsonld import document
from harvester.model import Record

TYPE = " <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
ESCAPES = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r", "\t": r"\t"})


class Property(NamedTuple):
    """How values of a key are written; `datatype` with its `^^`, where the context gives one."""

    predicate: str
    coercion: str = ""
    datatype: str = ""


def graphs(documents: Sequence[Document]) -> dict[str, bytes]:
    """The named graph of each document by its IRI; of two of the same IRI the later one's.

    The graph's name is the document's `id`. What it says is the document itself, or the node
    under `about` where it is a document about something else.
    """
    return {each["id"]: _graph(each["id"], each.get("about") or each) for each in documents}


def turtle(record: Record) -> bytes:
    """The record's graph for people; what the record describes has the empty prefix."""
    nquads = graphs([document(record)])[record.iri]
    triples = (quad.triple for quad in ox.parse(nquads, ox.RdfFormat.N_QUADS))
    near = {"": f"{record.iri}#", "record": record.iri.rpartition("/")[0] + "/"}
    return ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=near | prefixes()) or b""


def _graph(name: str, node: Document) -> bytes:
    ending = f" <{name}> .\n"
    return "".join(sorted({line + ending for line in _triples(node)})).encode()


def _triples(node: Document) -> Iterator[str]:
    subject = f"<{node['id']}>"
    for key, values in node.items():
        if key == "id":
            continue
        if key == "type":
            yield from (f"{subject}{TYPE}{_reference(each)}" for each in _listed(values))
            continue
        how = _property(key)
        for value in _listed(values):
            yield f"{subject}{how.predicate}{_object(value, how)}"
            if value.__class__ is dict and len(value) > 1 and "id" in value:
                yield from _triples(value)


def _listed(values: Any) -> Iterable[Any]:
    return values if values.__class__ is list else (values,)


def _object(value: str | Document, how: Property) -> str:
    if isinstance(value, str):
        if how.coercion == "@id":
            return f"<{value}>"
        return _reference(value) if how.coercion else _literal(value) + how.datatype
    if "id" in value:
        return f"<{value['id']}>"
    if "language" in value:
        return f"{_literal(value['text'])}@{value['language']}"
    return f"{_literal(value['text'])}^^{_reference(value['type'])}"


def _literal(text: str) -> str:
    if text.isprintable() and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return f'"{text.translate(ESCAPES)}"'


@cache
def _property(key: str) -> Property:
    term = context().get(key, key)
    if isinstance(term, str):
        return Property(f" {_reference(term)} ")
    predicate, coercion = f" {_reference(term['@id'])} ", term.get("@type", "")
    if coercion in {"", "@id", "@vocab"}:
        return Property(predicate, coercion)
    return Property(predicate, datatype=f"^^{_reference(coercion)}")


@cache
def _reference(name: str) -> str:
    """A word of the context, a name with a prefix or an address, as an IRI in brackets."""
    term = context().get(name, name)
    prefix, _, local = term.partition(":")
    if prefix in context() and not local.startswith("//"):
        term = context()[prefix] + local
    return f"<{term}>"
