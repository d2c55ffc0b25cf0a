"""The envelope of an OAI-PMH answer: is it whole, is it what was asked, what does it hold?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from lxml import etree

from harvester.fetch import datestamp, repair, strict
from harvester.fetch.fault import Fault
from harvester.fetch.namespace import adopted, elements, local
from harvester.fetch.protocol import ITEMS, OAI
from harvester.record import Finding, RejectedElement


@dataclass(frozen=True, slots=True)
class OaiError:
    """`code` as in OAI-PMH 2.0, 3.6; `text` the repository's own words."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Envelope:
    """One whole answer: `errors`, or the `items` of its list. All is in OAI-PMH's namespace."""

    root: etree._Element
    response_date: str
    errors: tuple[OaiError, ...] = ()
    items: Sequence[etree._Element] = ()
    token: str | None = None
    closed: bool = False
    """It ends with an empty resumptionToken: the last page of a list in pages."""
    size: int | None = None
    findings: tuple[Finding, ...] = ()
    rejected: tuple[RejectedElement, ...] = ()


def read(body: bytes, verb: str, http_date: str = "") -> Envelope:
    """Read an answer to `verb`; `http_date` stands in for a responseDate that cannot be read.

    Raises:
        Fault: it is not one whole OAI-PMH answer to that verb.
    """
    body = body.lstrip(b"\xef\xbb\xbf \t\r\n")
    whole = repair.whole(body)
    slips = adopted(whole.root, verb)
    if local(whole.root).lower() == "html":
        raise strict.unreadable(body)
    try:
        content = _content(whole.root, verb)
        date, doubts = _response_date(whole.root, http_date)
    except Fault as fault:
        raise Fault(str(fault), patience=2, evidence=body) from fault
    resumption = _resumption(whole.root, content)
    token = None if resumption is None else _token(resumption)
    return Envelope(
        root=whole.root,
        response_date=date,
        errors=_errors(whole.root),
        items=_items(content, verb),
        token=token or None,
        closed=token == "",
        size=None if resumption is None else _size(resumption),
        findings=(*whole.findings, *slips, *doubts, *_strays(content, verb)),
        rejected=whole.rejected,
    )


def _content(root: etree._Element, verb: str) -> etree._Element | None:
    """The element named like the verb; None if the answer is an error."""
    if root.tag != f"{OAI}OAI-PMH":
        raise Fault(f"is not an OAI-PMH answer: its root is <{local(root)}>")
    lists = root.findall(OAI + verb)
    errors = root.find(f"{OAI}error") is not None
    if len(lists) > 1:
        raise Fault(f"holds {len(lists)} {verb} instead of one")
    if lists and errors:
        raise Fault(f"breaks off with an error inside its {verb}")
    if lists or errors:
        return lists[0] if lists else None
    names = [local(child) for child in elements(root)]
    rest = ", ".join(names[:5]) or "nothing"
    raise Fault(f"has neither {verb} nor an error; it holds {rest}")


def _items(content: etree._Element | None, verb: str) -> Sequence[etree._Element]:
    if content is None:
        return ()
    if verb == "Identify":
        return (content,)
    return list(content.iterchildren(OAI + ITEMS[verb]))


def _strays(content: etree._Element | None, verb: str) -> tuple[Finding, ...]:
    if content is None or verb == "Identify":
        return ()
    known = {OAI + ITEMS[verb], f"{OAI}resumptionToken"}
    strays = [element for element in elements(content) if element.tag not in known]
    if not strays:
        return ()
    said = f"{len(strays):,} elements that do not belong into {verb} were passed over"
    return (Finding("stray-element", said, verb, local(strays[0])[:200], "warning"),)


def _errors(root: etree._Element) -> tuple[OaiError, ...]:
    return tuple(
        OaiError(error.get("code", "").strip(), " ".join((error.text or "").split()))
        for error in root.iterchildren(f"{OAI}error")
    )


def _resumption(root: etree._Element, content: etree._Element | None) -> etree._Element | None:
    """The element resumptionToken; some put it behind the list instead of into it."""
    if content is None:
        return None
    element = content.find(f"{OAI}resumptionToken")
    return root.find(f"{OAI}resumptionToken") if element is None else element


def _token(resumption: etree._Element) -> str:
    """The token is opaque; white space around it is not part of it."""
    return (resumption.text or "").strip(" \t\r\n")


_DIGITS = 15
"""More say nothing, and are more than databases count."""


def _size(resumption: etree._Element) -> int | None:
    size = resumption.get("completeListSize", "").strip()
    said = size.isascii() and size.isdigit() and len(size) <= _DIGITS
    return int(size) if said else None


def _response_date(root: etree._Element, http_date: str) -> tuple[str, tuple[Finding, ...]]:
    text = root.findtext(f"{OAI}responseDate")
    if text is None:
        raise Fault("has no responseDate")
    stamp, doubt = datestamp.normal(text.strip())
    if doubt is None:
        return stamp, ()
    if doubt.code == "datestamp-form":
        return stamp, (Finding("response-date", doubt.message, "responseDate", text[:200]),)
    try:
        stamp = datestamp.normal(parsedate_to_datetime(http_date).isoformat())[0]
    except ValueError:
        raise Fault(f"has a responseDate that cannot be read ({text.strip()[:60]!r})") from None
    said = f"responseDate {text.strip()[:60]!r} cannot be read; the HTTP date is used"
    return stamp, (Finding("response-date", said, "responseDate", text[:200], "warning"),)
