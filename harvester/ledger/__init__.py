"""The ledger: the truth. What was asked, what came back byte for byte, what was made of it."""

from collections.abc import Callable, Collection, Generator, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol

from harvester.errors import StopWindow
from harvester.ledger.holding import Lease
from harvester.ledger.samples import SampleLedger
from harvester.record import Change, Finding, Page, RunReport, Window

Outcome = Literal["mapped", "rejected", "deleted"]
Standing = Literal["waiting", "at work", "set aside"]


class MappingNote(NamedTuple):
    """What the road made of one change; replaced when the change is mapped anew."""

    seq: int
    outcome: Outcome
    crosswalk: str
    reason: str = ""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Reject:
    """A record, or a piece of a page, that is kept raw but not shown. `seq` is 0 for a piece."""

    source: str
    identifier: str
    reason: str
    seq: int = 0
    run: int = 0
    raw: bytes = b""


@dataclass(frozen=True, slots=True)
class RunEntry:
    """One run as kept; `report.verdict` of a run that never ended is `failed`."""

    id: int
    source: str
    started: str
    ended: str | None
    report: RunReport


@dataclass(frozen=True, slots=True)
class WindowEntry:
    """One window as a run left it; `error` says why it stopped.

    `status` is done or stopped; a run that was killed leaves it open. `attempts` counts the runs
    that asked it up to this one, new starts too.
    """

    id: int
    set: str | None
    format: str
    since: str | None
    status: str
    attempts: int
    pages: int
    records: int
    error: str = ""
    findings: tuple[Finding, ...] = ()
    """What the pages of this run had to say, each kind once."""


@dataclass(frozen=True, slots=True)
class Job:
    """A source that a worker is to harvest, waiting `since` then.

    `tries` were begun by workers and did not come to an end: they died. Of too many the source is
    set aside until it is enqueued anew.
    """

    source: str
    since: str
    tries: int
    standing: Standing = "at work"


class Plan(NamedTuple):
    """A source is next `due` then (RFC 3339 UTC), reckoned from its schedule as it was."""

    source: str
    schedule: str
    due: str


@dataclass(frozen=True, slots=True)
class Counts:
    """Unique identifiers of one run; new + changed = stored."""

    seen: int
    new: int
    changed: int
    unchanged: int
    deleted: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Copied:
    """One table, the same in two databases: its rows, and the SHA-256 over all of them."""

    table: str
    rows: int
    digest: str


Told = Callable[[str, int, int], None]
"""Hears of each batch that is copied: the table, its rows so far, and all its rows."""


