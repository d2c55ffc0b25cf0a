"""The fetcher for REST interfaces: every record of a list once, or a sentence why not."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from harvester.errors import SkipRecord, StopSource, StopWindow
from harvester.fetch.describe import Description, Format, Set
from harvester.fetch.fault import Fault, kept
from harvester.fetch.rest import listing
from harvester.fetch.rest import record as one
from harvester.fetch.rest.asking import Asking, is_gone
from harvester.fetch.rest.listing import Listing
from harvester.fetch.rest.question import Question
from harvester.fetch.rest.state import State
from harvester.fetch.rest.walk import Walk
from harvester.fetch.web import Web
from harvester.record import Finding, Page, RawRecord, Window
from harvester.repositories import Repository, chosen_set


class RestFetcher:
    """See `harvester.fetch.Fetcher`; what is particular to an interface stands in its style.

    Args:
        contact: Address that the repository may write to, unless its own file names one.
        sleep, clock: For the pause between requests; tests give their own.
        now: The time of day.
    """

    def __init__(
        self,
        repository: Repository,
        contact: str = "",
        *,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._repository = repository
        self._name = repository.name
        self._style = repository.style()
        self._now = now
        self._web = Web.of(repository, contact, sleep, clock)
        self._asking = Asking(repository, self._style, self._web, sleep)

    def close(self) -> None:
        self._web.close()

    def describe(self) -> Description:
        """One request: the first page."""
        try:
            first = self._listing(self._question(Window(self._name, "")).first())
        except Fault as fault:
            raise StopSource(str(fault.stop(f"{self._name}: the list"))) from fault
        style = self._style
        changes = "any moment" if style.since else "whole lists only"
        said = f"{len(first.items):,} records on the first page, {_count(first.total)} in all"
        return Description(
            name=self._repository.title or style.title,
            base_url=str(self._repository.url),
            granularity=f"asked for changes since {changes}",
            deleted_record="told" if style.deleted else "no",
            formats=(Format(self._repository.format),),
            sets=tuple(Set(spec) for spec in self._repository.sets),
            findings=(Finding("list", said), *first.findings),
        )

    def pages(self, window: Window) -> Iterator[Page]:
        """Pages, counted from 1 over the whole window; a resumed window goes on counting."""
        number, state = window.page, State.of(window.token, self._style.paging.start)
        walk = Walk(self._repository, self._asking, self._question(window), state, self._now)
        try:
            for page in walk.pages(window):
                yield page
                number = page.number
        except Fault as fault:
            stop = fault.stop(f"{self._name}: page {number + 1}", kept(number))
            resumed = window.token is not None and number == window.page
            stop.restart = resumed and fault.wait is None and fault.status not in (502, 503, 504)
            raise stop from fault
        if state.doubts:
            raise self._doubtful(state)

    def record(self, identifier: str) -> RawRecord:
        """One record, at its own address; see the protocol."""
        subject = f"{self._name}: record {identifier}"
        if self._style.record is None:
            raise SkipRecord(f"{subject} has no address of its own in this interface.")
        try:
            return one.ask(self._asking, self._repository, identifier, self._now())
        except Fault as fault:
            if is_gone(fault):
                raise SkipRecord(f"{subject} is not there ({fault}).") from fault
            raise fault.stop(subject) from fault

    def _question(self, window: Window) -> Question:
        repository = self._repository
        spec = chosen_set(window.set)
        return Question(self._style, str(repository.url), repository.params, spec, window.since)

    def _listing(self, url: str) -> Listing:
        return listing.read(self._style, self._asking.get(url, "the list"))

    def _doubtful(self, state: State) -> StopWindow:
        why = "; ".join(state.doubts)
        return StopWindow(
            f"{self._name}: the list was read to its end, but it may not be whole: {why}. "
            "What came is kept; the next run reads it again."
        )


def _count(total: int | None) -> str:
    return "an unknown number" if total is None else f"{total:,}"
