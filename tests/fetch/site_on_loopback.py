"""A small site of landing pages on loopback, as the tests of sitemaps need it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from loopback import Asked, Reply, Script, serving

from harvester.errors import LithoscopeError
from harvester.fetch.sitemap import SitemapFetcher
from harvester.record import Page, RawRecord, RejectedElement, Window
from harvester.repositories import Politeness, Repository

NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
WHEN = "Mon, 23 Nov 2026 12:00:00 GMT"


def dataset(name: str = "EBSD map of a chromitite seam", **more: Any) -> dict[str, Any]:
    return {"@context": "https://schema.org/", "@type": "Dataset", "name": name} | more


def html(*blocks: str | dict[str, Any], head: str = "") -> bytes:
    """A landing page with these blocks of JSON-LD."""
    texts = [block if isinstance(block, str) else json.dumps(block) for block in blocks]
    scripts = "".join(f'<script type="application/ld+json">{text}</script>' for text in texts)
    return f"<!doctype html><html><head><title>Rum</title>{head}{scripts}</head></html>".encode()


class Site:
    """Paths and their answers; `$` in a text answer stands for the site's own address."""

    def __init__(self) -> None:
        self.replies: dict[str, Reply | bytes | Script] = {}
        self.base = ""
        self.asked: list[Asked] = []

    def urlset(self, *pages: str | tuple[str, str], name: str = "/sitemap.xml") -> None:
        entries = [(page, "") if isinstance(page, str) else page for page in pages]
        lines = "".join(
            f"<url><loc>{self.whole(path)}</loc>"
            + (f"<lastmod>{lastmod}</lastmod>" if lastmod else "")
            + "</url>"
            for path, lastmod in entries
        )
        self.replies[name] = f"<urlset {NAMESPACE}>{lines}</urlset>".encode()

    def index(self, *sitemaps: str, name: str = "/sitemap.xml") -> None:
        lines = "".join(f"<sitemap><loc>{self.whole(path)}</loc></sitemap>" for path in sitemaps)
        self.replies[name] = f"<sitemapindex {NAMESPACE}>{lines}</sitemapindex>".encode()

    def pages(self, *names: str, lastmod: str = "2026-01-05") -> None:
        """A sitemap of landing pages `/data/NAME`, each with its Dataset."""
        self.urlset(*((f"/data/{name}", lastmod) for name in names))
        for name in names:
            self.replies[f"/data/{name}"] = html(dataset(f"Data {name}"))

    def whole(self, path: str) -> str:
        return f"{self.base}{path}" if path.startswith("/") else path

    @property
    def paths(self) -> list[str]:
        """What was asked for, but for robots.txt."""
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]

    window = Window("rum", "schema_org")

    def fetcher(
        self, path: str = "/sitemap.xml", clock: Any = None, **politeness: Any
    ) -> SitemapFetcher:
        repository = Repository(
            name="rum",
            protocol="sitemap",
            format="schema_org",
            url=self.whole(path),
            allow_private=True,
            politeness=Politeness(**({"attempts": 2} | politeness)),
        )
        times = {"sleep": clock.sleep, "clock": clock} if clock else {}
        return SitemapFetcher(repository, "curator@lithoscope.example", **times)

    def harvest(self, path: str = "/sitemap.xml", **asked: Any) -> Harvest:
        return Harvest(self.fetcher(path), Window("rum", "schema_org", **asked))

    def answer(self, asked: Asked) -> Reply | bytes:
        reply = self.replies.get(asked.path, Reply(b"<html>Not here</html>", 404))
        said = reply(asked) if callable(reply) else reply
        if isinstance(said, Reply):
            return said
        return Reply(said, headers={"Content-Type": "text/html; charset=utf-8", "Date": WHEN})


class Harvest:
    """All pages of a window; the error that ended it, if one did, is in `error`."""

    def __init__(self, fetcher: SitemapFetcher, window: Window) -> None:
        self.pages: list[Page] = []
        self.error: LithoscopeError | None = None
        try:
            self.pages.extend(fetcher.pages(window))
        except LithoscopeError as error:
            self.error = error

    @property
    def records(self) -> list[RawRecord]:
        return [record for page in self.pages for record in page.records]

    @property
    def rejected(self) -> list[RejectedElement]:
        return [piece for page in self.pages for piece in page.rejected]

    @property
    def names(self) -> list[str]:
        """The last parts of the identifiers."""
        return [record.identifier.rsplit("/", 1)[-1] for record in self.records]

    @property
    def reasons(self) -> list[str]:
        return [piece.reason for piece in self.rejected]

    @property
    def codes(self) -> list[str]:
        return [finding.code for page in self.pages for finding in page.findings]

    @property
    def message(self) -> str:
        return str(self.error or "")

    @property
    def only(self) -> Any:
        """The only record, as JSON."""
        (record,) = self.records
        return json.loads(record.raw)


@contextmanager
def a_site() -> Iterator[Site]:
    site = Site()
    with serving(site.answer) as server:
        site.base, site.asked = server.url.removesuffix("/oai"), server.asked
        yield site