class Ledger(Protocol):
    """Every writing call is one transaction; times are RFC 3339 UTC strings of the given clock."""

    @property
    def samples(self) -> SampleLedger: ...

    # runs -------------------------------------------------------------------------------------
    def start_run(self, source: str) -> int:
        """Raises Busy where another process holds the lease of the source."""
        ...

    def finish_run(self, run: int, report: RunReport) -> None: ...

    def runs(self, source: str | None = None, limit: int = 20) -> list[RunEntry]:
        """Newest first."""
        ...

    def run(self, run: int) -> RunEntry | None: ...

    def windows(self, run: int) -> list[WindowEntry]:
        """The windows that this run asked, in order; `pages` and `records` of this run."""
        ...

    def evidence(self, window: int) -> bytes:
        """The refused body that stopped a window last, its first 64 KiB; empty if there is none."""
        ...

    def counts(self, run: int) -> Counts:
        """Unique identifiers of a run, each counted once.

        Rejected are this run's records whose newest mapping was rejected, changed or not, and
        page pieces that were no records.
        """
        ...

    # windows ----------------------------------------------------------------------------------
    def open_window(self, run: int, wanted: Window, *, full: bool = False) -> Window:
        """The unfinished window of this source, set and format where it broke off; else a new one.

        A new one asks `since` the first responseDate of the last *complete* window of this source,
        set and format (None if there was none, or with `full`); the caller subtracts the overlap.
        With `full` an unfinished window of an earlier run is given up, whatever it asked, so that
        the new one begins at the beginning; so is one that asks from later than `wanted.since`.
        Any other is gone on with, though it asks from earlier than `wanted.since`. Where
        `wanted.since` is given, a new window asks from there; it moves the next `since` only if it
        asked from no later than the last complete one's answer, so that no hole is left.
        """
        ...

    def keep(self, run: int, window: Window, page: Page) -> Window:
        """Commit a page: bytes, changes with `seq`, token; gives the window as it now stands.

        A record whose digest is the newest one's makes no version. Of one identifier twice in a
        run, or in a window that took several runs, the later datestamp wins; at the same datestamp
        a live record wins over its tombstone.
        """
        ...

    def sent(self, window: Window) -> tuple[int, int | None]:
        """What came of the list since it began, in whatever run; and the least it announced.

        Records, tombstones and broken pieces, those that came twice counted twice.
        """
        ...

    def finish(self, run: int, window: Window) -> None:
        """Mark a window done. Called last."""
        ...

    def stop(self, run: int, window: Window, error: StopWindow, *, restart: bool = False) -> None:
        """Leave a window unfinished with its reason; the refused body is kept, capped at 64 KiB.

        With `restart` its token is forgotten, so that it starts again from its beginning.
        """
        ...

    # records ----------------------------------------------------------------------------------
    def head(self) -> int:
        """The newest `seq`, of a record's change, a link or a group; 0 when empty."""
        ...

    def changes(self, after: int = 0, *, source: str | None = None) -> Iterator[Change]:
        """The newest version of every record with `seq` > after, tombstones too, by `seq`."""
        ...

    def count_changes(self, after: int = 0, *, source: str | None = None) -> int: ...

    def record(self, source: str, identifier: str) -> Change | None:
        """Newest version."""
        ...

    def versions(self, source: str, identifier: str) -> list[Change]:
        """Oldest first."""
        ...

    def totals(self) -> dict[str, tuple[int, int]]:
        """Live records and tombstones of each source."""
        ...

    # what was made of them ----------------------------------------------------------------------
    def note(self, notes: Sequence[MappingNote]) -> None: ...

    def noted(self, seq: int) -> MappingNote | None: ...

    def rejects(self, source: str | None = None, limit: int = 100) -> list[Reject]:
        """Newest first. A broken piece is no longer one when its record has come whole since."""
        ...

    def stale(self, crosswalks: Sequence[str]) -> int:
        """How many newest versions were last mapped by a crosswalk that is not among these."""
        ...

    # work for whoever is free -----------------------------------------------------------------
    def enqueue(self, sources: Collection[str], *, anew: bool = False) -> None:
        """Let a worker harvest these; one that waits already keeps its place.

        With `anew` it is asked for by somebody: also if it is set aside, and once more if a worker
        is just harvesting it.
        """
        ...

    def claim(
        self, sources: Mapping[str, str], seconds: float = 60
    ) -> AbstractContextManager[Job | None]:
        """Take one of these sources that waits, and hold its lease; None where there is none.

        With each source comes the host that is asked: one at a time for whoever claims.
        """
        ...

    def complete(self, job: Job) -> None:
        """It came to an end, well or not; unless it was asked for or taken anew meanwhile."""
        ...

    def queue(self) -> list[Job]:
        """Longest waiting first."""
        ...

    def plan(self, plans: Collection[Plan]) -> None:
        """Keep when these sources are next due, instead of what was kept of them."""
        ...

    def plans(self) -> dict[str, Plan]: ...

    def forget_plans(self, sources: Collection[str]) -> None: ...

    def hosts(self) -> list[str]:
        """The machines that are at work on this ledger, by name."""
        ...

    def news(self, every: float) -> Generator[None]:
        """Gives way at once, then whenever somebody wrote, at latest after so many seconds."""
        ...

    def now(self) -> str:
        """The time of the ledger, the same on all machines."""
        ...

    def described(self) -> str:
        """What is reached, in few words: database, its version and size, version of the tables."""
        ...

    # one at a time ------------------------------------------------------------------------------
    def lease(self, name: str, seconds: float = 60) -> AbstractContextManager[Lease]:
        """Hold `name` (a source, a projector) alone, renewed while held.

        Raises:
            Busy: another process holds it; the sentence says which host and process.
        """
        ...

    def copy_to(self, url: str, told: Told) -> list[Copied]:
        """Copy everything into an empty database and compare both; all of it is kept or nothing.

        Raises:
            UsageError: there is something at `url`.
            StoreError: a database failed, or the copy is not the same.
        """
        ...

    def close(self) -> None: ...
