"""The queue: sources that workers are to harvest, each taken by one of them at a time."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, select, update

from harvester.errors import Busy
from harvester.ledger import Job, leases
from harvester.ledger.schema import queue
from harvester.ledger.writes import Columns, add_missing, put_all

TRIES = 3
"""So often a worker may die at a source before the source is set aside."""
_COLUMNS: Columns = ("source", "since", "tries")


def add(connection: Connection, sources: Collection[str], now: str, *, anew: bool) -> None:
    """See `Ledger.enqueue`."""
    rows = [(source, now, 0) for source in sorted(sources)]
    (put_all if anew else add_missing)(connection, queue, _COLUMNS, rows)


def claim(
    connection: Connection, sources: Mapping[str, str], owner: str, now: float, seconds: float
) -> Job | None:
    """Take the leases of the source that has waited longest; none, if there is none to be had."""
    passed: list[str] = []
    while job := connection.execute(_next(sources, passed)).first():
        try:
            for name in names(job.source, sources):
                leases.take(connection, name, owner, now, seconds)
        except Busy:
            leases.release(connection, leases.of_source(job.source), owner)
            passed.append(job.source)
            continue
        begun = update(queue).where(queue.c.source == job.source).values(tries=job.tries + 1)
        connection.execute(begun)
        return Job(job.source, job.since, job.tries + 1)
    return None


def names(source: str, hosts: Mapping[str, str]) -> tuple[str, str]:
    """The leases of whoever works at a source: its own, and that of the host that is asked."""
    return leases.of_source(source), leases.of_host(hosts[source])


def _next(sources: Collection[str], passed: Sequence[str]) -> Select[Any]:
    """Rows that another worker is just looking at are left to it."""
    return (
        select(queue)
        .where(
            queue.c.tries < TRIES, queue.c.source.in_(list(sources)), queue.c.source.not_in(passed)
        )
        .order_by(queue.c.since, queue.c.source)
        .limit(1)
        .with_for_update(skip_locked=True)
    )


def remove(connection: Connection, job: Job) -> None:
    """See `Ledger.complete`."""
    same = (queue.c.source == job.source) & (queue.c.since == job.since)
    same &= queue.c.tries == job.tries  # else another took it over from a worker that was halted
    connection.execute(delete(queue).where(same))


def entries(connection: Connection, now: float) -> list[Job]:
    rows = connection.execute(select(queue).order_by(queue.c.since, queue.c.source)).all()
    return [_entry(connection, row, now) for row in rows]


def _entry(connection: Connection, row: Row[Any], now: float) -> Job:
    if leases.is_held(connection, leases.of_source(row.source), now):
        return Job(row.source, row.since, row.tries, "at work")
    return Job(row.source, row.since, row.tries, "waiting" if row.tries < TRIES else "set aside")
