"""What the records of a page are to the ledger: a new version, or nothing new."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import Connection, Row, bindparam, exists, select

from harvester.ledger.precedence import holds, settle
from harvester.ledger.schema import attempts, records, sightings
from harvester.record import RawRecord, Window

Head: TypeAlias = Row[Any]
"""The newest version of a record.

`kind` is as what this run has seen it already, None if it has not; `before` whether an earlier
run has seen it in the same window.
"""

# More in one statement would pass the number of parameters that SQLite allows (32,766).
_AT_ONCE = 5_000

_seen = sightings.alias("seen")
# Else a list that was read in two runs could end otherwise than one that was read in one.
_BEFORE = exists().where(
    _seen.c.record == records.c.id, _seen.c.run.in_(bindparam("runs", expanding=True))
)
# No join: PostgreSQL, as long as it has no statistics, would read all that the run has seen.
_KIND = (
    select(sightings.c.kind)
    .where(sightings.c.run == bindparam("run"), sightings.c.record == records.c.id)
    .scalar_subquery()
)
_HEADS = select(records, _KIND.label("kind"), _BEFORE.label("before")).where(
    records.c.source == bindparam("source"),
    records.c.identifier.in_(bindparam("identifiers", expanding=True)),
)


class Version(NamedTuple):
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
    """`same` are the heads of what is nothing new; `dated` their new datestamps, by record."""

    differing: list[tuple[RawRecord, Head | None]] = field(default_factory=list)
    same: list[Head] = field(default_factory=list)
    dated: list[tuple[int, str]] = field(default_factory=list)

    def numbered(self, first: int) -> list[Version]:
        return [
            Version(seq, record, head)
            for seq, (record, head) in enumerate(self.differing, start=first)
        ]


def compare(
    connection: Connection, run: int, window: Window, incoming: Iterable[RawRecord]
) -> Comparison:
    """Sort a page's records; one that an earlier page outdoes is nothing new."""
    settled = settle(incoming)
    heads = {head.identifier: head for head in _heads(connection, run, window, list(settled))}
    result = Comparison()
    for record in settled.values():
        head = heads.get(record.identifier)
        if head is None:
            result.differing.append((record, None))
        elif (head.kind or head.before) and not holds(record, head.datestamp, head.deleted):
            result.same.append(head)
        elif head.digest != record.digest:
            result.differing.append((record, head))
        else:
            result.same.append(head)
            if head.datestamp != record.datestamp:
                result.dated.append((head.id, record.datestamp))
    return result


def _heads(
    connection: Connection, run: int, window: Window, identifiers: Sequence[str]
) -> Iterator[Head]:
    asked = {"run": run, "source": window.source, "runs": _broken_off(connection, run, window)}
    for start in range(0, len(identifiers), _AT_ONCE):
        part = identifiers[start : start + _AT_ONCE]
        yield from connection.execute(_HEADS, asked | {"identifiers": part})


def _broken_off(connection: Connection, run: int, window: Window) -> Sequence[int]:
    """The runs that asked this same window and did not come to its end."""
    others = select(attempts.c.run).where(attempts.c.window == window.id, attempts.c.run != run)
    return connection.execute(others).scalars().all()
