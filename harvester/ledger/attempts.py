"""What each run made of its windows: how far it came, why it stopped, what the pages said."""

from typing import Any

from sqlalchemy import Connection, Row, func, select

from harvester.ledger import WindowEntry
from harvester.ledger.compression import decompress, decompress_findings
from harvester.ledger.schema import attempts, pages, windows
from harvester.record import Finding


def entries(connection: Connection, run: int) -> list[WindowEntry]:
    """See `Ledger.windows`."""
    query = (
        select(
            attempts,
            windows.c.source,
            windows.c.format,
            windows.c.set,
            windows.c.since,
            func.count(pages.c.id).label("pages"),
            func.coalesce(func.sum(pages.c.records), 0).label("records"),
        )
        .select_from(attempts)
        .join(windows, windows.c.id == attempts.c.window)
        .outerjoin(pages, (pages.c.run == attempts.c.run) & (pages.c.window == attempts.c.window))
        .where(attempts.c.run == run)
        .group_by(*attempts.c, *windows.c)
        .order_by(attempts.c.window)
    )
    rows = connection.execute(query).all()
    return [_entry(row, _findings(connection, run, row.window)) for row in rows]


def evidence(connection: Connection, window: int) -> bytes:
    """The refused body that stopped a window last; empty if none was kept."""
    query = (
        select(attempts.c.evidence)
        .where(attempts.c.window == window, attempts.c.evidence.is_not(None))
        .order_by(attempts.c.run.desc())
    )
    data = connection.execute(query).scalar()
    return decompress(data) if data else b""


def _findings(connection: Connection, run: int, window: int) -> tuple[Finding, ...]:
    """Each kind once, as it was met first."""
    query = (
        select(pages.c.findings)
        .where(pages.c.run == run, pages.c.window == window, pages.c.findings.is_not(None))
        .order_by(pages.c.id)
    )
    first: dict[str, Finding] = {}
    for data in connection.execute(query).scalars():
        for finding in decompress_findings(data):
            first.setdefault(finding.code, finding)
    return tuple(first.values())


def _entry(row: Row[Any], findings: tuple[Finding, ...]) -> WindowEntry:
    return WindowEntry(
        id=row.window,
        set=row.set,
        format=row.format,
        since=row.since,
        status=row.status,
        attempts=row.attempt,
        pages=row.pages,
        records=row.records,
        error=row.error,
        findings=findings,
    )
