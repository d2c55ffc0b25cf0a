"""Peak memory of every process of a fill, at two sizes: it must not grow with the records."""

from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks import fill, report
from tests.benchmarks.measure import peaks
from tests.benchmarks.server import serving

AIM = 400


def run(records: int) -> None:
    report.heading(f"memory: filling with {records // 4:,} and with {records:,} records")
    for size in (records // 4, records):
        with (
            serving([(number, 0) for number in range(size)]) as url,
            TemporaryDirectory() as folder,
        ):
            _, megabytes = peaks(fill.filled, url, Path(folder))
        for number, peak in enumerate(megabytes, 1):
            name = f"{size:,} records, process {number}"
            report.figure(name, f"{peak:,.0f} MB", f"under {AIM} MB")
