"""The ledger in a database: each call of the protocol is one transaction."""

from collections.abc import Callable, Collection, Generator, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import Connection

from harvester.errors import LithoscopeError, StopWindow, StoreError
from harvester.iris import NAMESPACE
from harvester.ledger import (
    Copied,
    Counts,
    Job,
    MappingNote,
    Plan,
    Reject,
    RunEntry,
    Told,
    WindowEntry,
    attempts,
    copying,
    counts,
    history,
    leases,
    notes,
    pages,
    plans,
    queue,
    rejects,
    runs,
    windows,
)
from harvester.ledger.database import Database
from harvester.ledger.founding import found
from harvester.ledger.holding import Lease, beating
from harvester.ledger.samplestore import SqlSamples
from harvester.ledger.schema import VERSION
from harvester.record import Change, Page, RunReport, Window


def open_ledger(
    url: str, clock: Callable[[], datetime] | None = None, base_url: str = NAMESPACE
) -> "SqlLedger":
    """The ledger at a SQLAlchemy URL, founded where there is none.

    Args:
        url: `sqlite:////home/me/ledger.db` or `postgresql://…`.
        clock: Gives the time, with its zone; the database's own if none is given.
        base_url: Base of the IRIs of all that is kept; a ledger keeps the one it began with.

    Raises:
        UsageError: the address is no database URL, or of a database that is not supported.
        StoreError: it cannot be reached or written, is no ledger, or another Lithoscope's.
        ConfigError: it was founded with another base.
    """
    database = Database(url)
    ledger = SqlLedger(database, clock)
    try:
        found(database, ledger.stamp, base_url)
    except LithoscopeError:
        database.close()
        raise
    return ledger


