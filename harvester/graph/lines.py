"""The canonical form of a store: N-Quads lines by graph, then by line, in bounded memory."""

import heapq
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from tempfile import TemporaryFile
from typing import IO

import pyoxigraph as ox

RUN = 200_000
"""So many names are sorted in memory at once; more are merged from temporary files."""


def lines_of(store: ox.Store, iri: str) -> list[bytes]:
    """One graph's N-Quads lines, sorted by byte; empty where there is no such graph."""
    name = ox.NamedNode(iri)
    triples = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=name) or b""
    ending = f"{name} .\n".encode()
    return sorted(line[:-1] + ending for line in triples.split(b"\n") if line)


def graph_names(store: ox.Store, run: int = RUN) -> Iterator[str]:
    """IRIs of the named graphs, sorted by byte. An IRI holds no line end."""
    names = (name.value.encode() for name in store.named_graphs() if isinstance(name, ox.NamedNode))
    return (name.decode() for name in sort(names, run))


def sort(words: Iterable[bytes], run: int) -> Iterator[bytes]:
    """Sort words without line ends, at most `run` of them in memory at a time."""
    rest = iter(words)
    with ExitStack() as stack:
        files: list[IO[bytes]] = []
        while some := sorted(islice(rest, run)):
            if not files and len(some) < run:
                yield from some
                return
            files.append(stack.enter_context(TemporaryFile()))
            files[-1].writelines(word + b"\n" for word in some)
            files[-1].seek(0)
        yield from heapq.merge(*(_words(file) for file in files))


def _words(file: IO[bytes]) -> Iterator[bytes]:
    return (line[:-1] for line in file)
