"""One answer to a question for a list: its items, its total, and where it goes on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from harvester.fetch.fault import Fault
from harvester.fetch.request import LONGEST
from harvester.fetch.rest import body, items
from harvester.fetch.rest.link import from_header
from harvester.fetch.web import Answer
from harvester.record import Finding
from harvester.styles import Style


@dataclass(frozen=True, slots=True)
class Listing:
    """`next` is a link or cursor, None at the end; `names` are the items', or digests."""

    answer: Answer
    items: Sequence[Any]
    names: Sequence[str]
    total: int | None
    next: str | None
    findings: tuple[Finding, ...] = ()


def read(style: Style, answer: Answer) -> Listing:
    """An answer with a good status, read.

    Raises:
        Fault: it is not one whole list of that style.
    """
    tree, findings = body.read(answer.body)
    total = _total(style, tree)
    listed = items.found(style.items, tree)
    if listed is None and total == 0:
        listed = []
    if not isinstance(listed, list):
        raise Fault(
            f"has no list at `{style.items}`{_said(tree)}", patience=2, evidence=answer.body
        )
    names = [items.name_of(style, each) or items.digest(each) for each in listed]
    return Listing(answer, listed, names, total, _next(style, tree, answer), findings)


def date(answer: Answer, now: datetime) -> str:
    """When it was answered: by the repository's clock or ours, whichever is behind.

    It is the `since` of the next run. The repository dates its records by its own clock, which its
    header Date tells; but a clock that is ahead of ours may be wrong, and asking from too late
    loses records where asking from too early only repeats some.
    """
    try:
        told = parsedate_to_datetime(answer.headers.get("Date", ""))
        told = told if told.tzinfo else told.replace(tzinfo=UTC)
    except ValueError:
        told = now
    return min(told, now).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _total(style: Style, tree: Any) -> int | None:
    told = items.found(style.total.path, tree) if style.total else None
    if isinstance(told, str) and told.isascii() and told.isdigit() and len(told) < 16:
        told = int(told)
    return told if type(told) is int and told >= 0 else None


def _next(style: Style, tree: Any, answer: Answer) -> str | None:
    path = style.paging.next
    if path is None:
        return None
    if path == "Link":
        return from_header(answer.headers.get("Link", ""))
    told = items.found(path, tree)
    if isinstance(told, bool) or not isinstance(told, str | int):
        return None
    if isinstance(told, str) and len(told) > LONGEST:
        said = f"names a next page of {len(told):,} characters, which no address can be"
        raise Fault(said, patience=2, evidence=answer.body)
    return str(told).strip() or None


def _said(tree: Any) -> str:
    """The interface's own words for what is wrong, where it says any."""
    words = items.found("error.message || error || message || errors[0].title || detail", tree)
    return f": it says {' '.join(words.split())[:200]!r}" if isinstance(words, str) else ""
