"""Graph: named graphs in a store that can be deleted and rebuilt from the ledger."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class GraphChange:
    """The new content of one named graph, as N-Quads; empty removes the graph."""

    iri: str
    nquads: bytes


class GraphWriter(Protocol):
    def put(self, changes: Sequence[GraphChange], cursor: int) -> None:
        """Replace these graphs and move the cursor to `cursor` (a ledger `seq`), all or nothing."""
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
        """The newest `seq` that the store holds; 0 for an empty or unfinished store."""
        ...

    def writer(self, *, anew: bool = False) -> AbstractContextManager[GraphWriter]:
        """The one writer. With `anew` a new store is built in bulk beside the old one and takes its
        place when the block ends well, so that readers never see a gap; each `put` is then only
        durable at the end.

        Raises:
            StoreError: another process writes, or the disk does not take it.
        """
        ...

    def query(self, text: str) -> Answer:
        """Run a SPARQL 1.1 query over the newest snapshot; default graph: union of all graphs.

        Raises:
            UsageError: the query is not SPARQL, with the parser's line and reason.
        """
        ...

    def get(self, iri: str) -> bytes:
        """One named graph as canonical N-Quads; empty if there is none."""
        ...

    def dump(self, *, provenance: bool = False) -> Iterator[bytes]:
        """All quads as canonical N-Quads lines, sorted, each once (there are no blank nodes).

        Graphs of provenance (when, which run) are left out unless asked for: they differ
        between two harvests of the same data.
        """
        ...

    def close(self) -> None: ...
