"""Which of the listed pages a window asks for, in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urlsplit

from harvester.fetch.records import LONGEST
from harvester.fetch.redirect import same_site
from harvester.fetch.sitemap import lastmod
from harvester.fetch.sitemap.entries import Entry
from harvester.fetch.sitemap.index import Listed, matches
from harvester.record import Finding, RejectedElement, Window


@dataclass
class Selection:
    """`pages` by address, sorted: so a token that names the last one holds though lists change."""

    pages: dict[str, Entry] = field(default_factory=dict)
    rejected: list[RejectedElement] = field(default_factory=list)
    unchanged: int = 0

    def findings(self, window: Window) -> Iterator[Finding]:
        if self.unchanged:
            said = (
                f"{self.unchanged:,} pages have not changed since {window.since} by their lastmod"
            )
            yield Finding("unchanged-lastmod", said, "lastmod")
        if window.set and not (self.pages or self.rejected or self.unchanged):
            said = f"neither a sitemap nor a page of this site matches {window.set!r}"
            yield Finding("set-unknown", said, severity="warning")


def select(listed: Listed, window: Window, root: str) -> Selection:
    """Each page once, by the address that the sitemap gives it."""
    chosen = Selection()
    found: dict[str, Entry] = {}
    for sitemap, entries in listed.pages.items():
        all_of_it = matches(sitemap, window.set)
        for entry in entries:
            address = urldefrag(entry.address).url if "#" in entry.address else entry.address
            if not (all_of_it or matches(address, window.set)):
                continue
            if why := objection(address, root):
                piece = RejectedElement(entry.address.encode(), why, address[:200])
                chosen.rejected.append(piece)
            else:
                chosen_one = Entry(address, entry.lastmod, identifier(address, root))
                found[address] = _later(found.get(address), chosen_one)
    for address in sorted(found):
        if window.since and not lastmod.may_be_since(found[address].lastmod, window.since):
            chosen.unchanged += 1
        else:
            chosen.pages[address] = found[address]
    return chosen


def identifier(address: str, root: str) -> str:
    """A record's name: the address of its page, without the host if that is the sitemap's own.

    So a site may move to another host, or to https, and its records stay the same. The address is
    known before the page is asked, also of one that is gone, and names one page; the `@id` within
    is none of these: sites write one and the same into many pages.
    """
    short = address.removeprefix(_site(root))
    return short or address


def address_of(name: str, root: str) -> str:
    """The address of the page that has this identifier, or is told by its address."""
    return name if "://" in name else _site(root) + name


def _site(root: str) -> str:
    parts = urlsplit(root)
    return f"{parts.scheme}://{parts.netloc}/"


def _later(one: Entry | None, other: Entry) -> Entry:
    """Of two entries for one page; one without lastmod says that the page is to be asked."""
    if one is None or not other.lastmod:
        return other
    return max(one, other, key=lambda entry: entry.lastmod) if one.lastmod else one


def objection(address: str, root: str) -> str:
    """Why a page of this address is not asked; empty if it may be."""
    try:
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        return "the sitemap gives no web address here"
    if parts.username is not None or len(address.encode()) > LONGEST:
        return f"this address holds credentials, or more than {LONGEST:,} bytes"
    if not same_site(parts.hostname or "", urlsplit(root).hostname or ""):
        return "the sitemap lists a page of another site, which was not asked"
    return ""
