"""Graph: named graphs in a store that can be deleted and rebuilt from the ledger."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol

from harvester.exclusive import Allowed, always


class GraphChange(NamedTuple):
    """The new content of one named graph, as N-Quads; empty removes the graph.

    Stores keep numbers by value, not by spelling: write them as `xsd:integer` and `xsd:decimal` in
    their shortest form (`20`, `1.5`), so that they come back as they were put.
    """

    iri: str
    nquads: bytes


class GraphWriter(Protocol):
    def put(self, changes: Sequence[GraphChange], cursor: int) -> None:
        """Replace these graphs and move the cursor to `cursor` (a ledger `seq`).

        Readers see all of it or nothing; on a server, where a batch is larger than one request,
        each graph as it was or as it is. After a crash in between the cursor stands where it
        stood, and the same changes are put again.
        """
        ...


class Answer(Protocol):
    """Result of a query; `tabular` for SELECT and ASK, else a graph."""

    tabular: bool

    def json(self) -> str:
        """SPARQL 1.1 Query Results JSON, for SELECT and ASK."""
        ...

    def ntriples(self) -> bytes:
        """For CONSTRUCT and DESCRIBE."""
        ...


class Graph(Protocol):
    def cursor(self) -> int:
        """The newest `seq` that the store holds; 0 for an empty or unfinished store.

        While this object's own writer is open, that of what it has written; else of what readers
        see, which after a crash may lag behind, so that changes are put again: that does no harm.
        """
        ...

    def writer(
        self, *, anew: bool = False, allowed: Allowed = always
    ) -> AbstractContextManager[GraphWriter]:
        """The one writer; readers see what it wrote when the block ends well, at the latest.

        With `anew` a new store is built in bulk beside the old one and takes its place when the
        block ends well, so that readers never see a gap; each `put` is then only durable at the
        end, and no graph may be put twice. On a server what differs is changed when the block
        ends well, graph by graph; what fills an empty one is seen while it comes.

        `allowed` is called before each change of a server, where a folder's lock does not keep
        other machines out.

        Raises:
            StoreError: another process writes, or the disk or the server does not take it.
        """
        ...

    def query(self, text: str) -> Answer:
        """Run a SPARQL 1.1 query over the newest snapshot; default graph: union of all graphs.

        Beside the records' graphs, the union holds the terms of the ontology (see `terms.py`).

        Raises:
            UsageError: the query is not SPARQL, with the parser's line and reason; or it is
                refused (see `guard.py`).
        """
        ...

    def get(self, iri: str) -> bytes:
        """One graph as N-Quads lines, sorted; empty where there is no such graph."""
        ...

    def names(self) -> Iterator[str]:
        """IRIs of all graphs, those of provenance too, sorted by byte."""
        ...

    def dump(self, *, provenance: bool = False) -> Iterator[bytes]:
        """All quads as canonical N-Quads lines, each once (there are no blank nodes).

        Graphs come in the order of their IRIs, the lines of each in their own, both by byte.
        Graphs of provenance (when, which run) are left out unless asked for: they differ
        between two harvests of the same data.
        """
        ...

    def described(self) -> str:
        """What is reached, in few words, after a look at whether it can be used.

        Raises:
            StoreError: it does not answer, or is set up in another way than queries need.
        """
        ...

    def close(self) -> None: ...
