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

from harvester import crosswalk
from harvester.errors import LithoscopeError, StopWindow, StoreError, UsageError
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
        ConfigError: a crosswalk file is wrong; nothing was asked.
        StoreError: the ledger cannot be used, or another process harvests this source.
    """
    crosswalk.load(home.path)
    with home.ledger.lease(f"source:{repository.name}"):
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
                self._ask(fetcher, wanted)

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
        return None

    def _open(self, wanted: Window) -> Window:
        """Where to ask; a window that broke off behind its last page only had to be finished."""
        ledger, full = self.home.ledger, self.options.full
        window = ledger.open_window(self.run, wanted, full=full)
        if window.listed:
            ledger.finish(self.run, window)
            window = ledger.open_window(self.run, wanted, full=full)
        return window

    def _keep_pages(self, fetcher: Fetcher, window: Window) -> None:
        kept = 0
        for page in fetcher.pages(with_overlap(window, self.repository.overlap)):
            window = self.home.ledger.keep(self.run, window, page)  # bytes are safe from here on
            kept += len(page.records)
            self.tally.count(window, page)
            self.watch.page(self.repository.name, page.number, kept, page.complete_list_size)
            if page.token and self._enough(kept):
                raise StopWindow(
                    f"{self.repository.name}: stopped after {kept:,} records, as asked."
                )
        self.home.ledger.finish(self.run, window)  # marked last

    def project(self) -> None:
        project(self.home, self.watch)

    def _enough(self, kept: int) -> bool:
        return self.watch.stopped or (self.options.limit is not None and kept >= self.options.limit)

    def _windows(self) -> list[Window]:
        name, prefix = self.repository.name, self.repository.format
        sets: tuple[str | None, ...] = self.repository.sets or (None,)
        return [Window(name, prefix, set=one, since=self.options.since) for one in sets]

    def report(self) -> RunReport:
        ledger = self.home.ledger
        live = ledger.totals().get(self.repository.name, (0, 0))[0]
        report = judge(self.repository, self.run, self.tally, ledger.counts(self.run), live)
        ledger.finish_run(self.run, report)
        return report


def with_overlap(window: Window, overlap: timedelta) -> Window:
    """Ask from a little earlier: many servers list a change minutes after its datestamp."""
    if not window.since:
        return window
    try:
        since = datetime.fromisoformat(window.since) - overlap
    except ValueError:
        return window
    return replace(window, since=since.strftime("%Y-%m-%dT%H:%M:%SZ"))
