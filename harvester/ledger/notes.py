"""What the road made of each version: mapped, rejected with a reason, or taken away."""

from collections.abc import Sequence

from sqlalchemy import Connection, func, select

from harvester.ledger import MappingNote
from harvester.ledger.compression import compress_findings, decompress_findings
from harvester.ledger.schema import notes, records
from harvester.ledger.writes import put_all


def write(connection: Connection, given: Sequence[MappingNote]) -> None:
    columns = ("seq", "outcome", "crosswalk", "reason", "findings")
    rows = [
        (note.seq, note.outcome, note.crosswalk, note.reason, compress_findings(note.findings))
        for note in given
    ]
    put_all(connection, notes, columns, rows)


def read(connection: Connection, seq: int) -> MappingNote | None:
    row = connection.execute(select(notes).where(notes.c.seq == seq)).first()
    if row is None:
        return None
    findings = decompress_findings(row.findings)
    return MappingNote(row.seq, row.outcome, row.crosswalk, row.reason, findings)


def stale(connection: Connection, crosswalks: Sequence[str]) -> int:
    """Tombstones and records that no crosswalk was there for were not mapped by any."""
    query = (
        select(func.count())
        .select_from(records.join(notes, notes.c.seq == records.c.seq))
        .where(
            notes.c.outcome != "deleted",
            notes.c.crosswalk != "",
            notes.c.crosswalk.not_in(crosswalks),
        )
    )
    return connection.execute(query).scalar_one()
