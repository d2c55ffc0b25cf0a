"""The canonical form of a store: N-Quads lines by graph, then by line."""

from collections.abc import Iterator

import pyoxigraph as ox

from harvester.sorting import sort


def lines_of(store: ox.Store, iri: str) -> list[bytes]:
    """One graph's N-Quads lines, sorted by byte; empty where there is no such graph."""
    name = ox.NamedNode(iri)
    triples = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=name) or b""
    ending = f"{name} .\n".encode()
    return sorted(line[:-1] + ending for line in triples.split(b"\n") if line)


def graph_names(store: ox.Store) -> Iterator[str]:
    """IRIs of the named graphs, sorted by byte, in bounded memory."""
    names = (name.value.encode() for name in store.named_graphs() if isinstance(name, ox.NamedNode))
    return (name.decode() for name in sort(names))
