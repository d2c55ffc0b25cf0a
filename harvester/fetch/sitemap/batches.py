"""The selected pages asked one after the other, and handed on in batches to be kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count

from harvester.errors import StopWindow
from harvester.fetch.fault import Fault
from harvester.fetch.sitemap.entries import Entry
from harvester.fetch.sitemap.index import Listed
from harvester.fetch.sitemap.landing import Unchanged, answered_at
from harvester.fetch.sitemap.progress import Progress
from harvester.fetch.sitemap.selection import Selection
from harvester.record import Finding, Page, RawRecord, RejectedElement, Window

BATCH = 20
"""Landing pages that are asked before what they say is kept."""
SILENT = 5
"""Pages in a row without an answer: the site is away, or does not want us."""
AGAIN = 100
"""Pages without an answer that a window may leave for the next run."""


@dataclass
class Asking:
    """One window. What is left out when it ends is said, and asked in the next run."""

    name: str
    root: str
    window: Window
    listed: Listed
    selection: Selection
    read: Callable[[Entry], RawRecord | RejectedElement]
    progress: Progress
    asked_at: str = field(init=False)
    """When the first sitemap was given, by the site's clock."""
    unchanged: int = 0
    silent: list[Fault] = field(default_factory=list)
    """Of the pages asked last, one after the other."""
    fault: Fault | None = None
    """The first, for its words."""

    def __post_init__(self) -> None:
        self.asked_at = answered_at(self.listed.first, "Date")

    def pages(self) -> Iterator[Page]:
        """Raises StopWindow where the site is away, or at the end if something is missing."""
        rest = self.progress.rest(self.selection.pages)
        found: list[RawRecord | RejectedElement] = []
        if self.progress == Progress():
            found += self.selection.rejected
        for number in count(self.window.page + 1):
            for address in rest[:BATCH]:
                found += self._asked(address)
                if self._is_away():
                    yield self._page(number, found, self.progress.token)
                    raise self._stop(self._silence())
            rest, missing = rest[BATCH:], self._missing()
            token = self.progress.token if rest else self._token()
            yield self._page(number, found, token)
            if not rest and missing:
                raise self._stop(missing)
            if not rest:
                return
            found = []

    def _asked(self, address: str) -> list[RawRecord | RejectedElement]:
        """What one page says; nothing if it has not changed, or did not answer."""
        found: list[RawRecord | RejectedElement] = []
        answered = True
        try:
            found = [self.read(self.selection.pages[address])]
        except Unchanged:
            self.unchanged += 1
        except Fault as fault:
            answered = False
            self.fault = self.fault or Fault(
                f"{address} {fault}", wait=fault.wait, evidence=fault.evidence
            )
            self.silent.append(fault)
        if answered:
            self.silent.clear()
        self.progress = self.progress.past(address, answered=answered)
        return found

    def _is_away(self) -> bool:
        """Told to wait, no answer several times in a row, or too often."""
        if not self.silent:
            return False
        told = self.silent[-1].wait is not None
        return told or len(self.silent) >= SILENT or len(self.progress.again) > AGAIN

    def _token(self) -> str | None:
        """After the last page; a sitemap that was missed is asked again with all its pages."""
        if self.listed.missed:
            return Progress().token
        return self.progress.token if self.progress.again else None

    def _missing(self) -> str:
        """Sentences on what was left out; empty if nothing was."""
        said = []
        if missed := self.listed.missed:
            more = f", and {len(missed) - 1:,} more sitemaps" if len(missed) > 1 else ""
            said.append(f"{missed[0]}{more}. The next harvest asks all pages again.")
        if self.progress.again:
            said.append(self._silence())
        return " ".join(said)

    def _silence(self) -> str:
        pages = len(self.progress.again)
        said = "A page did" if pages == 1 else f"{pages:,} pages did"
        return f"{said} not answer: {self.fault or self.progress.again[0]}. Asked again next time."

    def _stop(self, said: str) -> StopWindow:
        faults = [fault for fault in (self.fault, *self.listed.faults) if fault]
        evidence = faults[0].evidence if faults else b""
        wait = self.fault.wait if self.fault else None
        text = f"{self.name}: {said} What came is kept."
        return StopWindow(text, retry_after=wait, evidence=evidence)

    def _page(
        self, number: int, found: list[RawRecord | RejectedElement], token: str | None
    ) -> Page:
        records = [each for each in found if isinstance(each, RawRecord)]
        pieces = [each for each in found if isinstance(each, RejectedElement)]
        first = number == self.window.page + 1
        size = len(self.selection.pages) + len(self.selection.rejected)
        return Page(
            number=number,
            request=self.root,
            response_date=self.asked_at,
            records=records,
            token=token,
            token_sent=self.window.token if first else None,
            complete_list_size=size if self.window.since is None else None,
            rejected=pieces,
            findings=tuple(self._findings(first, token is None)),
        )

    def _findings(self, first: bool, last: bool) -> Iterator[Finding]:
        if first:
            yield from self.listed.findings
            yield from self.selection.findings(self.window)
            for each in self.listed.missed:
                yield Finding("sitemap-missed", each, severity="warning")
        if last and self.unchanged:
            said = f"{self.unchanged:,} pages have not changed since {self.window.since} (HTTP 304)"
            yield Finding("unchanged-http", said)
