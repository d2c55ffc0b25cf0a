"""Bytes and milliseconds of one record in every store that is on this machine.

Each store is filled with the same records and then takes a fifth of them once more, changed, in
batches, as a catalogue in use does. `docker/capacity.md` works out from these figures what many
records need. Milliseconds are of the clock, those of a server included. PostgreSQL does not wait
for its disk here (`fsync` is off).
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from harvester.graph.oxigraph import OxigraphStore
from harvester.home import Home
from harvester.index.embedded import TantivyEngine
from harvester.ledger import Ledger
from harvester.ledger.store import open_ledger
from harvester.mapping import Mapped, Mapper
from harvester.pool import BATCH
from harvester.record import Page, Window
from tests.benchmarks import catalogue, report, servers
from tests.benchmarks.server import serving
from tests.benchmarks.servers import on_disk

LATER = "2026-06-01T00:00:00Z"
Batches = list[list[Mapped]]


@dataclass(frozen=True)
class Place:
    """A store that is empty, and how many bytes of the disk it takes now."""

    name: str
    store: Any
    size: Callable[[], int]


def run(records: int) -> None:
    report.heading(f"capacity: {records:,} oai_dc records in every store that is here")
    changed = [(number, 1) for number in range(0, records, 5)]
    with (
        TemporaryDirectory() as name,
        serving([(number, 0) for number in range(records)], changed) as url,
        ExitStack() as stack,
    ):
        folder = Path(name)
        pages, filled = _before(folder / "home", url)
        report.figure("a record as it comes", f"{_raw(pages[0]) / records:,.0f} B")
        report.figure("quads of a record", f"{_quads(filled[0]) / records:,.1f}")
        print(f"  {'':<28}{'bytes':>10}{'ms, first':>12}{'ms, changed':>14}")
        for place in ledgers(folder, stack):
            _kept(place, pages, filled)
        for place in graphs(folder, stack):
            _projected(place, filled, lambda batch: [c for each in batch for c in each.graphs])
        for place in indexes(folder, stack):
            _projected(place, filled, lambda batch: [(each.iri, each.document) for each in batch])


def ledgers(folder: Path, stack: ExitStack) -> Iterator[Place]:
    (folder / "ledger").mkdir()
    ledger = open_ledger(f"sqlite:///{folder / 'ledger' / 'ledger.sqlite'}")
    stack.enter_context(closing(ledger))
    yield Place("ledger, SQLite", ledger, lambda: on_disk(folder / "ledger"))
    if found := servers.postgresql(stack):
        yield Place("ledger, PostgreSQL", *found)


def graphs(folder: Path, stack: ExitStack) -> Iterator[Place]:
    graph = stack.enter_context(closing(OxigraphStore(folder / "graph")))
    yield Place("graph, Oxigraph", graph, lambda: on_disk(folder / "graph"))
    if found := servers.fuseki(folder, stack):
        server, there = found
        yield Place("graph, Fuseki", server, lambda: on_disk(there))


def indexes(folder: Path, stack: ExitStack) -> Iterator[Place]:
    index = stack.enter_context(closing(TantivyEngine(folder / "index")))
    yield Place("index, tantivy", index, lambda: on_disk(folder / "index"))
    if found := servers.elasticsearch(folder, stack):
        yield Place("index, Elasticsearch", *found)


def _before(folder: Path, url: str) -> tuple[list[list[Page]], list[Batches]]:
    """What is not measured here: pages from the repository, and what is made of their records."""
    filled: list[Batches] = []
    with closing(catalogue.opened(folder)) as home:
        fetcher = home.fetcher(catalogue.repository(url))
        pages = [list(fetcher.pages(_window(later))) for later in (False, True)]
        for kept, later in zip(pages, (False, True), strict=True):
            head = home.ledger.head()
            _keep(home.ledger, kept, later)
            filled.append(_mapped(home, head))
    return pages, filled


def _window(later: bool) -> Window:
    return Window("bench", "oai_dc", since=LATER if later else None)


def _kept(place: Place, pages: list[list[Page]], filled: list[Batches]) -> None:
    seconds, sizes = [], [place.size()]
    for kept, batches in zip(pages, filled, strict=True):
        began = perf_counter()
        _keep(place.store, kept, kept is not pages[0])
        for batch in batches:
            place.store.note([each.note for each in batch])
        seconds.append(perf_counter() - began)
        sizes.append(place.size())
    _tell(place, sizes, seconds, filled)


def _keep(ledger: Ledger, pages: list[Page], later: bool) -> None:
    run = ledger.start_run("bench")
    window = ledger.open_window(run, _window(later))
    for page in pages:
        window = ledger.keep(run, window, page)
    ledger.finish(run, window)


def _mapped(home: Home, after: int) -> Batches:
    mapper, changes = Mapper(home.settings), list(home.ledger.changes(after))
    starts = range(0, len(changes), BATCH)
    return [mapper.batch(changes[start : start + BATCH]) for start in starts]


def _projected(
    place: Place, filled: list[Batches], form: Callable[[list[Mapped]], list[Any]]
) -> None:
    seconds, sizes = [], [place.size()]
    for batches, anew in zip(filled, (True, False), strict=True):
        began = perf_counter()
        with place.store.writer(anew=anew) as writer:
            for batch in batches:
                writer.put(form(batch), batch[-1].seq)
        seconds.append(perf_counter() - began)
        sizes.append(place.size())
    _tell(place, sizes, seconds, filled)


def _tell(place: Place, sizes: list[int], seconds: list[float], filled: list[Batches]) -> None:
    first, changed = (sum(map(len, batches)) for batches in filled)
    each = (sizes[1] - sizes[0]) / first
    times = f"{seconds[0] / first * 1000:>12.2f}{seconds[1] / changed * 1000:>14.2f}"
    more = (sizes[2] - sizes[1]) / changed
    print(f"  {place.name:<28}{each:>10,.0f}{times}   {more:+,.0f} B a change", flush=True)


def _raw(pages: list[Page]) -> int:
    return sum(len(record.raw) for page in pages for record in page.records)


def _quads(batches: Batches) -> int:
    return sum(c.nquads.count(b"\n") for batch in batches for each in batch for c in each.graphs)
