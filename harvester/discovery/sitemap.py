"""Does the site list its pages, and do they carry JSON-LD that can be mapped?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress

from harvester.discovery.found import Found
from harvester.discovery.places import SITEMAP_PATHS, origin
from harvester.errors import LithoscopeError
from harvester.fetch import retry
from harvester.fetch.describe import Description, Format, Set
from harvester.fetch.fault import Fault
from harvester.fetch.robots import Robots
from harvester.fetch.sitemap import landing
from harvester.fetch.sitemap.entries import Entry
from harvester.fetch.sitemap.index import Index, Listed
from harvester.fetch.web import Answer, Web
from harvester.mapping import Mapper
from harvester.record import RawRecord
from harvester.rehearsal import as_change
from harvester.repositories import Repository

FORMAT = "schema_org"
PAGES = 3
"""Landing pages that are looked at."""
SETS = 12
"""Sitemaps of an index that are named."""


def look(web: Web, mapper: Mapper, repository: Repository) -> Found | None:
    """The sitemap at this address, or that of its site; None unless one of its pages can be mapped.

    What robots.txt disallows is not asked.
    """
    site = _Site(web)
    for url in _roots(site, str(repository.url)):
        with suppress(Fault, LithoscopeError):
            if found := _found(site, mapper, repository, url):
                return found
    return None


class _Site:
    """Asks one site once, as robots.txt allows."""

    def __init__(self, web: Web) -> None:
        self._web = web
        self.robots = Robots(self.ask, web)

    def ask(self, url: str) -> Answer:
        return self._web.get(url)

    def get(self, url: str, headers: Mapping[str, str]) -> Answer:
        return self._web.get(url, headers=headers)

    def whole(self, url: str) -> Answer:
        answer = self.ask(url)
        if not 200 <= answer.status < 300:
            raise retry.failed(answer)
        return answer


def _roots(site: _Site, url: str) -> Iterator[str]:
    """The given address if it is called so, what robots.txt names, then the usual places."""
    if "sitemap" in url.lower():
        yield url
        return
    base = origin(url)
    with suppress(Fault, LithoscopeError):
        if list(site.robots.rules(base).sitemaps):
            yield f"{base}/robots.txt"
    yield from (base + path for path in SITEMAP_PATHS)


def _found(site: _Site, mapper: Mapper, repository: Repository, url: str) -> Found | None:
    listed = Index(site.whole, site.robots, url).read()
    entries = [entry for found in listed.pages.values() for entry in found]
    if not any(_maps(site, mapper, repository, entry) for entry in _some(entries)):
        return None
    dated = any(entry.lastmod for entry in entries)
    quirks = () if dated else ("its sitemaps do not say when a page changed: all are asked again",)
    return Found(
        protocol="sitemap",
        url=url,
        format=FORMAT,
        description=_said(listed),
        size=len(entries),
        tried=True,
        quirks=(*quirks, *listed.missed),
    )


def _said(listed: Listed) -> Description:
    sets = [Set(name, f"{len(found):,} pages") for name, found in listed.pages.items()]
    return Description(
        deleted_record="transient",
        formats=(Format(FORMAT),),
        sets=tuple(sets[:SETS]) if len(sets) > 1 else (),
        more_sets=len(sets) > SETS,
    )


def _some(entries: list[Entry]) -> list[Entry]:
    """From the end, the middle and the beginning: data sets often come last."""
    places = [len(entries) - 1, len(entries) // 2, 0]
    return [entries[place] for place in dict.fromkeys(places) if entries][:PAGES]


def _maps(site: _Site, mapper: Mapper, repository: Repository, entry: Entry) -> bool:
    try:
        record = landing.read(entry, site.get, site.robots)
    except (Fault, LithoscopeError):
        return False
    if not isinstance(record, RawRecord) or record.deleted:
        return False
    like = repository.model_copy(update={"format": FORMAT})
    (mapped,) = mapper.batch([as_change(record, like)])
    return mapped.note.outcome == "mapped"
