"""How named graphs of a store become others: what is new in bulk, then the rest in one step.

Statements are loaded in bulk, which is several times as fast as a transaction and is not one.
No reader sees them before the step that follows, and a crash in between does no harm: the cursor
has not moved, so the same changes are put again.
"""

from collections.abc import Iterable, Sequence
from typing import IO

import pyoxigraph as ox

from harvester.graph import GraphChange
from harvester.graph.lines import lines_of
from harvester.iris import NAMESPACE

CURSOR_GRAPH = ox.NamedNode(f"{NAMESPACE}projection")
"""Holds one triple: how far the store has followed the ledger."""
CURSOR = ox.NamedNode(f"{NAMESPACE}cursor")


def cursor_quad(cursor: int) -> ox.Quad:
    return ox.Quad(CURSOR_GRAPH, CURSOR, ox.Literal(cursor), CURSOR_GRAPH)


def cursor_of(store: ox.Store) -> int:
    """The cursor in a store, 0 where there is none."""
    objects = (q.object for q in store.quads_for_pattern(CURSOR_GRAPH, CURSOR, None, CURSOR_GRAPH))
    return max((int(each.value) for each in objects if isinstance(each, ox.Literal)), default=0)


def replace(store: ox.Store, changes: Sequence[GraphChange], cursor: int) -> None:
    """Bring `store` from what it holds to these graphs and this cursor.

    Only what differs is touched: most changes of a record concern few of its statements.
    """
    added: list[bytes] = []
    gone: list[str] = []
    dropped = [f"DROP SILENT GRAPH {CURSOR_GRAPH} ;"]
    for change in {change.iri: change for change in changes}.values():
        if not change.nquads:
            if store.contains_named_graph(ox.NamedNode(change.iri)):
                dropped.append(f"DROP SILENT GRAPH <{change.iri}> ;")
            continue
        old, new = set(lines_of(store, change.iri)), set(change.nquads.splitlines(keepends=True))
        added += new - old
        gone += block(change.iri, old - new)
    load(store, b"".join(added))
    moved = block(CURSOR_GRAPH.value, [f"{cursor_quad(cursor)} .\n".encode()])
    store.update("\n".join(["DELETE DATA {", *gone, "} ;", *dropped, "INSERT DATA {", *moved, "}"]))


def load(store: ox.Store, nquads: bytes | IO[bytes]) -> None:
    """Add statements in bulk. The scribe has checked every address, so the parser need not."""
    store.bulk_load(nquads, format=ox.RdfFormat.N_QUADS, lenient=True)


def block(graph: str, lines: Iterable[bytes]) -> list[str]:
    """N-Quads lines of one graph as SPARQL writes them inside `INSERT DATA { … }`."""
    ending = len(f" <{graph}> .\n".encode())
    triples = [f"{line[:-ending].decode()} ." for line in lines]
    return [f"GRAPH <{graph}> {{", *triples, "}"] if triples else []
