"""The road of a record: fetch → raw → parse → crosswalk → validate → graph → index.

`harvest` asks one repository and keeps what it says; `projection.project` brings that into graph
and index. Read these two and you know the product.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import structlog

from harvester import crosswalk, sssom
from harvester.errors import (
    AddressRefused,
    Busy,
    LithoscopeError,
    StopSource,
    StopWindow,
    StoreError,
    UsageError,
)
from harvester.fetch import Fetcher
from harvester.home import Home
from harvester.projection import project
from harvester.record import RunReport, Window
from harvester.repositories import Repository
from harvester.verdict import Tally, judge
from harvester.watch import Silent, Watch

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Options:
    """`full` asks for everything again, `since` from a day on; `limit` ends after so many."""

    full: bool = False
    since: str | None = None
    limit: int | None = None


def harvest(
    home: Home, repository: Repository, options: Options | None = None, watch: Watch | None = None
) -> RunReport:
    """Harvest one repository over the whole road. What goes wrong is in the report, not raised.

    Raises:
        ConfigError: a crosswalk or a table of mappings is wrong; nothing was asked.
        StoreError: the ledger cannot be used, or another process harvests this source.
    """
    check(home)
    with home.ledger.lease(f"source:{repository.name}"):
        return harvest_alone(home, repository, options, watch)


def check(home: Home) -> None:
    """Read the operator's files, before anybody is asked: raises ConfigError."""
    crosswalk.load(home.path)
    sssom.words(home.path)


def harvest_alone(
    home: Home, repository: Repository, options: Options | None = None, watch: Watch | None = None
) -> RunReport:
    """The same for whoever holds the lease of the source already."""
    harvest = _Harvest(home, repository, options or Options(), watch or Silent())
    harvest.attempt(harvest.fetch)
    harvest.attempt(harvest.project)  # what was kept is shown, however the list ended
    return harvest.report()


@dataclass
class _Harvest:
    home: Home
    repository: Repository
    options: Options
    watch: Watch
    run: int = field(init=False)
    kept: int = 0
    """Records of this run so far."""
    tally: Tally = field(default_factory=Tally)

    def __post_init__(self) -> None:
        self.run = self.home.ledger.start_run(self.repository.name)

    def attempt(self, step: Callable[[], None]) -> None:
        try:
            step()
        except (StoreError, UsageError) as error:
            self.tally.fault = self.tally.fault or str(error)
        except LithoscopeError as error:
            self.tally.failure = str(error)
        except Exception as error:  # our own fault must not look like none
            log.exception("fault", source=self.repository.name, run=self.run)
            ours = f"A fault in Lithoscope itself, please report it: {error!r}."
            self.tally.fault = self.tally.fault or ours

    def fetch(self) -> None:
        with closing(self.home.fetcher(self.repository)) as fetcher:
            for wanted in self._windows():
                if self._enough():
                    return self.tally.stops.append(str(self._as_asked()))
                self._ask(fetcher, wanted)
        return None

    def _ask(self, fetcher: Fetcher, wanted: Window) -> None:
        """One window to its end; a token that died (expired since last time) costs a new start."""
        ledger = self.home.ledger
        for last in (False, True):
            window = self._open(wanted)
            try:
                return self._keep_pages(fetcher, window)
            except StopWindow as stop:
                ledger.stop(self.run, window, stop, restart=stop.restart)
                if last or not stop.restart:
                    return self.tally.stops.append(str(stop))
                self.watch.say(f"{stop} It is asked again from its beginning.")
            except StopSource as stop:
                # a place to go on from that may not be asked would be refused by every run
                refused = isinstance(stop, AddressRefused)
                ledger.stop(self.run, window, StopWindow(str(stop)), restart=refused)
                raise
        return None

    def _open(self, wanted: Window) -> Window:
        """Where to ask; a window that broke off behind its last page is closed first."""
        ledger, full = self.home.ledger, self.options.full
        window = ledger.open_window(self.run, wanted, full=full)
        if window.listed:
            self._close(window)
            window = ledger.open_window(self.run, wanted, full=full)
        if wanted.since and not full and window.since != wanted.since:
            self.tally.other_question(window)
        return window

    def _close(self, window: Window) -> None:
        """A window that broke off behind its last page, so that nobody knows what closed its list.

        It is whole where all that was announced came; else it begins anew.
        """
        try:
            self._require_all(window)
        except StopWindow as stop:
            self.watch.say(str(stop))
            self.home.ledger.stop(self.run, window, stop, restart=True)
        else:
            self.home.ledger.finish(self.run, window)

    def _keep_pages(self, fetcher: Fetcher, window: Window) -> None:
        before = self.kept
        for page in fetcher.pages(with_overlap(window, self.repository.overlap)):
            window = self.home.ledger.keep(self.run, window, page)  # bytes are safe from here on
            self.kept += len(page.records)
            self.tally.count(window, page)
            listed, size = self.kept - before, page.complete_list_size
            self.watch.page(self.repository.name, page.number, listed, size)
            if page.token and self._enough():
                raise self._as_asked()
            if not page.closed:
                self._require_all(window)
        self.home.ledger.finish(self.run, window)  # marked last

    def _require_all(self, window: Window) -> None:
        """A list without its closing sign is whole only if all that was announced came."""
        sent, announced = self.home.ledger.sent(window)
        if announced is not None and sent < announced:
            raise StopWindow(
                f"{self.repository.name}: the list ended without its closing sign (an empty "
                f"resumptionToken) after {sent:,} of {announced:,} announced records, "
                "so it must start again. What came is kept.",
                restart=True,
            )

    def project(self) -> None:
        try:
            project(self.home, self.watch)
        except Busy:
            if not self.watch.stopped:
                raise
            name = self.repository.name
            self.tally.stops.append(
                f"{name}: stopped, as asked, while another process was writing graph and index. "
                "What was kept comes into them with the next harvest."
            )

    def _enough(self) -> bool:
        limit = self.options.limit
        return self.watch.stopped or (limit is not None and self.kept >= limit)

    def _as_asked(self) -> StopWindow:
        records = "1 record" if self.kept == 1 else f"{self.kept:,} records"
        return StopWindow(f"{self.repository.name}: stopped after {records}, as asked.")

    def _windows(self) -> list[Window]:
        name, prefix = self.repository.name, self.repository.format
        asked = self.repository.questions()
        return [Window(name, prefix, set=one, since=self.options.since) for one in asked]

    def report(self) -> RunReport:
        report = self._judged()
        self.attempt(lambda: self.home.ledger.finish_run(self.run, report))
        return self._judged()  # a full ledger fails the run, though it cannot keep that

    def _judged(self) -> RunReport:
        ledger = self.home.ledger
        live = ledger.totals().get(self.repository.name, (0, 0))[0]
        return judge(self.repository, self.run, self.tally, ledger.counts(self.run), live)


def with_overlap(window: Window, overlap: timedelta) -> Window:
    """Ask from a little earlier: many servers list a change minutes after its datestamp."""
    if not window.since:
        return window
    try:
        since = datetime.fromisoformat(window.since) - overlap
    except ValueError:
        return window
    return replace(window, since=since.strftime("%Y-%m-%dT%H:%M:%SZ"))
