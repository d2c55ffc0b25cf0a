"""Fetch-and-keep: pages over HTTP into the durable ledger, against sickle that only lists them."""

from contextlib import closing
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from sickle import Sickle

from harvester.record import Window
from tests.benchmarks import catalogue, report
from tests.benchmarks.measure import Shares, Spent, apart, stopwatch
from tests.benchmarks.server import serving

ROUNDS = 3
"""Each asks sickle and us in turn, so that a change of the machine's load meets both."""
STAGES = {
    "harvester/fetch/": "envelope",
    "harvester/fetch/web.py": "HTTP",
    "harvester/fetch/address.py": "HTTP",
    "harvester/fetch/body.py": "unpacking",
    "harvester/ledger/": "SQLite",
    "harvester/ledger/compression.py": "compression",
}


def run(records: int) -> None:
    report.heading(f"fetch: {records:,} oai_dc records from a fast loopback server")
    with serving([(number, 0) for number in range(records)]) as url:
        rounds = [(apart(listed, url, records), apart(kept, url, records)) for _ in range(ROUNDS)]
    sickle = median(theirs.seconds for theirs, _ in rounds)
    ours = median(spent.seconds for _, (spent, _) in rounds)
    report.figure("sickle, listing only", f"{sickle:.2f} s")
    report.figure("fetched and kept, durably", f"{ours:.2f} s", f"at most {sickle / 1.15:.2f} s")
    report.figure("records a second", f"{records / ours:,.0f}")
    report.figure("sickle ÷ ours", f"{sickle / ours:.2f}", "at least 1.15")
    cpu = [median(times) for times in zip(*((a.own, b.own) for a, (b, _) in rounds), strict=True)]
    report.figure("CPU seconds, sickle and ours", f"{cpu[0]:.2f}, {cpu[1]:.2f}")
    ratios = [f"{theirs.seconds / spent.seconds:.2f}" for theirs, (spent, _) in rounds]
    report.figure("the same, round by round", ", ".join(ratios))
    ratios = [f"{theirs.own / spent.own:.2f}" for theirs, (spent, _) in rounds]
    report.figure("in CPU seconds, round by round", ", ".join(ratios))
    _, (spent, stages) = rounds[-1]
    report.shares(f"CPU seconds ({spent.own:.2f} in all)", stages.items(), records)


def listed(url: str, records: int) -> Spent:
    """What a script with sickle does: every record as an object with its metadata."""
    with stopwatch() as spent:
        count = sum(1 for _ in Sickle(url).ListRecords(metadataPrefix="oai_dc"))
    _same("sickle", count, records)
    return spent


def kept(url: str, records: int) -> tuple[Spent, dict[str, float]]:
    """What a harvest does before it maps anything; with the CPU seconds of its stages."""
    looks = Shares(STAGES)
    with TemporaryDirectory() as folder, closing(catalogue.opened(Path(folder))) as home:
        ledger, fetcher = home.ledger, home.fetcher(catalogue.repository(url))
        run = ledger.start_run("bench")
        with stopwatch() as spent, looks:
            window = ledger.open_window(run, Window("bench", "oai_dc"))
            for page in fetcher.pages(window):
                window = ledger.keep(run, window, page)
            ledger.finish(run, window)
        _same("ours", ledger.counts(run).seen, records)
    return spent, looks.of(spent.own)


def _same(who: str, count: int, records: int) -> None:
    if count != records:
        print(f"  not a measurement: {who} saw {count:,} of {records:,} records")
