"""A museum's web site on loopback: sitemaps, robots.txt, and landing pages that carry JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from html import escape
from http import HTTPStatus
from http.server import ThreadingHTTPServer
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from xml.sax.saxutils import escape as escape_xml

from harvester.demo.corpus import FOLDER
from harvester.demo.running import Handler

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


class DemoSite(NamedTuple):
    """`folder` is where its pages are; each file of it is one sitemap."""

    name: str
    title: str
    folder: str
    format: str
    description: str
    protocol: str = "sitemap"


class DemoPage(NamedTuple):
    """One landing page; a block is JSON, or text that is none: broken on purpose."""

    path: str
    lastmod: str
    status: int
    blocks: tuple[dict[str, Any] | str, ...]

    @property
    def deleted(self) -> bool:
        return self.status == HTTPStatus.GONE


class Answered(NamedTuple):
    status: int
    media_type: str
    body: str


SITE = DemoSite(
    name="demo-firth",
    title="Firth Museum of Rocks",
    folder="firth",
    format="schema_org",
    description="Thin sections, chips and cores of a museum, and what was seen in them.",
)


@cache
def sitemaps(folder: str) -> dict[str, tuple[DemoPage, ...]]:
    """The pages by the name of their sitemap."""
    files = sorted((FOLDER / folder).glob("*.json"))
    return {file.stem: tuple(_pages(json.loads(file.read_text("utf-8")))) for file in files}


def _pages(entries: list[dict[str, Any]]) -> Iterator[DemoPage]:
    for each in entries:
        blocks = tuple(each.get("blocks", ()))
        yield DemoPage(each["page"], each["lastmod"], each.get("status", 200), blocks)


def answer(site: DemoSite, base: str, path: str) -> Answered:
    """What the site answers at a path; `base` is its address, ending with a slash."""
    listed = sitemaps(site.folder)
    name = path.removeprefix("/sitemap-").removesuffix(".xml")
    if path == "/robots.txt":
        return Answered(200, "text/plain", f"User-agent: *\nSitemap: {base}sitemap.xml\n")
    if path == "/sitemap.xml":
        addresses = (f"{base}sitemap-{each}.xml" for each in listed)
        return _xml("sitemapindex", "".join(_entry("sitemap", each) for each in addresses))
    if path == f"/sitemap-{name}.xml" and name in listed:
        entries = (_entry("url", base + each.path, each.lastmod) for each in listed[name])
        return _xml("urlset", "".join(entries))
    found = (each for pages in listed.values() for each in pages if path == f"/{each.path}")
    page = next(found, DemoPage(path, "", 404, ()))
    return Answered(page.status, "text/html", _html(site, page))


def _xml(root: str, content: str) -> Answered:
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{_SITEMAP}">{content}</{root}>'
    return Answered(200, "application/xml", text)


def _entry(name: str, address: str, lastmod: str = "") -> str:
    told = f"<lastmod>{lastmod}</lastmod>" if lastmod else ""
    return f"<{name}><loc>{escape_xml(address)}</loc>{told}</{name}>"


def _html(site: DemoSite, page: DemoPage) -> str:
    texts = (each if isinstance(each, str) else _written(each) for each in page.blocks)
    scripts = "".join(f'<script type="application/ld+json">{text}</script>' for text in texts)
    heading = escape(f"{page.path or 'Start'} · {site.title} (demonstration)")
    if page.status != HTTPStatus.OK:
        heading = HTTPStatus(page.status).phrase
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{heading}</title>'
        f"{scripts}</head><body><h1>{heading}</h1></body></html>"
    )


def _written(block: dict[str, Any]) -> str:
    """JSON in HTML; `</script>` must not stand in it."""
    return json.dumps(block, ensure_ascii=False, indent=1).replace("</", "<\\/")


class SiteServer(ThreadingHTTPServer):
    """The site at the root of a host of its own, where its robots.txt must be."""

    def __init__(self, site: DemoSite) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.site = site
        self.base = f"http://127.0.0.1:{self.server_port}/"


class _Handler(Handler):
    server: SiteServer

    def do_GET(self) -> None:
        said = answer(self.server.site, self.server.base, urlsplit(self.path).path)
        self.send(said.body.encode(), said.media_type, said.status)
