"""What records say of their samples, and which of these wait to be linked."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, func, select, update

from harvester.ledger.portions import Answer, among
from harvester.ledger.samples import Described, Waiting
from harvester.ledger.schema import changes, records, samples
from harvester.ledger.writes import add_all, alter_all


def describe(connection: Connection, given: Sequence[tuple[int, Sequence[Described]]]) -> None:
    """See `SampleLedger.describe`."""
    at = _newest(connection, (seq for seq, _ in given))
    said = {at[seq]: {each.iri: each.row for each in rows} for seq, rows in given if seq in at}
    known = _of_records(connection, said)
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


def _newest(connection: Connection, seqs: Iterable[int]) -> dict[int, int]:
    """The record of each change that is still its newest."""
    query = (
        select(changes.c.seq, changes.c.record)
        .select_from(changes.join(records, records.c.id == changes.c.record))
        .where(records.c.seq == changes.c.seq)
    )
    return {row.seq: row.record for row in among(connection, query, changes.c.seq, seqs)}


def _of_records(connection: Connection, ids: Iterable[int]) -> dict[str, Answer]:
    query = select(samples.c.id, samples.c.iri, samples.c.record, samples.c.row)
    return {row.iri: row for row in among(connection, query, samples.c.record, ids)}


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


def rows(connection: Connection, iris: Iterable[str]) -> dict[str, bytes]:
    query = select(samples.c.iri, samples.c.row).where(samples.c.row.is_not(None))
    return {row.iri: row.row for row in among(connection, query, samples.c.iri, iris)}


def of_records(connection: Connection, wanted: Sequence[tuple[str, str]]) -> list[str]:
    """See `SampleLedger.of_records`."""
    query = (
        select(samples.c.iri, records.c.source, records.c.identifier)
        .select_from(samples.join(records, records.c.id == samples.c.record))
        .where(samples.c.row.is_not(None))
    )
    names, identifiers = set(wanted), (identifier for _, identifier in wanted)
    found = among(connection, query, records.c.identifier, identifiers)
    return sorted(row.iri for row in found if (row.source, row.identifier) in names)


def count(connection: Connection) -> int:
    query = select(func.count()).select_from(samples).where(samples.c.row.is_not(None))
    return connection.execute(query).scalar_one()


def numbers(connection: Connection, iris: Iterable[str]) -> dict[str, int]:
    """The key of each sample that was ever described, by IRI."""
    query = select(samples.c.iri, samples.c.id)
    return {row.iri: row.id for row in among(connection, query, samples.c.iri, iris)}


def names(connection: Connection, ids: Iterable[int]) -> dict[int, str]:
    """The IRI of each sample, by its key."""
    query = select(samples.c.id, samples.c.iri)
    return {row.id: row.iri for row in among(connection, query, samples.c.id, ids)}
