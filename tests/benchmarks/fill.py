"""A first fill over the whole road: fetched, kept, mapped on all cores, in graph and index."""

import pickle
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from harvester.home import Home
from harvester.mapping import Mapped, Mapper
from harvester.pool import BATCH
from tests.benchmarks import catalogue, fetch, report
from tests.benchmarks.measure import Shares, Spent, apart, stopwatch
from tests.benchmarks.server import serving

AIM = 2_000
STAGES = {
    "harvester/parse": "parse",
    "harvester/crosswalk": "crosswalk",
    "harvester/clean/": "cleaners",
    "harvester/clean/techniques": "words in text",
    "harvester/clean/materials": "words in text",
    "harvester/clean/samples": "words in text",
    "harvester/clean/phrases": "words in text",
    "harvester/clean/folding": "words in text",
    "harvester/validate": "validate",
    "harvester/model.py": "validate",
    "harvester/graph/": "JSON-LD",
    "harvester/graph/nquads": "N-Quads",
    "harvester/index/document": "search document",
}


def run(records: int) -> None:
    report.heading(f"fill: {records:,} oai_dc records into an empty catalogue")
    with serving([(number, 0) for number in range(records)]) as url, TemporaryDirectory() as folder:
        spent = apart(filled, url, Path(folder, "fill"))
        rate = records / spent.seconds
        report.figure("records a second", f"{rate:,.0f}", f"at least {AIM:,} on two cores")
        report.figure("seconds", f"{spent.seconds:.1f}")
        report.figure("CPU seconds, harvesting process", f"{spent.own:.1f}")
        report.figure("CPU seconds, mapping processes", f"{spent.helpers:.1f}")
        fetching = apart(fetch.kept, url, records)[0].own
        stages = {"fetch and keep": fetching} | apart(stage_by_stage, Path(folder, "fill"))
    total = sum(stages.values())
    report.shares(f"each stage alone, CPU seconds ({total:.1f} in all)", stages.items(), records)


def filled(url: str, folder: Path) -> Spent:
    with closing(catalogue.opened(folder)) as home, stopwatch() as spent:
        catalogue.harvested(home, url)
    return spent


def stage_by_stage(folder: Path) -> dict[str, float]:
    """CPU seconds of the stages behind the ledger, one after the other over a filled catalogue."""
    looks = Shares(STAGES)
    with closing(catalogue.opened(folder)) as home, TemporaryDirectory() as empty:
        spool = Path(empty, "mapped")
        mapper, changes = Mapper(home.settings), list(home.ledger.changes())
        mapper.batch(changes[:BATCH])  # each process reads its vocabularies once, not counted here
        began = time.process_time()
        with looks, spool.open("wb") as file:
            for start in range(0, len(changes), BATCH):
                pickle.dump(mapper.batch(changes[start : start + BATCH]), file)
        mapping = looks.of(time.process_time() - began)
        with closing(catalogue.opened(Path(empty, "anew"))) as anew:
            loading = {
                "notes in the ledger": _notes(home, spool),
                "graph, bulk load": _loaded(anew.graph.writer(anew=True), spool, _graphs),
                "index": _loaded(anew.index.writer(anew=True), spool, _documents),
            }
    return mapping | loading


def _graphs(batch: list[Mapped]) -> list[Any]:
    return [change for mapped in batch for change in mapped.graphs]


def _documents(batch: list[Mapped]) -> list[Any]:
    return [(mapped.iri, mapped.document) for mapped in batch]


def _notes(home: Home, spool: Path) -> float:
    spent = 0.0
    for batch in _spooled(spool):
        began = time.process_time()
        home.ledger.note([mapped.note for mapped in batch])
        spent += time.process_time() - began
    return spent


def _loaded(
    writing: AbstractContextManager[Any], spool: Path, form: Callable[[list[Mapped]], list[Any]]
) -> float:
    """CPU seconds of a store's writer, its threads too, without those of reading the spool."""
    reading, began = 0.0, time.process_time()
    with writing as writer:
        before = time.thread_time()
        for batch in _spooled(spool):
            reading += time.thread_time() - before
            writer.put(form(batch), batch[-1].seq)
            before = time.thread_time()
    return time.process_time() - began - reading


def _spooled(spool: Path) -> Iterator[list[Mapped]]:
    with spool.open("rb") as file:
        while True:
            try:
                yield pickle.load(file)
            except EOFError:
                return
