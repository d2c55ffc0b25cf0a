"""All sitemaps of a site: the index followed down to the addresses of pages, without loops."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from urllib.parse import urlsplit

from harvester.errors import AddressRefused
from harvester.fetch.fault import Fault
from harvester.fetch.redirect import same_site
from harvester.fetch.robots import Robots
from harvester.fetch.sitemap.entries import Entry, Sitemap, read
from harvester.fetch.web import Answer
from harvester.record import Finding

DEEPEST = 3
"""Indexes within indexes; the protocol knows one level, sites have two."""
SITEMAPS = 1_000
PAGES = 1_000_000
"""Of one source, at most."""


def matches(address: str, pattern: str | None) -> bool:
    """`sets:` of a repository's file: what an address ends with; `*` stands for anything."""
    return pattern is None or fnmatchcase(address, f"*{pattern}")


@dataclass
class Listed:
    """What the sitemaps say. `missed` are sentences on those that could not be read whole."""

    pages: dict[str, list[Entry]] = field(default_factory=dict)
    """Entries by the address of their sitemap."""
    missed: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    first: Answer | None = None
    """The first answer, for its date."""


class Index:
    """Reads the sitemaps of one site.

    Args:
        ask: Gets one address, patiently; raises Fault unless the status is 2xx.
        root: Address of the index, of the only sitemap, or of a robots.txt that names some.
        only: Read of an index, where it names such, just the sitemaps of this pattern.
    """

    def __init__(
        self, ask: Callable[[str], Answer], robots: Robots, root: str, only: str | None = None
    ) -> None:
        self._ask = ask
        self._robots = robots
        self._root = root
        self._only = only
        self._seen: set[str] = set()
        self._repeated: set[str] = set()

    def read(self) -> Listed:
        """Raises Fault or AddressRefused where the first sitemap cannot be read at all."""
        listed = Listed()
        if not urlsplit(self._root).path.endswith("/robots.txt"):
            self._follow(self._root, 0, listed)
            return listed
        named = dict.fromkeys(self._robots.rules(self._root).sitemaps)
        if not named:
            raise Fault("names no sitemap", patience=1)
        for address in named:
            self._descend(address, 0, listed)
        return listed

    def _follow(self, address: str, depth: int, listed: Listed) -> None:
        self._seen.add(address)
        try:
            sitemap = self._sitemap(address, listed)
        except (Fault, AddressRefused) as error:
            if address == self._root:
                raise
            self._miss(listed, address, error)
            return
        if sitemap.beyond:
            said = f"lists {sitemap.beyond:,} entries more than a sitemap may; those were not read"
            listed.missed.append(f"{address} {said}")
        if sitemap.lists == "sitemaps":
            for part in self._wanted(sitemap):
                self._descend(part, depth + 1, listed)
        else:
            self._keep(address, sitemap, listed)

    def _sitemap(self, address: str, listed: Listed) -> Sitemap:
        if not self._robots.allows(address):
            raise Fault("may not be asked for: robots.txt disallows it", patience=1)
        answer = self._ask(address)
        listed.first = listed.first or answer
        return read(answer.body)

    def _wanted(self, index: Sitemap) -> Iterator[str]:
        """Of the parts of an index those that `only` means, or all if it means pages."""
        addresses = [entry.address for entry in index.entries if entry.address]
        chosen = [address for address in addresses if matches(address, self._only)]
        yield from chosen or addresses

    def _descend(self, address: str, depth: int, listed: Listed) -> None:
        if address in self._seen:
            self._tell_repeated(address, listed)
        elif why := self._objection(address, depth):
            self._seen.add(address)
            listed.missed.append(f"{address[:200]} {why}")
        else:
            self._follow(address, depth, listed)

    def _tell_repeated(self, address: str, listed: Listed) -> None:
        """Once of each address: an index may name one fifty thousand times."""
        if address not in self._repeated:
            self._repeated.add(address)
            said = f"the sitemap {address[:200]} is named more than once; it was read once"
            listed.findings.append(Finding("sitemap-repeated", said))

    def _objection(self, address: str, depth: int) -> str:
        try:
            parts = urlsplit(address)
        except ValueError:
            return "was not read: it is no web address"
        if parts.scheme not in ("http", "https") or not same_site(parts.hostname or "", self._host):
            return "was not read: it is on another site"
        if depth > DEEPEST:
            return f"was not read: it is more than {DEEPEST} indexes deep"
        return "was not read: there are too many" if len(self._seen) >= SITEMAPS else ""

    @property
    def _host(self) -> str:
        return urlsplit(self._root).hostname or ""

    def _keep(self, address: str, sitemap: Sitemap, listed: Listed) -> None:
        room = PAGES - sum(map(len, listed.pages.values()))
        if len(sitemap.entries) > room:
            said = f"was read in part: {PAGES:,} pages are the most that one source may have"
            listed.missed.append(f"{address} {said}")
        listed.pages[address] = list(sitemap.entries[:room])

    @staticmethod
    def _miss(listed: Listed, address: str, error: Exception) -> None:
        listed.missed.append(f"{address} {str(error).rstrip('.')}")
        if isinstance(error, Fault):
            listed.faults.append(error)
