"""What records say of their samples, and which of these wait to be linked."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias

from sqlalchemy import Connection, Row, func, select, update

from harvester.ledger.samples import Described, Waiting
from harvester.ledger.schema import changes, records, samples
from harvester.ledger.writes import add_all, alter_all

_Known: TypeAlias = Row[Any, Any, Any, Any]
MANY = 10_000
"""Names in one question: both databases take three times as many."""


def describe(connection: Connection, given: Sequence[tuple[int, Sequence[Described]]]) -> None:
    """See `SampleLedger.describe`."""
    at = _newest(connection, [seq for seq, _ in given])
    said = {at[seq]: {each.iri: each.row for each in rows} for seq, rows in given if seq in at}
    known = _of_records(connection, list(said))
    altered = [
        (row.id, now, True)
        for row in known.values()
        if (now := said[row.record].get(row.iri)) != row.row
    ]
    added = [
        (iri, record, row, True)
        for record, rows in said.items()
        for iri, row in rows.items()
        if iri not in known
    ]
    alter_all(connection, samples, ("at", "row", "waiting"), altered)
    add_all(connection, samples, ("iri", "record", "row", "waiting"), added)


def _newest(connection: Connection, seqs: Sequence[int]) -> dict[int, int]:
    """The record of each change that is still its newest."""
    found: dict[int, int] = {}
    for some in portions(seqs):
        query = (
            select(changes.c.seq, changes.c.record)
            .select_from(changes.join(records, records.c.id == changes.c.record))
            .where(changes.c.seq.in_(some), records.c.seq == changes.c.seq)
        )
        found.update((row.seq, row.record) for row in connection.execute(query))
    return found


def _of_records(connection: Connection, ids: Sequence[int]) -> dict[str, _Known]:
    columns = (samples.c.id, samples.c.iri, samples.c.record, samples.c.row)
    found: dict[str, _Known] = {}
    for some in portions(ids):
        query = select(*columns).where(samples.c.record.in_(some))
        found.update((row.iri, row) for row in connection.execute(query))
    return found


def waiting(connection: Connection, limit: int) -> list[Waiting]:
    query = select(samples.c.iri, samples.c.row).where(samples.c.waiting).order_by(samples.c.id)
    return [Waiting(*row) for row in connection.execute(query.limit(limit))]


def count_waiting(connection: Connection) -> int:
    query = select(func.count()).select_from(samples).where(samples.c.waiting)
    return connection.execute(query).scalar_one()


def reopen(connection: Connection, iris: Sequence[str] | None) -> None:
    if iris is None:
        connection.execute(update(samples).values(waiting=True))
        return
    wait(connection, iris, waiting=True)


def wait(connection: Connection, iris: Sequence[str], *, waiting: bool) -> None:
    ids = numbers(connection, iris).values()
    alter_all(connection, samples, ("at", "waiting"), [(id, waiting) for id in ids])


def rows(connection: Connection, iris: Sequence[str]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for some in portions(iris):
        query = select(samples.c.iri, samples.c.row).where(
            samples.c.iri.in_(some), samples.c.row.is_not(None)
        )
        found.update((row.iri, row.row) for row in connection.execute(query))
    return found


def count(connection: Connection) -> int:
    query = select(func.count()).select_from(samples).where(samples.c.row.is_not(None))
    return connection.execute(query).scalar_one()


def numbers(connection: Connection, iris: Iterable[str]) -> dict[str, int]:
    """The key of each sample that was ever described, by IRI."""
    found: dict[str, int] = {}
    for some in portions(sorted(set(iris))):
        query = select(samples.c.iri, samples.c.id).where(samples.c.iri.in_(some))
        found.update((row.iri, row.id) for row in connection.execute(query))
    return found


def names(connection: Connection, ids: Iterable[int]) -> dict[int, str]:
    """The IRI of each sample, by its key."""
    found: dict[int, str] = {}
    for some in portions(sorted(set(ids))):
        query = select(samples.c.id, samples.c.iri).where(samples.c.id.in_(some))
        found.update((row.id, row.iri) for row in connection.execute(query))
    return found


def portions(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """What one question can name."""
    for start in range(0, len(values), MANY):
        yield values[start : start + MANY]
