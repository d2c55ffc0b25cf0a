"""Fetch: from a repository to whole pages of raw records and tombstones. Keeps nothing."""

from collections.abc import Iterator
from typing import Protocol

from harvester.record import Page, RawRecord, Window


class Fetcher(Protocol):
    """One way to ask a repository; `oai` now, `rest` and `sitemap` beside it."""

    def describe(self) -> "Description":
        """What the repository says of itself (Identify, formats, sets). One to three requests."""
        ...

    def pages(self, window: Window) -> Iterator[Page]:
        """Pages in order, from `window.token` on if it has one; ends only at a true end of list.

        Raises:
            StopWindow: the list broke off (cut page, HTML, token refused, too many retries).
            StopSource: the source cannot be harvested now (refused address, blocked, no such format).
        """
        ...

    def record(self, identifier: str) -> RawRecord:
        """One record.

        Raises:
            SkipRecord: the repository does not have it.
        """
        ...


class Description:
    """See `harvester.fetch.oai`: name, granularity, deleted-record policy, formats, sets, quirks."""
