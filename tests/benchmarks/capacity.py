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
        home = stack.enter_context(closing(catalogue.opened(folder / "home")))
        pages = [_pages(home, url, since) for since in (None, LATER)]
        report.figure("a record as it comes", f"{_raw(pages[0]) / records:,.0f} B")
        print(f"  {'':<28}{'bytes':>10}{'ms, first':>12}{'ms, changed':>14}")
        filled = _ledgers(home, folder, stack, pages)
        report.figure("quads of a record", f"{_quads(filled[0]) / records:,.1f}")
        for place in graphs(folder, stack):
            _projected(place, filled, lambda batch: [c for each in batch for c in each.graphs])
        for place in indexes(folder, stack):
            _projected(place, filled, lambda batch: [(each.iri, each.document) for each in batch])


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


def _pages(home: Home, url: str, since: str | None) -> list[Page]:
    fetcher = home.fetcher(catalogue.repository(url))
    return list(fetcher.pages(Window("bench", "oai_dc", since=since)))


def _ledgers(
    home: Home, folder: Path, stack: ExitStack, pages: list[list[Page]]
) -> tuple[Batches, Batches]:
    """The same pages into each ledger; what is made of the first ones, and of the changed ones."""
    places = [Place("ledger, SQLite", home.ledger, lambda: on_disk(folder / "home"))]
    if found := servers.postgresql(stack):
        places.append(Place("ledger, PostgreSQL", *found))
    filled: list[Batches] = []
    for place in places:
        ledger, seconds, sizes = place.store, [], [place.size()]
        for number, kept in enumerate(pages):
            head = ledger.head()
            began = perf_counter()
            _keep(ledger, kept, pages[0] is not kept)
            seconds.append(perf_counter() - began)
            if len(filled) == number:
                filled.append(_mapped(home, head))
            began = perf_counter()
            for batch in filled[number]:
                ledger.note([each.note for each in batch])
            seconds[-1] += perf_counter() - began
            sizes.append(place.size())
        _tell(place, sizes, seconds, (filled[0], filled[1]))
    return filled[0], filled[1]


def _keep(ledger: Ledger, pages: list[Page], later: bool) -> None:
    run = ledger.start_run("bench")
    window = ledger.open_window(run, Window("bench", "oai_dc", since=LATER if later else None))
    for page in pages:
        window = ledger.keep(run, window, page)
    ledger.finish(run, window)


def _mapped(home: Home, after: int) -> Batches:
    mapper, changes = Mapper(home.settings), list(home.ledger.changes(after))
    starts = range(0, len(changes), BATCH)
    return [mapper.batch(changes[start : start + BATCH]) for start in starts]


def _projected(
    place: Place, filled: tuple[Batches, Batches], form: Callable[[list[Mapped]], list[Any]]
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


def _tell(
    place: Place, sizes: list[int], seconds: list[float], filled: tuple[Batches, Batches]
) -> None:
    first, changed = (sum(map(len, batches)) for batches in filled)
    each = (sizes[1] - sizes[0]) / first
    times = f"{seconds[0] / first * 1000:>12.2f}{seconds[1] / changed * 1000:>14.2f}"
    more = (sizes[2] - sizes[1]) / changed
    print(f"  {place.name:<28}{each:>10,.0f}{times}   {more:+,.0f} B a change", flush=True)


def _raw(pages: list[Page]) -> int:
    return sum(len(record.raw) for page in pages for record in page.records)


def _quads(batches: Batches) -> int:
    return sum(c.nquads.count(b"\n") for batch in batches for each in batch for c in each.graphs)
