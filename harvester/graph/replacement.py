"""How named graphs of a store become others: what is new in bulk, then the rest in one step.

Statements are loaded in bulk, which is several times as fast as a transaction and is not one.
No reader sees them before the step that follows, and a crash in between does no harm: the cursor
has not moved, so the same changes are put again.
"""

from collections.abc import Iterable, Sequence

import pyoxigraph as ox

from harvester.graph import GraphChange
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
    """Bring `store` from what it holds to these graphs and this cursor."""
    newest = {change.iri: change for change in changes}.values()
    step = _removal(store, newest, cursor)
    load(store, (change.nquads for change in newest))
    store.update(step)


def load(store: ox.Store, nquads: Iterable[bytes]) -> None:
    """Add statements in bulk. The scribe has checked every address, so the parser need not."""
    store.bulk_load(b"".join(nquads), format=ox.RdfFormat.N_QUADS, lenient=True)


def _removal(store: ox.Store, changes: Iterable[GraphChange], cursor: int) -> str:
    """The update that takes away what the graphs no longer say, and moves the cursor.

    Only what differs: most changes of a record touch few of its statements.
    """
    gone: list[str] = []
    dropped: list[str] = [f"DROP SILENT GRAPH {CURSOR_GRAPH} ;"]
    for change in changes:
        name = ox.NamedNode(change.iri)
        if not change.nquads:
            dropped.append(f"DROP SILENT GRAPH {name} ;")
        elif store.contains_named_graph(name):
            old = set(store.quads_for_pattern(None, None, None, name))
            gone += _block(name, old - set(ox.parse(change.nquads, format=ox.RdfFormat.N_QUADS)))
    added = _block(CURSOR_GRAPH, [cursor_quad(cursor)])
    return "\n".join(["DELETE DATA {", *gone, "} ;", *dropped, "INSERT DATA {", *added, "}"])


def _block(name: ox.NamedNode, quads: Iterable[ox.Quad]) -> list[str]:
    statements = [f"{quad.triple} ." for quad in quads]
    return [f"GRAPH {name} {{", *statements, "}"] if statements else []
