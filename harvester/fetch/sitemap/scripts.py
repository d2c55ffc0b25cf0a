"""JSON-LD as HTML pages carry it: blocks of script, and links to a document beside the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.message import Message
from urllib.parse import urljoin

from lxml import etree

JSON_LD = "application/ld+json"
LARGEST = 16 * 2**20
"""Bytes of a page that are read; what one record may have at most."""
LINKS = 3
"""Of one page, followed until one leads to JSON-LD."""

_RELATIONS = {"alternate", "describedby", "item"}
_LINK = re.compile(r"<([^<>]{1,2000})>([^<]*)")
_PARAMETER = re.compile(r";\s*(\w+)\s*=\s*(?:\"([^\"]*)\"|([^\s;,]+))")


@dataclass(frozen=True, slots=True)
class Carried:
    """`blocks` as they stand in the page; `links` are addresses, whole."""

    blocks: tuple[str, ...]
    links: tuple[str, ...]


def media_type(headers: Mapping[str, str]) -> tuple[str, str | None]:
    """`text/html` and the charset, if it is told."""
    message = Message()
    message["Content-Type"] = headers.get("Content-Type", "")
    charset = message.get_param("charset")
    return message.get_content_type(), charset if isinstance(charset, str) else None


def carried(body: bytes, url: str, headers: Mapping[str, str]) -> Carried:
    """What a page carries. HTML is read as leniently as browsers do; nothing in it is run."""
    root = _root(body[:LARGEST], media_type(headers)[1])
    links = list(_told(headers, url))
    if root is None:
        return Carried((), tuple(links[:LINKS]))
    scripts = (e.text or "" for e in root.iter("script") if _is_json_ld(e.get("type", "")))
    base = _joined(url, next((e.get("href", "") for e in root.iter("base")), "")) or url
    for link in root.iter("link"):
        if _leads_there(link.get("rel", ""), link.get("type", "")):
            links.append(_joined(base, link.get("href", "")))
    return Carried(
        tuple(s for s in scripts if s.strip()), tuple(dict.fromkeys(filter(None, links)))[:LINKS]
    )


def _root(body: bytes, charset: str | None) -> etree._Element | None:
    text, encoding = _as_utf8(body, charset)
    parser = etree.HTMLParser(
        encoding=encoding, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(text, parser)
    except etree.XMLSyntaxError:  # nothing in it
        return None


def _as_utf8(body: bytes, charset: str | None) -> tuple[bytes, str | None]:
    """As HTTP says; else UTF-8 where it can be; else as the page itself says."""
    for name in (charset, "utf-8"):
        try:
            if name:
                return body.decode(name).encode("utf-8", "replace"), "utf-8"
        except (LookupError, UnicodeError):
            continue
    return body, None


def _joined(base: str, address: str) -> str:
    """Empty where it is no address."""
    try:
        return urljoin(base, address)
    except ValueError:
        return ""


def _is_json_ld(kind: str) -> bool:
    return kind.partition(";")[0].strip().lower() == JSON_LD


def _leads_there(relations: str, kind: str) -> bool:
    return bool(_RELATIONS & set(relations.lower().split())) and _is_json_ld(kind)


def _told(headers: Mapping[str, str], url: str) -> Iterator[str]:
    """Signposting: links in the header of the answer (RFC 8288)."""
    for target, rest in _LINK.findall(headers.get("Link", "")):
        said = {name.lower(): one or other for name, one, other in _PARAMETER.findall(rest)}
        if _leads_there(said.get("rel", ""), said.get("type", "")):
            yield _joined(url, target.strip())
