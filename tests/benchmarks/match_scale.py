"""`match rows` over ever more descriptions of samples: time, memory, and what is found of them."""

import json
import sys
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from harvester.cli import app
from tests.benchmarks import report, specimens
from tests.benchmarks.measure import Spent, peaks, stopwatch

AIM = 2000
"""MB, of all processes together."""


class Found(NamedTuple):
    """Pairs of rows: those of one object, those that were linked as such, and both."""

    true: int
    linked: int
    right: int


def run(records: int) -> None:
    report.heading(f"match-scale: {records // 10:,} and {records:,} descriptions of samples")
    spent = [_measured(size) for size in (records // 10, records)]
    ratio = f"{spent[1].seconds / spent[0].seconds:.1f} times"
    report.figure("ten times the rows take", ratio, "about 10 times")


def _measured(size: int) -> Spent:
    with TemporaryDirectory() as folder:
        file, links = Path(folder, "rows.jsonl"), Path(folder, "links.jsonl")
        true = _written(file, size)
        spent, megabytes = peaks(matched, file, links)
        found = _found(links, true)
    report.figure(f"{size:,} rows", f"{spent.seconds:,.1f} s")
    report.figure("each", f"{spent.seconds / size * 1e6:,.0f} µs")
    report.figure("memory", f"{sum(megabytes):,.0f} MB", f"under {AIM:,} MB")
    report.figure("linked as the same", f"{found.linked:,}")
    report.figure("precision", f"{found.right / max(found.linked, 1):.4f}")
    report.figure("recall", f"{found.right / max(found.true, 1):.4f}")
    return spent


def _written(file: Path, size: int) -> int:
    """How many pairs of rows are of one object."""
    pairs = 0
    with file.open("w", encoding="utf-8") as lines:
        for row in specimens.rows(size):
            pairs += row["id"].endswith("-1")
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")
    return pairs


def same(file: Path, links: Path, *options: str) -> Iterator[tuple[str, str]]:
    """The pairs of one object that the command finds, by way of the file `links`."""
    matched(file, links, *options)
    return _same(links)


def matched(file: Path, links: Path, *options: str) -> Spent:
    """The command itself, its standard output in a file."""
    before = sys.stdout
    with links.open("wb") as written, stopwatch() as spent:
        sys.stdout = TextIOWrapper(written)
        try:
            app(["match", "rows", str(file), *options, "--json"], standalone_mode=False)
        finally:
            sys.stdout.flush()
            sys.stdout.detach()
            sys.stdout = before
    return spent


def _found(links: Path, true: int) -> Found:
    linked = right = 0
    for left, right_id in _same(links):
        linked += 1
        right += left.split("-")[0] == right_id.split("-")[0]
    return Found(true, linked, right)


def _same(links: Path) -> Iterator[tuple[str, str]]:
    with links.open("rb") as lines:
        for line in lines:
            link = json.loads(line)
            if link["relation"] == "same":
                yield link["left"], link["right"]
