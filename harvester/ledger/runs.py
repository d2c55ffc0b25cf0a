"""Runs: begun, ended, and those that never ended because their process did."""

from dataclasses import fields
from typing import Any

from sqlalchemy import Connection, Row, select, update

from harvester.errors import StoreError
from harvester.ledger import RunEntry
from harvester.ledger.compression import compress_findings, decompress_findings
from harvester.ledger.counts import counts
from harvester.ledger.schema import runs
from harvester.ledger.writes import add
from harvester.record import RunReport

ABANDONED = "the process ended before the run did"
_KEPT_AS_IT_IS = {field.name for field in fields(RunReport)} & set(runs.c.keys()) - {"findings"}


def start(connection: Connection, source: str, now: str) -> int:
    close_abandoned(connection, source, now)
    values = _values(RunReport(source, verdict="failed", message="the run has not ended"))
    return add(connection, runs, started=now, **values)


def close_abandoned(connection: Connection, source: str, now: str) -> None:
    """End as failed what this source left open; called by whoever has the source to himself."""
    left = select(runs.c.id).where(runs.c.source == source, runs.c.ended.is_(None))
    for run in connection.execute(left).scalars().all():
        found = counts(connection, run)
        report = RunReport(
            source,
            verdict="failed",
            seen=found.seen,
            stored=found.new + found.changed,
            new=found.new,
            unchanged=found.unchanged,
            deleted=found.deleted,
            rejected=found.rejected,
            message=ABANDONED,
        )
        _end(connection, run, report, now)


def finish(connection: Connection, run: int, report: RunReport, now: str) -> None:
    require_open(connection, run)
    _end(connection, run, report, now)


def require_open(connection: Connection, run: int) -> None:
    """Every write of a run asks first: a process that was given up must not write on.

    Raises:
        StoreError: the run has ended, here or by another process that took its source over.
    """
    # Locked, so that nobody closes the run while a page of it is on its way in.
    row = connection.execute(select(runs).where(runs.c.id == run).with_for_update()).first()
    if row is None:
        raise StoreError(f"The ledger has no run {run}: start it before anything is kept.")
    if row.ended:
        raise StoreError(
            f"{row.source}: run {run} ended at {row.ended} ({row.message or row.verdict}), so "
            "nothing more is kept under it. Another process may be harvesting this source now."
        )


def entries(connection: Connection, source: str | None, limit: int) -> list[RunEntry]:
    query = select(runs).order_by(runs.c.id.desc()).limit(limit)
    if source is not None:
        query = query.where(runs.c.source == source)
    return [_entry(row) for row in connection.execute(query)]


def entry(connection: Connection, run: int) -> RunEntry | None:
    row = connection.execute(select(runs).where(runs.c.id == run)).first()
    return _entry(row) if row else None


def _end(connection: Connection, run: int, report: RunReport, now: str) -> None:
    ended = update(runs).where(runs.c.id == run).values(ended=now, **_values(report))
    connection.execute(ended)


def _values(report: RunReport) -> dict[str, Any]:
    values = {name: getattr(report, name) for name in _KEPT_AS_IT_IS}
    return values | {"findings": compress_findings(report.findings)}


def _entry(row: Row[Any]) -> RunEntry:
    kept = {name: row._mapping[name] for name in _KEPT_AS_IT_IS}
    report = RunReport(run=row.id, findings=list(decompress_findings(row.findings)), **kept)
    return RunEntry(row.id, row.source, row.started, row.ended, report)
