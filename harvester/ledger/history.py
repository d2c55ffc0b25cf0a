"""Versions are read: as one state of all records, or all states of one record."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select

from harvester.ledger.blobs import unpack, unpack_findings
from harvester.ledger.database import Database
from harvester.ledger.schema import blobs, changes, pages, records, windows
from harvester.record import Change

_BATCH = 1_000
_BATCH_BYTES = 8 * 1024 * 1024
"""A batch ends at either, so that large records do not fill the memory."""

_VERSIONS = select(
    changes,
    records.c.identifier,
    windows.c.format,
    pages.c.run,
    pages.c.kept_at,
    blobs.c.data,
).select_from(
    changes.join(records, records.c.id == changes.c.record)
    .join(pages, pages.c.id == changes.c.page)
    .join(windows, windows.c.id == pages.c.window)
    .join(blobs, blobs.c.digest == changes.c.blob)
)


def head(connection: Connection) -> int:
    return connection.execute(select(func.max(changes.c.seq))).scalar() or 0


def stream(database: Database, after: int, source: str | None) -> Iterator[Change]:
    """The state as it was when the first one is asked for, in batches of a transaction each.

    No transaction stays open between two changes: the reader may take hours. Versions are never
    altered, so that what came later is left out by its `seq`.
    """
    with database.reading() as connection:
        upto = head(connection)
    while batch := _batch(database, after, upto, source):
        yield from map(_change, batch)
        after = batch[-1].seq


def _batch(database: Database, after: int, upto: int, source: str | None) -> list[Row[Any]]:
    query = _VERSIONS.where(*_newest(after, upto, source)).order_by(changes.c.seq).limit(_BATCH)
    rows: list[Row[Any]] = []
    size = 0
    with database.reading() as connection:
        for row in connection.execution_options(yield_per=50).execute(query):
            rows.append(row)
            size += len(row.data)
            if size > _BATCH_BYTES:
                break
    return rows


def _newest(after: int, upto: int, source: str | None) -> list[ColumnElement[bool]]:
    """Changes after `after` that nothing up to `upto` has replaced."""
    later = changes.alias("later")
    replaced = select(later.c.seq).where(
        later.c.record == changes.c.record, later.c.seq > changes.c.seq, later.c.seq <= upto
    )
    conditions = [changes.c.seq > after, changes.c.seq <= upto, ~replaced.exists()]
    return conditions if source is None else [*conditions, changes.c.source == source]


def count(connection: Connection, after: int, source: str | None) -> int:
    newest = _newest(after, head(connection), source)
    query = select(func.count()).select_from(changes).where(*newest)
    return connection.execute(query).scalar_one()


def versions(connection: Connection, source: str, identifier: str) -> list[Change]:
    query = _of(source, identifier).order_by(changes.c.seq)
    return [_change(row) for row in connection.execute(query)]


def newest(connection: Connection, source: str, identifier: str) -> Change | None:
    query = _of(source, identifier).where(changes.c.seq == records.c.seq)
    row = connection.execute(query).first()
    return _change(row) if row else None


def _of(source: str, identifier: str) -> Select[Any]:
    return _VERSIONS.where(records.c.source == source, records.c.identifier == identifier)


def _change(row: Row[Any]) -> Change:
    return Change(
        seq=row.seq,
        source=row.source,
        identifier=row.identifier,
        format=row.format,
        datestamp=row.datestamp,
        deleted=row.deleted,
        raw=unpack(row.data),
        digest=row.digest,
        run=row.run,
        kept_at=row.kept_at,
        findings=unpack_findings(row.findings),
    )
