"""The fetcher for sitemaps: whole batches of landing pages, or a sentence why not."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from urllib.parse import urlsplit

from harvester.errors import SkipRecord, StopSource, StopWindow
from harvester.fetch import retry
from harvester.fetch.describe import Description, Set
from harvester.fetch.fault import Fault
from harvester.fetch.robots import Robots
from harvester.fetch.sitemap import landing, selection
from harvester.fetch.sitemap.batches import Asking
from harvester.fetch.sitemap.entries import Entry
from harvester.fetch.sitemap.index import Index, Listed
from harvester.fetch.sitemap.progress import Progress
from harvester.fetch.sitemap.selection import address_of, objection
from harvester.fetch.web import Answer, Web
from harvester.patience import PASSING, patiently
from harvester.record import Finding, Page, RawRecord, Window
from harvester.repositories import Repository

NAMED = 50
"""Sitemaps that are named as sets to a person."""


class SitemapFetcher:
    """See `harvester.fetch.Fetcher`; arguments as those of `OaiFetcher`."""

    def __init__(
        self,
        repository: Repository,
        contact: str = "",
        *,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._name = repository.name
        self._root = str(repository.url)
        self._attempts = repository.politeness.attempts
        self._web = Web.of(repository, contact, sleep, clock)
        self._robots = Robots(self._ask, self._web)

    def close(self) -> None:
        self._web.close()

    def describe(self) -> Description:
        """The sitemaps are its sets; all of them are read.

        Raises:
            StopSource: the first of them cannot be read.
        """
        try:
            listed = self._listed(None)
        except (Fault, StopWindow) as fault:
            raise StopSource(f"{self._name}: {self._root} {fault}.") from fault
        sizes = [Set(name, f"{len(found):,} pages") for name, found in listed.pages.items()]
        missed = [Finding("sitemap-missed", each, severity="warning") for each in listed.missed]
        return Description(
            name=urlsplit(self._root).hostname or "",
            base_url=self._root,
            deleted_record="transient",
            sets=tuple(sizes[:NAMED]),
            more_sets=len(sizes) > NAMED,
            findings=(*listed.findings, *missed),
        )

    def pages(self, window: Window) -> Iterator[Page]:
        """All sitemaps are read first, then the pages that they list, sorted by address."""
        try:
            progress = Progress.read(window.token)
        except ValueError as error:
            said = f"{self._name}: {window.token!r:.60} is no token of a list of pages ({error})."
            raise StopWindow(said, restart=True) from error
        try:
            listed = self._listed(window.set)
        except Fault as fault:
            kept = f"{window.page:,} pages are kept." if window.page else "Nothing was kept."
            raise fault.stop(f"{self._name}: {self._root}", kept) from fault
        chosen = selection.select(listed, window, self._root)
        read = partial(landing.read, ask=self._get, robots=self._robots, since=window.since)
        if listed.first is None:
            raise StopWindow(f"{self._name}: {'; '.join(listed.missed[:3])}. Nothing was kept.")
        yield from Asking(self._name, self._root, window, listed, chosen, read, progress).pages()

    def record(self, identifier: str) -> RawRecord:
        """One landing page, by its identifier or its address; see the protocol."""
        subject = f"{self._name}: record {identifier}"
        address = address_of(identifier, self._root)
        if why := objection(address, self._root):
            raise SkipRecord(f"{subject} is not asked for: {why}.")
        try:
            entry = Entry(address, identifier=selection.identifier(address, self._root))
            found = landing.read(entry, self._get, self._robots)
        except Fault as fault:
            raise fault.stop(subject) from fault
        if isinstance(found, RawRecord):
            return found
        raise SkipRecord(f"{subject} cannot be used: {found.reason}.")

    def _listed(self, only: str | None) -> Listed:
        return Index(self._sitemap, self._robots, self._root, only).read()

    def _sitemap(self, url: str) -> Answer:
        answer = self._ask(url)
        if not 200 <= answer.status < 300:
            raise retry.failed(answer)
        return answer

    def _ask(self, url: str) -> Answer:
        return self._get(url, {})

    def _get(self, url: str, headers: Mapping[str, str]) -> Answer:
        """Any status that a second attempt would not change; Fault for the others."""

        def once() -> Answer:
            answer = self._web.get(url, headers=headers)
            if answer.status >= 500 or answer.status in PASSING:
                raise retry.failed(answer)
            return answer

        return patiently(once, self._attempts, f"{self._name}: {url}")