class SqlLedger:
    """See `harvester.ledger.Ledger` for what each call promises."""

    def __init__(self, database: Database, clock: Callable[[], datetime] | None) -> None:
        self._database = database
        self._clock = clock
        self.samples = SqlSamples(database, self.stamp)

    def now(self) -> str:
        with self._database.reading() as connection:
            return self.stamp(connection)

    def stamp(self, connection: Connection) -> str:
        return self._moment(connection).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def _moment(self, connection: Connection) -> datetime:
        """Within a transaction its own connection is asked: another might not be to be had."""
        return self._clock() if self._clock else self._database.now(connection)

    def _seconds(self, connection: Connection) -> float:
        return self._moment(connection).timestamp()

    def close(self) -> None:
        self._database.close()

    # runs -------------------------------------------------------------------------------------
    def start_run(self, source: str) -> int:
        with self._database.writing() as connection:
            leases.refuse_others(connection, leases.of_source(source), self._seconds(connection))
            return runs.start(connection, source, self.stamp(connection))

    def finish_run(self, run: int, report: RunReport) -> None:
        with self._database.writing() as connection:
            runs.finish(connection, run, report, self.stamp(connection))
            self._database.call_out(connection)

    def runs(self, source: str | None = None, limit: int = 20) -> list[RunEntry]:
        with self._database.reading() as connection:
            return runs.entries(connection, source, limit)

    def run(self, run: int) -> RunEntry | None:
        with self._database.reading() as connection:
            return runs.entry(connection, run)

    def windows(self, run: int) -> list[WindowEntry]:
        with self._database.reading() as connection:
            return attempts.entries(connection, run)

    def evidence(self, window: int) -> bytes:
        with self._database.reading() as connection:
            return attempts.evidence(connection, window)

    def counts(self, run: int) -> Counts:
        with self._database.reading() as connection:
            return counts.counts(connection, run)

    # windows ----------------------------------------------------------------------------------
    def open_window(self, run: int, wanted: Window, *, full: bool = False) -> Window:
        with self._database.writing() as connection:
            return windows.open_window(connection, run, wanted, full=full)

    def keep(self, run: int, window: Window, page: Page) -> Window:
        with self._database.writing() as connection:
            return pages.keep(connection, run, window, page, self.stamp(connection))

    def sent(self, window: Window) -> tuple[int, int | None]:
        with self._database.reading() as connection:
            return windows.sent(connection, window)

    def finish(self, run: int, window: Window) -> None:
        with self._database.writing() as connection:
            windows.finish(connection, run, window)

    def stop(self, run: int, window: Window, error: StopWindow, *, restart: bool = False) -> None:
        with self._database.writing() as connection:
            windows.stop(connection, run, window, error, restart=restart)

    # records ----------------------------------------------------------------------------------
    def head(self) -> int:
        with self._database.reading() as connection:
            return history.last_seq(connection)

    def changes(self, after: int = 0, *, source: str | None = None) -> Iterator[Change]:
        return history.stream(self._database, after, source)

    def count_changes(self, after: int = 0, *, source: str | None = None) -> int:
        with self._database.reading() as connection:
            return history.count(connection, after, source)

    def record(self, source: str, identifier: str) -> Change | None:
        with self._database.reading() as connection:
            return history.newest(connection, source, identifier)

    def versions(self, source: str, identifier: str) -> list[Change]:
        with self._database.reading() as connection:
            return history.versions(connection, source, identifier)

    def totals(self) -> dict[str, tuple[int, int]]:
        with self._database.reading() as connection:
            return counts.totals(connection)

    # what was made of them ----------------------------------------------------------------------
    def note(self, given: Sequence[MappingNote]) -> None:
        with self._database.writing() as connection:
            notes.write(connection, given)

    def noted(self, seq: int) -> MappingNote | None:
        with self._database.reading() as connection:
            return notes.read(connection, seq)

    def rejects(self, source: str | None = None, limit: int = 100) -> list[Reject]:
        with self._database.reading() as connection:
            return rejects.rejects(connection, source, limit)

    def stale(self, crosswalks: Sequence[str]) -> int:
        with self._database.reading() as connection:
            return notes.stale(connection, crosswalks)

    # work for whoever is free -----------------------------------------------------------------
    def enqueue(self, sources: Collection[str], *, anew: bool = False) -> None:
        with self._database.writing() as connection:
            since = self._moment(connection).isoformat()
            queue.add(connection, sources, since, anew=anew)
            self._database.call_out(connection)

    @contextmanager
    def claim(self, sources: Mapping[str, str], seconds: float = 60) -> Iterator[Job | None]:
        owner = uuid4().hex
        with self._database.writing() as connection:
            now = self._seconds(connection)
            job = queue.claim(connection, sources, owner, now, seconds)
        if job is None:
            yield None
            return
        with self._held(queue.names(job.source, sources), owner, seconds):
            yield job

    def complete(self, job: Job) -> None:
        with self._database.writing() as connection:
            queue.remove(connection, job)

    def queue(self) -> list[Job]:
        with self._database.reading() as connection:
            return queue.entries(connection, self._seconds(connection))

    def plan(self, given: Collection[Plan]) -> None:
        with self._database.writing() as connection:
            plans.put(connection, given)

    def plans(self) -> dict[str, Plan]:
        with self._database.reading() as connection:
            return plans.entries(connection)

    def forget_plans(self, sources: Collection[str]) -> None:
        with self._database.writing() as connection:
            plans.remove(connection, sources)

    def hosts(self) -> list[str]:
        with self._database.reading() as connection:
            return leases.hosts(connection, self._seconds(connection))

    def news(self, every: float) -> Generator[None]:
        return self._database.news(every)

    def described(self) -> str:
        name, size = self._database.about()
        return f"{name}, tables of version {VERSION}, {size / 1e6:,.1f} MB"

    def copy_to(self, url: str, told: Told) -> list[Copied]:
        with closing(Database(url)) as target:
            return copying.copy(self._database, target, told)

    # one at a time ------------------------------------------------------------------------------
    @contextmanager
    def lease(self, name: str, seconds: float = 60) -> Iterator[Lease]:
        owner = uuid4().hex
        with self._database.writing() as connection:
            leases.take(connection, name, owner, self._seconds(connection), seconds)
        with self._held([name], owner, seconds) as lease:
            yield lease

    @contextmanager
    def _held(self, names: Sequence[str], owner: str, seconds: float) -> Iterator[Lease]:
        def renew() -> bool:
            with self._database.writing() as connection:
                expires = self._seconds(connection) + seconds
                return all([leases.renew(connection, name, owner, expires) for name in names])

        try:
            with beating(renew, seconds / 3):
                yield Lease(names[0], renew)
        finally:
            with suppress(StoreError), self._database.writing() as connection:
                for name in names:
                    leases.release(connection, name, owner)
