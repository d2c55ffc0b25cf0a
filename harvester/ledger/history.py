"""Versions are read: as one state of all records, or all states of one record."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, case, func, select

from harvester.ledger.compression import decompress_findings
from harvester.ledger.database import Database
from harvester.ledger.packs import contents
from harvester.ledger.schema import changes, ledger, packs, pages, records, windows
from harvester.record import Change

_BATCH = 1_000
_BATCH_BYTES = 8 * 1024 * 1024
"""A batch ends at either, so that large records do not fill the memory."""

# The datestamp of a record is that of its newest version; a version before keeps its own.
_SEEN = case(
    (records.c.seq == changes.c.seq, records.c.datestamp),
    else_=changes.c.datestamp,
)
_VERSIONS = select(
    changes,
    records.c.identifier,
    _SEEN.label("seen_datestamp"),
    windows.c.format,
    pages.c.run,
    pages.c.kept_at,
).select_from(
    changes.join(records, records.c.id == changes.c.record)
    .join(packs, packs.c.id == changes.c.pack)
    .join(pages, pages.c.id == packs.c.page)
    .join(windows, windows.c.id == pages.c.window)
)


def last_seq(connection: Connection) -> int:
    return int(connection.execute(select(ledger.c.last_seq)).scalar_one())


def head(connection: Connection) -> int:
    """The newest change of a record; those of links and groups are not among them."""
    return connection.execute(select(func.max(changes.c.seq))).scalar() or 0


def stream(database: Database, after: int, source: str | None) -> Iterator[Change]:
    """The state as it was when the first one is asked for, in batches of a transaction each.

    No transaction stays open between two changes: the reader may take hours. Versions are never
    altered, so that what came later is left out by its `seq`.
    """
    with database.reading() as connection:
        upto = head(connection)
    while batch := _batch(database, after, upto, source):
        yield from batch
        after = batch[-1].seq


def _batch(database: Database, after: int, upto: int, source: str | None) -> list[Change]:
    query = _VERSIONS.where(changes.c.seq.in_(_next(after, upto, source))).order_by(changes.c.seq)
    batch: list[Change] = []
    size = 0
    with database.reading() as connection:
        for change in _changes(connection, connection.execute(query).all()):
            batch.append(change)
            size += len(change.raw)
            if size > _BATCH_BYTES:
                break
    return batch


def _next(after: int, upto: int, source: str | None) -> Select[Any]:
    """Their numbers are chosen first: else PostgreSQL may join all that follows, for each batch."""
    newest = _newest(after, upto, source)
    return select(changes.c.seq).where(*newest).order_by(changes.c.seq).limit(_BATCH)


def _newest(after: int, upto: int, source: str | None) -> list[ColumnElement[bool]]:
    """Changes after `after` that nothing up to `upto` has replaced."""
    later = changes.alias("later")
    replaced = select(later.c.seq).where(
        later.c.record == changes.c.record,
        later.c.seq != later.c.record,
        later.c.seq > changes.c.seq,
        later.c.seq <= upto,
    )
    conditions = [changes.c.seq > after, changes.c.seq <= upto, ~replaced.exists()]
    return conditions if source is None else [*conditions, changes.c.source == source]


def count(connection: Connection, after: int, source: str | None) -> int:
    newest = _newest(after, head(connection), source)
    query = select(func.count()).select_from(changes).where(*newest)
    return connection.execute(query).scalar_one()


def versions(connection: Connection, source: str, identifier: str) -> list[Change]:
    first = changes.c.seq == records.c.id
    later = (changes.c.record == records.c.id) & (changes.c.seq != changes.c.record)
    query = _of(source, identifier).where(first | later).order_by(changes.c.seq)
    return list(_changes(connection, connection.execute(query).all()))


def newest(connection: Connection, source: str, identifier: str) -> Change | None:
    query = _of(source, identifier).where(changes.c.seq == records.c.seq)
    return next(_changes(connection, connection.execute(query).all()), None)


def _of(source: str, identifier: str) -> Select[Any]:
    return _VERSIONS.where(records.c.source == source, records.c.identifier == identifier)


def _changes(connection: Connection, rows: Sequence[Row[Any]]) -> Iterator[Change]:
    return map(_change, rows, contents(connection, rows))


def _change(row: Row[Any], raw: bytes) -> Change:
    return Change(
        seq=row.seq,
        source=row.source,
        identifier=row.identifier,
        format=row.format,
        datestamp=row.datestamp,
        deleted=row.deleted,
        raw=raw,
        digest=row.digest,
        run=row.run,
        kept_at=row.kept_at,
        findings=decompress_findings(row.findings),
        seen_datestamp=row.seen_datestamp,
    )
