"""XML, read strictly: no entities, no network, no repair, no document type."""

import re

from lxml import etree

from harvester.fetch.fault import Fault
from harvester.strictxml import parser

PARSER = parser(comments=True)

_HTML = re.compile(rb"<(!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_TITLE = re.compile(rb"<title[^>]*>\s*([^<]{1,200})", re.IGNORECASE)
_GUARDS = re.compile(
    rb"captcha|cloudflare|are you (a )?(human|robot)|bot protection|awswaf|anubis", re.IGNORECASE
)
_BEGIN = re.compile(rb"<(?:[\w.-]+:)?OAI-PMH[\s>]")
_END = re.compile(rb"</(?:[\w.-]+:)?OAI-PMH\s*>\s*(?:<!--(?:(?!-->).)*-->\s*)*\Z", re.DOTALL)
_ENDS = re.compile(rb"</(?:[\w.-]+:)?OAI-PMH\s*>")


def root(body: bytes) -> etree._Element:
    """The root element.

    Raises:
        etree.XMLSyntaxError: not well-formed, or too large or too deep for one document.
        Fault: it has a document type, which no OAI-PMH answer has.
    """
    element = etree.fromstring(body, PARSER)
    if element.getroottree().docinfo.doctype:
        raise Fault(
            "declares a document type (DOCTYPE), which is refused", patience=2, evidence=body
        )
    return element


def ends_whole(body: bytes) -> bool:
    """One `</OAI-PMH>`, and nothing but comments and white space after it."""
    return bool(_END.search(body[-4096:])) and len(_ENDS.findall(body)) == 1


def unreadable(body: bytes, error: etree.XMLSyntaxError | None = None) -> Fault:
    """Why these bytes are no OAI-PMH answer, in words that tell the operator what happened."""
    return Fault(_reason(body, error), patience=2, evidence=body)


def _reason(body: bytes, error: etree.XMLSyntaxError | None) -> str:
    if not body:
        return "is empty"
    if not _BEGIN.search(body[:2000]):
        return html(body) or _other(body)
    if not _ENDS.search(body):
        return f"was cut off after {len(body):,} bytes (no </OAI-PMH>)"
    if not ends_whole(body):
        return "goes on after its end </OAI-PMH>, so that it is not one whole answer"
    return f"is not well-formed XML ({error.msg})" if error else _other(body)


def html(body: bytes, expected: str = "OAI-PMH") -> str | None:
    """What to say of an HTML page that came where something else was expected; None of others."""
    if not _HTML.search(body[:2000]):
        return None
    title = _TITLE.search(body[:20_000])
    words = title[1].decode("utf-8", "replace").strip() if title else "no title"
    if is_bot_guard(body):
        return f"is a page of a bot protection ({words}); ask the operator for access"
    return f"is an HTML page ({words}) where {expected} was expected"


def is_bot_guard(body: bytes) -> bool:
    """Is this a page that wants to know whether we are human?"""
    return bool(_HTML.search(body[:2000]) and _GUARDS.search(body[:50_000]))


def _other(body: bytes) -> str:
    begin = body[:60].decode("utf-8", "replace").strip()
    return f"is not an OAI-PMH answer; it begins with {begin!r}"
