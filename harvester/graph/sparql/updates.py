"""How named graphs of a server become others: SPARQL updates of bounded size.

They say statement by statement what goes and what comes, so that the same may be asked again when
its answer was lost. `DROP` and `CLEAR` are not used: not every server has them.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from harvester.graph import GraphChange
from harvester.graph.replacement import CURSOR_GRAPH, block, cursor_quad
from harvester.graph.sparql.contents import lines_of_graphs
from harvester.graph.sparql.endpoint import Endpoint

REQUEST_BYTES = 4_000_000
"""N-Quads in one update; a graph that is larger has one of its own."""


class Edit(NamedTuple):
    """How one graph becomes another: the N-Quads lines that go, and those that come."""

    iri: str
    gone: list[bytes]
    new: list[bytes]


def edits(endpoint: Endpoint, changes: Sequence[GraphChange]) -> Iterator[Edit]:
    """What is to be done to the graphs that are not yet as they should be."""
    wanted = {change.iri: change.nquads for change in changes}
    for iri, lines in lines_of_graphs(endpoint, wanted):
        old, new = set(lines), set(wanted[iri].splitlines(keepends=True))
        if old != new:
            yield Edit(iri, sorted(old - new), sorted(new - old))


def updates(
    edits: Iterable[Edit], cursor: int | None = None, before: int | None = None
) -> Iterator[str]:
    """These edits, each whole in one request; the cursor moves with the last of them.

    The others say where it stands, so that one which comes late, after another process went on,
    sets it back there: what came since is put again over the older state that it brings.
    """
    waiting: list[Edit] = []
    size = 0
    for edit in edits:
        length = sum(map(len, edit.gone)) + sum(map(len, edit.new))
        if waiting and size + length > REQUEST_BYTES:
            yield _update(waiting, before)
            waiting, size = [], 0
        waiting.append(edit)
        size += length
    if waiting or cursor is not None:
        yield _update(waiting, cursor)


def _update(edits: Sequence[Edit], cursor: int | None = None) -> str:
    gone = [line for edit in edits for line in block(edit.iri, edit.gone)]
    new = [line for edit in edits for line in block(edit.iri, edit.new)]
    said = []
    if gone:
        said.append("\n".join(["DELETE DATA {", *gone, "}"]))
    if cursor is not None:
        said.append(f"DELETE WHERE {{ GRAPH {CURSOR_GRAPH} {{ ?s ?p ?o }} }}")
        new += block(CURSOR_GRAPH.value, [f"{cursor_quad(cursor)} .\n".encode()])
    if new:
        said.append("\n".join(["INSERT DATA {", *new, "}"]))
    return " ;\n".join(said).replace("\\\\u", "\\\\\\u0075").replace("\\\\U", "\\\\\\u0055")
