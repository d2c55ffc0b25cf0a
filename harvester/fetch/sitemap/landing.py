"""One landing page as a raw record, a tombstone, or a piece that is no record, with the reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from urllib.parse import urlsplit

from harvester.errors import AddressRefused
from harvester.fetch import retry
from harvester.fetch.fault import EVIDENCE, Fault
from harvester.fetch.redirect import same_site
from harvester.fetch.robots import Robots
from harvester.fetch.sitemap import lastmod, scripts
from harvester.fetch.sitemap.blocks import NoRecord, document
from harvester.fetch.sitemap.entries import Entry
from harvester.fetch.strict import html, is_bot_guard
from harvester.fetch.web import Answer
from harvester.record import Finding, RawRecord, RejectedElement

Ask = Callable[[str, Mapping[str, str]], Answer]

PAGE = {"Accept": "text/html, application/xhtml+xml, application/ld+json;q=0.9, */*;q=0.5"}
LINKED = {"Accept": "application/ld+json, application/json;q=0.9"}
_GONE = sha256(b"deleted\n").digest()


class Unchanged(Exception):
    """The page has not changed since the moment that was told (304)."""


def read(
    entry: Entry, ask: Ask, robots: Robots, since: str | None = None
) -> RawRecord | RejectedElement:
    """What one page says.

    A page that answers 410 is gone for good, as its site says (RFC 9110, 15.5.11): a tombstone.
    404 does not say that; what was kept of the page stays, and a person is told.

    Where the sitemap does not say when it changed, it is asked with If-Modified-Since: `since`.
    There is no If-None-Match: it would need the ETag of the last answer, which nobody keeps.

    Raises:
        Fault: there was no answer that says anything about the page.
        Unchanged: not changed since then.
    """
    try:
        answer = _answer(entry, ask, robots, since)
        if answer.status == 410:
            return _tombstone(entry, answer)
        raw, findings = _document(answer, ask, robots)
    except AddressRefused as refused:
        reason = str(refused).partition("; it was not followed")[0].rstrip(".")
        return RejectedElement(entry.address.encode(), reason, entry.identifier)
    except NoRecord as none:
        return RejectedElement(_evidence(none, entry), f"the page {none}", entry.identifier)
    stamp, doubts = _datestamp(entry, answer)
    digest = sha256(b"live\n" + raw).digest()
    return RawRecord(entry.identifier, stamp, False, raw, digest, findings=(*findings, *doubts))


class _Refused(NoRecord):
    """`body` is the evidence."""

    def __init__(self, text: str, body: bytes) -> None:
        super().__init__(text)
        self.body = body


def _evidence(none: NoRecord, entry: Entry) -> bytes:
    body = none.body if isinstance(none, _Refused) else b""
    return body[:EVIDENCE] or entry.address.encode()


def _answer(entry: Entry, ask: Ask, robots: Robots, since: str | None) -> Answer:
    if not robots.allows(entry.address):
        raise NoRecord("may not be asked for: robots.txt disallows it")
    moment = lastmod.as_http(since) if since and not entry.lastmod else None
    answer = ask(entry.address, PAGE | ({"If-Modified-Since": moment} if moment else {}))
    if answer.status == 304:
        raise Unchanged
    if answer.status == 404:
        text = "was not found (HTTP 404), though the sitemap lists it; nothing is deleted for that"
        raise _Refused(text, answer.body)
    if answer.status != 410 and not 200 <= answer.status < 300:
        raise retry.failed(answer)
    return answer


def _tombstone(entry: Entry, answer: Answer) -> RawRecord:
    stamp, _ = _datestamp(entry, answer)
    return RawRecord(entry.identifier, stamp, True, answer.body[:EVIDENCE], _GONE)


def _document(answer: Answer, ask: Ask, robots: Robots) -> tuple[bytes, tuple[Finding, ...]]:
    """The JSON-LD that the page is, carries, or links to."""
    if _is_json(answer):
        return _whole(answer)
    page = scripts.carried(answer.body, answer.url, answer.headers)
    why = _Refused("holds no JSON-LD and links to none", answer.body)
    if page.blocks:
        try:
            return document(page.blocks)
        except NoRecord as none:
            why = _Refused(str(none), answer.body)
    elif is_bot_guard(answer.body):
        raise Fault(html(answer.body) or "", patience=1, evidence=answer.body)
    for link in page.links:
        if _may_follow(link, answer.url, robots):
            return _linked(ask(link, LINKED))
    raise why


def _is_json(answer: Answer) -> bool:
    kind, _ = scripts.media_type(answer.headers)
    return kind == "application/json" or kind.endswith("+json")


def _whole(answer: Answer) -> tuple[bytes, tuple[Finding, ...]]:
    if len(answer.body) > scripts.LARGEST:
        text = f"has {len(answer.body):,} bytes, and {scripts.LARGEST:,} are the most that is read"
        raise _Refused(text, answer.body)
    try:
        return document([answer.body.decode("utf-8-sig", "replace")])
    except NoRecord as none:
        raise _Refused(str(none), answer.body) from none


def _may_follow(link: str, page: str, robots: Robots) -> bool:
    """Only within the site, which may have asked us not to."""
    try:
        parts, site = urlsplit(link), urlsplit(page).hostname or ""
        ours = parts.scheme in ("http", "https") and same_site(parts.hostname or "", site)
    except ValueError:
        return False
    return ours and robots.allows(link)


def _linked(answer: Answer) -> tuple[bytes, tuple[Finding, ...]]:
    if answer.status in (404, 410):
        raise _Refused(f"links to JSON-LD that is not there (HTTP {answer.status})", answer.body)
    if not 200 <= answer.status < 300:
        raise retry.failed(answer)
    return _whole(answer)


def _datestamp(entry: Entry, answer: Answer) -> tuple[str, tuple[Finding, ...]]:
    """The lastmod of the sitemap; else what the answer says of the page, or of itself."""
    stamp = lastmod.normal(entry.lastmod) if entry.lastmod else None
    if stamp is not None:
        return stamp, ()
    said = "there is no lastmod; what the page's answer says stands for it"
    doubt = Finding("datestamp-missing", said, "lastmod")
    if entry.lastmod:
        said = f"the lastmod {entry.lastmod[:60]!r} cannot be read; the page's answer stands for it"
        doubt = Finding("datestamp-unreadable", said, "lastmod", entry.lastmod[:200], "warning")
    return answered_at(answer, "Last-Modified", "Date"), (doubt,)


def answered_at(answer: Answer | None, *names: str) -> str:
    """The first of these dates in the header of an answer that can be read, else now."""
    headers = answer.headers if answer else {}
    dates = (lastmod.of_http(headers.get(name, "")) for name in names)
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return next(filter(None, dates), now)
