"""Rules 1 to 7 and 60 to 62: what holds for every answer, whatever was asked."""

import re

from harvester.conformance.exchange import Exchange
from harvester.conformance.outcome import Broken, Untested, readable
from harvester.conformance.server import waiting
from harvester.conformance.site import Site
from harvester.conformance.stamps import is_stamp
from harvester.conformance.structure import departure
from harvester.fetch.datestamp import SECONDS
from harvester.fetch.fault import Fault
from harvester.fetch.protocol import NAMESPACE, OAI

SIZE = 100_000_000
"""Bytes of an answer that may be expected of a harvester."""
MOVED = {301, 308}
_SCHEMA = re.compile(
    rf"(^|\s){re.escape(NAMESPACE)}\s+https?://www\.openarchives\.org/OAI/2\.0/OAI-PMH\.xsd(\s|$)"
)
_LOCATION = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
_UTF8 = re.compile(r"text/xml\s*(;\s*charset=\"?utf-?8\"?\s*)?", re.IGNORECASE)


def reached(site: Site) -> None:
    """The base URL answers, and has not moved for good to another address."""
    found = site.ask("Identify")
    if found.answer is None:
        raise Broken(found)
    if moved := MOVED & set(found.answer.passed):
        raise Broken(found, f"HTTP {min(moved)}: it has moved for good to {found.answer.url}")


def busy(site: Site) -> None:
    """A server that is busy answers 503 and says when to come again: Retry-After, in seconds."""
    found = [each for each in site.server.exchanges if each.status == 503]
    for each in found:
        if waiting(each) is None:
            said = each.answer.headers.get("Retry-After") if each.answer else None
            raise Broken(each, f"Retry-After is {said!r}" if said else "Retry-After is missing")
    if not found:
        raise Untested("the server was never busy, and it is not made so")


def size(site: Site) -> None:
    """Every answer comes whole, within ten minutes, and is smaller than 100 MB."""
    for each in site.server.exchanges:
        if each.flaw == "lost" or (each.answer and len(each.answer.body) > SIZE):
            raise Broken(each)


def status(site: Site) -> None:
    """Every answer has the HTTP status 200; errors of the protocol are told inside of it."""
    for each in site.server.exchanges:
        if each.flaw == "strayed" or each.status not in (0, 200, 503):
            raise Broken(each)


def well_formed(site: Site) -> None:
    """Every answer is well-formed XML in UTF-8."""
    for each in site.server.exchanges:
        if each.flaw == "xml":
            raise Broken(each)
        encoding = "" if each.root is None else each.root.getroottree().docinfo.encoding
        if (encoding or "UTF-8").upper() not in ("UTF-8", "ASCII", "US-ASCII"):
            raise Broken(each, f"its encoding is {encoding}")


def root_element(site: Site) -> None:
    """The root is OAI-PMH, without a prefix, with the xsi:schemaLocation of the protocol."""
    strange = [each for each in site.server.exchanges if each.flaw == "root"]
    if strange:
        raise Broken(strange[0])
    for each in site.answers:
        root = readable(each)
        if root.prefix:
            raise Broken(each, f"the root has the prefix {root.prefix}")
        if not _SCHEMA.search(root.get(_LOCATION, "")):
            raise Broken(each, f"xsi:schemaLocation is {root.get(_LOCATION)!r}")


def response_date(site: Site) -> None:
    """Every responseDate has the form YYYY-MM-DDThh:mm:ssZ."""
    for each in site.answers:
        text = readable(each).findtext(f"{OAI}responseDate", "")
        if not is_stamp(text, SECONDS):
            raise Broken(each, f"responseDate is {text!r}")


def transport(site: Site) -> None:
    """Answers are text/xml in UTF-8; HEAD works; nothing is packed for who cannot unpack it."""
    for each in site.server.exchanges:
        said = each.answer.headers.get("Content-Type", "") if each.answer else None
        if said is not None and each.status == 200 and not _UTF8.fullmatch(said):
            raise Broken(each, f"Content-Type is {said!r}")
    _head(site, site.ask("Identify"))
    _plain(site, site.ask("Identify"))


def _head(site: Site, like: Exchange) -> None:
    try:
        answer = site.server.web.head(site.server.url, {"verb": "Identify"})
    except Fault as fault:
        raise Broken(like, f"HEAD: it {fault}") from fault
    if answer.status >= 400:
        raise Broken(like, f"HEAD is answered with HTTP {answer.status}")


def _plain(site: Site, like: Exchange) -> None:
    try:
        asked = {"verb": "Identify"}
        answer = site.server.web.get(site.server.url, asked, {"Accept-Encoding": "identity"})
    except Fault as fault:
        raise Broken(like, f"with Accept-Encoding: identity it {fault}") from fault
    packed = answer.headers.get("Content-Encoding", "identity")
    if packed != "identity":
        raise Broken(like, f"with Accept-Encoding: identity it came packed as {packed}")


def characters(site: Site) -> None:
    """No answer holds a character that XML does not have."""
    for each in site.server.exchanges:
        if each.flaw == "characters":
            raise Broken(each)


def structure(site: Site) -> None:
    """Every answer is built of the elements of the protocol, in their order."""
    for each in site.answers:
        if said := departure(readable(each)):
            raise Broken(each, said)
