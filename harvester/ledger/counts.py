"""Counting: what a run saw, what a source holds."""

from sqlalchemy import Connection, case, func, select

from harvester.ledger import Counts
from harvester.ledger.schema import notes, pieces, records, sightings


def counts(connection: Connection, run: int) -> Counts:
    """See `Ledger.counts`."""
    rejected = (notes.c.outcome == "rejected") & (sightings.c.kind != "deleted")
    kind = case((rejected, "rejected"), else_=sightings.c.kind).label("kind")
    query = (
        select(kind, func.count())
        .select_from(sightings.outerjoin(notes, notes.c.seq == sightings.c.seq))
        .where(sightings.c.run == run)
        .group_by(kind)
    )
    found = {name: number for name, number in connection.execute(query)}
    found["rejected"] = found.get("rejected", 0) + _pieces(connection, run)
    names = ("new", "changed", "unchanged", "deleted", "rejected")
    return Counts(seen=sum(found.values()), **{name: found.get(name, 0) for name in names})


def _pieces(connection: Connection, run: int) -> int:
    """Pieces that were no records, but for those whose identifier this run saw as a record too."""
    record = (
        select(records.c.id)
        .join(sightings, sightings.c.record == records.c.id)
        .where(
            sightings.c.run == run,
            records.c.source == pieces.c.source,
            records.c.identifier == pieces.c.identifier,
        )
    )
    query = select(func.count()).select_from(pieces)
    return connection.execute(query.where(pieces.c.run == run, ~record.exists())).scalar_one()


def totals(connection: Connection) -> dict[str, tuple[int, int]]:
    """Live records and tombstones of each source."""
    query = (
        select(
            records.c.source,
            func.sum(case((records.c.deleted, 0), else_=1)),
            func.sum(case((records.c.deleted, 1), else_=0)),
        )
        .group_by(records.c.source)
        .order_by(records.c.source)
    )
    return {source: (live, gone) for source, live, gone in connection.execute(query)}
