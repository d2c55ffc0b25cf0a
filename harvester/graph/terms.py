"""The ontology and its vocabularies as one graph beside the records'.

So a query can ask for every kind of electron microscopy, or for files in formats that keep no
metadata. Like the cursor, this graph is the store's own: no record says it, and it is neither
listed nor dumped.
"""

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox

from harvester.graph import GraphChange
from harvester.graph.replacement import CURSOR_GRAPH, load
from harvester.iris import NAMESPACE
from harvester.resources import packaged

TERMS_GRAPH = ox.NamedNode(f"{NAMESPACE}ontology")
DUBLIN_CORE = "http://purl.org/dc/terms/"
DIGEST = ox.NamedNode("https://schema.org/sha256")
OWN = {CURSOR_GRAPH.value, TERMS_GRAPH.value}
"""Graphs of the store itself; all others are of records and their provenance."""


def refresh(store: ox.Store) -> None:
    """Put the terms of this version into a store, in place of those of another."""
    said = digest()
    if said not in store:
        store.update(f"DROP SILENT GRAPH {TERMS_GRAPH}")
        load(store, _nquads())
        store.add(said)  # last: without it, all is loaded again


def as_change() -> GraphChange:
    """The whole graph, with the digest that says so."""
    return GraphChange(TERMS_GRAPH.value, _nquads() + f"{digest()} .\n".encode())


@cache
def digest() -> ox.Quad:
    """Says from which files the graph was made."""
    read = sha256(b"".join(file.read_bytes() for file in _files())).hexdigest()
    return ox.Quad(TERMS_GRAPH, DIGEST, ox.Literal(read), TERMS_GRAPH)


@cache
def _nquads() -> bytes:
    return ox.serialize(_quads(), format=ox.RdfFormat.N_QUADS) or b""


def _quads() -> Iterator[ox.Quad]:
    for file in _files():
        for said in ox.parse(path=file, format=ox.RdfFormat.TURTLE):
            if _is_of_a_term(said):
                yield ox.Quad(said.subject, said.predicate, said.object, TERMS_GRAPH)


def _is_of_a_term(said: ox.Triple) -> bool:
    """Titles and licences are those of the files; what has no address are rules for reading."""
    nameless = any(isinstance(each, ox.BlankNode) for each in (said.subject, said.object))
    return not nameless and not said.predicate.value.startswith(DUBLIN_CORE)


def _files() -> list[Path]:
    folder = packaged("ontology")
    return [folder / "lithoscope.ttl", *sorted(folder.glob("vocabularies/*.ttl"))]
