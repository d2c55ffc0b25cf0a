"""Where an interface may be: what a page links to, and where the software usually puts it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit, urlunsplit

from lxml import etree

from harvester.fetch.redirect import same_site

OAI_PATHS = (
    "/oai",  # Dataverse
    "/oai/request",  # DSpace to 6
    "/server/oai/request",  # DSpace from 7 on
    "/cgi/oai2",  # EPrints
    "/oai2d",  # Invenio, Zenodo
    "/ws/oai",  # Pure
    "/oai/provider",
    "/oai2",
    "/do/oai/",  # Digital Commons
)
"""As the software of repositories puts its OAI-PMH interface below a host, by how common it is."""
SITEMAP_PATHS = ("/sitemap.xml", "/sitemap_index.xml")
FOLDERS = 2
"""Below a host in which an installation is looked for."""
MOST_LINKS = 5
"""Of one page."""

_OAI = re.compile(r"(?i)[?&]verb=|(?:^|/)oai(?:[-_/.]?pmh|2d?|/request)?(?:/|$)|/oai-pmh")


def origin(url: str) -> str:
    """`https://repository.example.org:8443`."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def bases(url: str) -> list[str]:
    """Where software may be put up: the host, and the first folders of the path below it."""
    folders = [part for part in urlsplit(url).path.split("/") if part][:FOLDERS]
    ends = range(len(folders) + 1)
    return [origin(url) + "".join(f"/{part}" for part in folders[:end]) for end in ends]


def bare(url: str) -> str:
    """Without the arguments of a request of OAI-PMH that somebody copied along, and without #…."""
    parts = urlsplit(url)
    kept = "" if re.search(r"(?i)(?:^|&)verb=", parts.query) else parts.query
    return urlunsplit((parts.scheme, parts.netloc, parts.path, kept, ""))


def linked(body: bytes, url: str) -> list[str]:
    """Addresses on a page of the same site that look like an OAI-PMH interface."""
    found = (_joined(url, link) for link in _links(body) if _OAI.search(link))
    ours = [each for each in found if _on_site(each, url)]
    return list(dict.fromkeys(ours))[:MOST_LINKS]


def _joined(url: str, link: str) -> str:
    """Empty where it is no address."""
    try:
        return bare(urljoin(url, link))
    except ValueError:
        return ""


def _links(body: bytes) -> Iterator[str]:
    """`href` of anchors and of `<link>` (rel `alternate`, `service`, …)."""
    parser = etree.HTMLParser(no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(body[: 2 * 2**20], parser)
    except (etree.XMLSyntaxError, ValueError):
        return
    if root is not None:
        yield from (str(link).strip() for link in root.xpath("//a/@href | //link/@href"))


def _on_site(link: str, url: str) -> bool:
    try:
        there, here = urlsplit(link), urlsplit(url)
        return there.scheme in ("http", "https") and same_site(
            there.hostname or "", here.hostname or ""
        )
    except ValueError:
        return False
