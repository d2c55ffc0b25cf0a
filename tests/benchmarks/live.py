"""Updates into a catalogue in use: half of them new records, half new versions of old ones."""

from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks import catalogue, report
from tests.benchmarks.measure import Spent, apart, stopwatch
from tests.benchmarks.server import serving

AIM = 500
UPDATES = 5_000


def run(records: int) -> None:
    updates = min(UPDATES, records)
    report.heading(f"live: {updates:,} updates into a catalogue of {records:,} records")
    first = [(number, 0) for number in range(records)]
    changed = [(number * 2, 1) for number in range(updates // 2)]
    new = [(records + number, 0) for number in range(updates - len(changed))]
    with serving(first, [*changed, *new]) as url, TemporaryDirectory() as folder:
        spent = apart(updated, url, Path(folder), updates)
    rate = updates / spent.seconds
    report.figure("records a second", f"{rate:,.0f}", f"at least {AIM:,} on two cores")
    report.figure("seconds", f"{spent.seconds:.1f}")
    report.figure("CPU seconds, harvesting process", f"{spent.own:.1f}")
    report.figure("CPU seconds, mapping processes", f"{spent.helpers:.1f}")


def updated(url: str, folder: Path, updates: int) -> Spent:
    with closing(catalogue.opened(folder)) as home:
        catalogue.harvested(home, url)
        with stopwatch() as spent:
            seen = catalogue.harvested(home, url)
    if seen.stored != updates:
        print(f"  not a measurement: {seen.stored:,} of {updates:,} updates were stored")
    return spent
