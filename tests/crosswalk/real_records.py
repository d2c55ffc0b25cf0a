"""The tables of `real/*.tsv`: real files, and what must come of the records in them.

`python tests/crosswalk/real_records.py DATA [NAME…]` prints these rows as they are now.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path

import jmespath
from lxml import etree
from mapped import change, drafted, packaged

from harvester import parse, validate
from harvester.errors import SkipRecord
from harvester.model import Record
from harvester.record import Draft

TABLES = Path(__file__).with_name("real")


@dataclass(frozen=True)
class Row:
    """One line: the files of one kind, how they are asked for, and what came of them.

    `items` is where a file's records stand (JMESPath, or a tag as lxml's `iter` takes it); `-`
    where a file is one record. `why` says what the rejected have in common; `-` where none is.
    """

    files: str
    format: str
    items: str
    records: int
    mapped: int
    rejected: int
    samples: int
    parents: int
    measurements: int
    instruments: int
    conditions: int
    data_files: int
    why: str

    def __str__(self) -> str:
        return f"{self.format} {self.files}"

    def texts(self, data: Path) -> Iterator[bytes]:
        """The records of all files, one after the other."""
        for file in sorted(data.glob(self.files)):
            yield from _split(file.read_bytes(), self.items)

    def line(self) -> str:
        return "\t".join(str(getattr(self, field.name)) for field in fields(self))


def rows(*names: str) -> list[Row]:
    """All rows, or those of the tables that are named."""
    tables = sorted(TABLES.glob("*.tsv"))
    return [row for t in tables if not names or t.stem in names for row in _read(t)]


def _read(table: Path) -> Iterator[Row]:
    heading, *lines = table.read_text("utf-8").splitlines()
    assert heading.split("\t") == [field.name for field in fields(Row)], table.name
    for line in lines:
        files, format, items, *numbers, why = line.split("\t")
        yield Row(files, format, items, *map(int, numbers), why=why)


def _split(raw: bytes, items: str) -> Iterator[bytes]:
    if items == "-":
        yield raw
    elif raw.lstrip()[:1] in (b"{", b"["):
        for item in jmespath.search(items, json.loads(raw)) or []:
            yield json.dumps(item).encode()
    else:
        for element in etree.fromstring(raw).iter(items):
            yield etree.tostring(element)


class Outcome:
    """What came of the records of one row; `paths` and `unread` count the records with such."""

    def __init__(self, row: Row, data: Path) -> None:
        self.reasons: Counter[str] = Counter()
        self.paths: Counter[str] = Counter()
        self.unread: Counter[str] = Counter()
        self._made: Counter[str] = Counter()
        for raw in row.texts(data):
            self._one(raw, row.format)
        self.row = replace(row, **{key: self._made[key] for key in COUNTED})

    def _one(self, raw: bytes, format: str) -> None:
        self._made["records"] += 1
        try:
            draft = drafted(raw, format)
        except SkipRecord as error:
            return self._reject(str(error))
        self._look_through(raw, format, draft)
        result = validate.check(draft, change(b"", format), "https://catalogue.example/")
        return self._count(result) if isinstance(result, Record) else self._reject(result.reason)

    def _reject(self, reason: str) -> None:
        self._made["rejected"] += 1
        self.reasons[reason] += 1

    def _count(self, record: Record) -> None:
        self._made["mapped"] += 1
        self._made["samples"] += len(record.samples)
        self._made["parents"] += sum(each.parent is not None for each in record.samples)
        self._made["measurements"] += len(record.measurements)
        self._made["instruments"] += len({m.instrument for m in record.measurements} - {None})
        self._made["conditions"] += sum(len(each.conditions) for each in record.measurements)
        self._made["data_files"] += len(record.dataset.files)

    def _look_through(self, raw: bytes, format: str, draft: Draft) -> None:
        parsed = parse.parse(change(raw, format))
        chosen = packaged()[draft.crosswalk.partition("/")[0]]
        leaves = chosen.open(parsed).leaves(())
        self.paths.update({f"{chosen.format} {leaf.path}" for leaf in leaves})
        told = {f.where for f in draft.findings if f.code == "unread"}
        self.unread.update(f"{chosen.format} {where}" for where in told)

    @property
    def never_read(self) -> set[str]:
        """Paths of which no record has a value that is read, or left out by name."""
        return {path for path, count in self.unread.items() if count == self.paths[path]}


COUNTED = [field.name for field in fields(Row)][3:-1]

if __name__ == "__main__":
    data, *names = sys.argv[1:]
    for row in rows(*names):
        outcome = Outcome(row, Path(data))
        print(outcome.row.line())
        for reason, count in outcome.reasons.most_common():
            print(f"  rejected {count} × {reason}", file=sys.stderr)
        never = sorted(outcome.never_read)
        print(f"  never read: {len(never)} of {len(outcome.paths)} paths {never}", file=sys.stderr)
