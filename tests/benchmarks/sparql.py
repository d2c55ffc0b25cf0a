"""The graph on a SPARQL server beside the embedded one: first fill, updates, rebuild."""

import time
from collections.abc import Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from tempfile import TemporaryDirectory

from harvester.graph import Graph, GraphChange
from harvester.graph.oxigraph import OxigraphStore
from harvester.mapping import Mapper
from harvester.pool import BATCH
from harvester.record import Change
from tests.benchmarks import catalogue, report, servers
from tests.benchmarks.server import serving

STEP = 2_000
"""Records that a store in use is given at once: about what the projector gives it."""
Graphs = list[list[GraphChange]]


def run(records: int) -> None:
    updates = records // 2
    report.heading(f"sparql: {records:,} records into a server, then {updates:,} updates")
    with TemporaryDirectory() as name, ExitStack() as stack:
        found = servers.fuseki(Path(name), stack)
        if found is None:
            return
        first, second = _graphs(Path(name, "home"), records, updates)
        embedded = stack.enter_context(closing(OxigraphStore(Path(name, "graph"))))
        for title, graph in (("embedded", embedded), ("Fuseki", found[0])):
            _measure(title, graph, first, second)
        same = list(embedded.dump()) == list(found[0].dump())
        report.figure("the same N-Quads in both", "yes" if same else "NO")


def _graphs(folder: Path, records: int, updates: int) -> tuple[Graphs, Graphs]:
    """Of records, one list each; then of updates, half of them new records."""
    first = [(number, 0) for number in range(records)]
    changed = [(number * 2, 1) for number in range(updates // 2)]
    new = [(records + number, 0) for number in range(updates - len(changed))]
    with serving(first, [*changed, *new]) as url, closing(catalogue.opened(folder)) as home:
        mapper = Mapper(home.settings)
        catalogue.harvested(home, url)
        before, newest = _mapped(mapper, list(home.ledger.changes())), home.ledger.head()
        catalogue.harvested(home, url)
        return before, _mapped(mapper, list(home.ledger.changes(newest)))


def _mapped(mapper: Mapper, changes: Sequence[Change]) -> Graphs:
    batches = [changes[start : start + BATCH] for start in range(0, len(changes), BATCH)]
    return [list(mapped.graphs) for batch in batches for mapped in mapper.batch(batch)]


def _measure(title: str, graph: Graph, first: Graphs, second: Graphs) -> None:
    works = (
        ("first fill", first, BATCH, True),
        ("updates", second, STEP, False),
        ("rebuild, all as it was", _now(first, second), BATCH, True),
    )
    for work, records, size, anew in works:
        seconds = _put(graph, records, size, anew=anew)
        report.figure(f"{title}: {work}", f"{len(records) / seconds:,.0f} a second")


def _now(first: Graphs, second: Graphs) -> Graphs:
    return list({record[0].iri: record for record in [*first, *second]}.values())


def _put(graph: Graph, records: Graphs, size: int, *, anew: bool) -> float:
    """Wall-clock seconds: the server's work counts, whichever process does it."""
    began = time.perf_counter()
    with graph.writer(anew=anew) as writer:
        for start in range(0, len(records), size):
            batch = [change for record in records[start : start + size] for change in record]
            writer.put(batch, start + size)
    return time.perf_counter() - began
