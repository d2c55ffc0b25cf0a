"""One SPARQL update that turns some named graphs into others, all or nothing.

Only what differs is deleted and inserted: most changes of a record touch few of its statements.
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


def replacement(store: ox.Store, changes: Sequence[GraphChange], cursor: int) -> str:
    """The update that brings `store` from what it holds to these graphs and this cursor."""
    gone: list[str] = []
    dropped: list[str] = []
    added: list[str] = []
    for change in {change.iri: change for change in changes}.values():
        name = ox.NamedNode(change.iri)
        old = set(store.quads_for_pattern(None, None, None, name))
        new = set(ox.parse(change.nquads, format=ox.RdfFormat.N_QUADS))
        if new:
            gone += _block(name, old - new)
            added += _block(name, new - old)
        elif old:
            dropped.append(f"DROP SILENT GRAPH {name} ;")
    dropped.append(f"DROP SILENT GRAPH {CURSOR_GRAPH} ;")
    added += _block(CURSOR_GRAPH, [cursor_quad(cursor)])
    lines = ["DELETE DATA {", *gone, "} ;", *dropped, "INSERT DATA {", *added, "}"]
    return "\n".join(lines)


def _block(name: ox.NamedNode, quads: Iterable[ox.Quad]) -> list[str]:
    statements = [f"{quad.triple} ." for quad in quads]
    return [f"GRAPH {name} {{", *statements, "}"] if statements else []
