"""What the records of a page are to the ledger: a new version, or nothing new."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from sqlalchemy import Connection, Row, and_, select

from harvester.ledger.precedence import holds, settle
from harvester.ledger.schema import records, sightings
from harvester.record import RawRecord

Head: TypeAlias = Row[Any]
"""The newest version of a record; `kind` is as what this run has seen it before, None if not."""

# More in one statement would pass the number of parameters that SQLite allows (32,766).
_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Version:
    """A record that differs from its newest version, or has none."""

    seq: int
    record: RawRecord
    head: Head | None

    @property
    def id(self) -> int:
        return self.head.id if self.head else self.seq

    def kind(self, run: int) -> str:
        if self.record.deleted:
            return "deleted"
        return "new" if self.head is None or self.head.first_run == run else "changed"


@dataclass(frozen=True, slots=True)
class Comparison:
    differing: list[tuple[RawRecord, Head | None]] = field(default_factory=list)
    unchanged: list[tuple[RawRecord, Head]] = field(default_factory=list)

    def numbered(self, first: int) -> list[Version]:
        return [
            Version(seq, record, head)
            for seq, (record, head) in enumerate(self.differing, start=first)
        ]


def compare(
    connection: Connection, run: int, source: str, incoming: Iterable[RawRecord]
) -> Comparison:
    """Sort a page's records; one that an earlier page of this run outdoes is left out."""
    settled = settle(incoming)
    heads = {head.identifier: head for head in _heads(connection, run, source, list(settled))}
    result = Comparison()
    for record in settled.values():
        head = heads.get(record.identifier)
        if head is None:
            result.differing.append((record, None))
        elif head.kind and not holds(record, head.datestamp, head.deleted):
            continue
        elif head.digest == record.digest:
            result.unchanged.append((record, head))
        else:
            result.differing.append((record, head))
    return result


def _heads(
    connection: Connection, run: int, source: str, identifiers: Sequence[str]
) -> Iterator[Head]:
    seen_before = and_(sightings.c.run == run, sightings.c.record == records.c.id)
    query = (
        select(records, sightings.c.kind)
        .select_from(records.outerjoin(sightings, seen_before))
        .where(records.c.source == source)
    )
    for start in range(0, len(identifiers), _AT_ONCE):
        part = identifiers[start : start + _AT_ONCE]
        yield from connection.execute(query.where(records.c.identifier.in_(part)))
