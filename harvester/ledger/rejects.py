"""What is kept but not shown: records that could not be mapped, pieces that were no records."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, literal, select

from harvester.ledger import Reject
from harvester.ledger.compression import decompress
from harvester.ledger.packs import contents
from harvester.ledger.schema import changes, notes, packs, pages, pieces, records, runs, sightings


def rejects(connection: Connection, source: str | None, limit: int) -> list[Reject]:
    """Newest first; a piece that every run meets again is listed once, for its last run."""
    unmapped = connection.execute(_records(source).limit(limit)).all()
    broken = connection.execute(_pieces(source).limit(limit)).all()
    found = [*map(_reject, unmapped, contents(connection, unmapped))]
    found += [_reject(piece, decompress(piece.data)) for piece in broken]
    found.sort(key=lambda reject: (reject.run, reject.seq), reverse=True)
    return found[:limit]


def _records(source: str | None) -> Select[Any]:
    """Newest versions that were rejected; a tombstone is not shown anyway."""
    query = (
        select(
            records.c.source,
            records.c.identifier,
            notes.c.reason,
            notes.c.seq,
            pages.c.run,
            changes.c.pack,
            changes.c.start,
            changes.c.length,
        )
        .select_from(notes)
        .join(changes, changes.c.seq == notes.c.seq)
        .join(records, (records.c.id == changes.c.record) & (records.c.seq == changes.c.seq))
        .join(packs, packs.c.id == changes.c.pack)
        .join(pages, pages.c.id == packs.c.page)
        .where(notes.c.outcome == literal("rejected", literal_execute=True), ~changes.c.deleted)
        .order_by(notes.c.seq.desc())
    )
    return query if source is None else query.where(changes.c.source == source)


def _mended() -> ColumnElement[bool]:
    """The record came whole in the same run or since."""
    since = select(runs.c.id).where(runs.c.source == pieces.c.source, runs.c.id >= pieces.c.run)
    whole = (
        select(records.c.id)
        .join(sightings, sightings.c.record == records.c.id)
        .where(
            records.c.source == pieces.c.source,
            records.c.identifier == pieces.c.identifier,
            sightings.c.run.in_(since),
        )
    )
    return whole.exists()


def _pieces(source: str | None) -> Select[Any]:
    last = (
        select(pieces.c.source, pieces.c.key, func.max(pieces.c.run).label("run"))
        .group_by(pieces.c.source, pieces.c.key)
        .subquery()
    )
    query = (
        select(
            pieces.c.source,
            pieces.c.identifier,
            pieces.c.reason,
            literal(0).label("seq"),
            pieces.c.run,
            pieces.c.data,
        )
        .join(last, (last.c.key == pieces.c.key) & (last.c.run == pieces.c.run))
        .where(~_mended())
        .order_by(pieces.c.run.desc(), pieces.c.page, pieces.c.key)
    )
    return query if source is None else query.where(pieces.c.source == source)


def _reject(row: Row[Any], raw: bytes) -> Reject:
    return Reject(
        source=row.source,
        identifier=row.identifier,
        reason=row.reason,
        seq=row.seq,
        run=row.run,
        raw=raw,
    )
