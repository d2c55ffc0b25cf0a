"""Fetch: from a repository to whole pages of raw records and tombstones. Keeps nothing."""

from collections.abc import Callable, Iterator
from typing import Protocol

from harvester.fetch.describe import Description
from harvester.fetch.oai import OaiFetcher
from harvester.fetch.rest import RestFetcher
from harvester.fetch.sitemap import SitemapFetcher
from harvester.record import Page, RawRecord, Window
from harvester.repositories import Repository

__all__ = ["FETCHERS", "Description", "Fetcher"]


class Fetcher(Protocol):
    """One way to ask a repository; `oai`, `rest`, `sitemap`."""

    def describe(self) -> Description:
        """What the repository says of itself (Identify, formats, sets). One to three requests.

        Raises:
            StopSource: it does not answer, or cannot be asked.
        """
        ...

    def pages(self, window: Window) -> Iterator[Page]:
        """Pages in order, from `window.token` on if it has one; ends only at a true end of list.

        Pages count from 1; of a resumed window from `window.page` + 1.

        Raises:
            StopWindow: the list broke off (cut page, HTML, token refused, too many retries).
            StopSource: the source cannot be harvested now (refused address, no such format).
        """
        ...

    def record(self, identifier: str) -> RawRecord:
        """One record.

        Raises:
            SkipRecord: the repository does not have it, or what it gives is no record.
            StopWindow: there was no answer.
        """
        ...

    def close(self) -> None:
        """Close connections; also done when the fetcher is dropped."""
        ...


FETCHERS: dict[str, Callable[[Repository, str], Fetcher]] = {
    "oai": OaiFetcher,
    "rest": RestFetcher,
    "sitemap": SitemapFetcher,
}
"""By a repository's `protocol`: made of the repository and our contact address."""
