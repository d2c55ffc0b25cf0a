"""One sitemap, read strictly: XML, or an address a line (https://www.sitemaps.org/protocol.html)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lxml import etree

from harvester.fetch import strict
from harvester.fetch.body import unpacked
from harvester.fetch.fault import Fault
from harvester.fetch.namespace import elements, local

LARGEST = 50 * 2**20
"""Bytes of one sitemap unpacked, as the protocol has it."""
MOST = 50_000
"""Entries of one sitemap, as the protocol has it."""

EXPECTED = "a sitemap"
_ROOTS: dict[str, tuple[Literal["pages", "sitemaps"], str]] = {
    "urlset": ("pages", "url"),
    "sitemapindex": ("sitemaps", "sitemap"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: an address as it stands there, and when it changed, in the site's words.

    `identifier` is the record's, once the entry is chosen; see `selection`.
    """

    address: str
    lastmod: str = ""
    identifier: str = ""


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What one file lists; `beyond` entries came after the 50,000 that are read."""

    lists: Literal["pages", "sitemaps"]
    entries: tuple[Entry, ...]
    beyond: int = 0


def read(body: bytes) -> Sitemap:
    """A whole sitemap; one that is packed a second time, as `.xml.gz` often comes, is unpacked.

    Raises:
        Fault: it is no sitemap, or not a whole one.
    """
    body = unpacked(body, "").removeprefix(b"\xef\xbb\xbf").strip()
    if len(body) > LARGEST:
        text = f"has {len(body):,} bytes, and {LARGEST:,} are the most that a sitemap may have"
        raise Fault(text, patience=1, evidence=body)
    if body.startswith(b"<") and (page := strict.html(body, EXPECTED)):
        raise Fault(page, patience=2, evidence=body)
    return _xml(body) if body.startswith(b"<") or not body else _text(body)


def _xml(body: bytes) -> Sitemap:
    try:
        root = strict.root(body)
    except etree.XMLSyntaxError as error:
        raise Fault(_complaint(body, error), patience=2, evidence=body) from error
    if local(root) not in _ROOTS:
        text = f"is no sitemap; its root is <{local(root)}>"
        raise Fault(text, patience=1, evidence=body)
    lists, name = _ROOTS[local(root)]
    found = [element for element in elements(root) if local(element) == name]
    return Sitemap(lists, tuple(map(_entry, found[:MOST])), max(0, len(found) - MOST))


def _complaint(body: bytes, error: etree.XMLSyntaxError) -> str:
    if not body:
        return "is empty"
    if not body.endswith((b"urlset>", b"sitemapindex>")):
        return f"was cut off after {len(body):,} bytes (its last element does not end)"
    return f"is not well-formed XML ({error.msg})"


def _entry(element: etree._Element) -> Entry:
    said = {local(child): (child.text or "").strip() for child in elements(element)}
    return Entry(said.get("loc", ""), said.get("lastmod", ""))


def _text(body: bytes) -> Sitemap:
    """UTF-8, nothing but addresses; a first line that is none says that it is something else."""
    lines = [line.strip() for line in body.decode("utf-8", "replace").splitlines()]
    found = [line for line in lines if line]
    if not found[0].lower().startswith(("http://", "https://")):
        text = f"is no sitemap; it begins with {found[0][:60]!r}"
        raise Fault(text, patience=1, evidence=body)
    return Sitemap("pages", tuple(map(Entry, found[:MOST])), max(0, len(found) - MOST))
