"""When a page changed, as sitemaps and HTTP say it (W3C date and time, RFC 9110)."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_ZONES = timedelta(hours=12)
"""A day without a zone ends so much later in the last of them."""


def may_be_since(lastmod: str, since: str) -> bool:
    """Can a page of this lastmod have changed since then? So it is asked if in doubt."""
    latest, begin = _latest(lastmod), _moment(since)
    return latest is None or begin is None or latest >= begin


def normal(lastmod: str) -> str | None:
    """`YYYY-MM-DD`, `YYYY-MM-DDThh:mm:ssZ`, or shorter if it says no more; None: unreadable."""
    moment = _moment(lastmod)
    if moment is None:
        return lastmod if _latest(lastmod) else None
    return lastmod if len(lastmod) == 10 else moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def of_http(date: str) -> str | None:
    """An HTTP date as a datestamp."""
    try:
        return parsedate_to_datetime(date).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError):
        return None


def as_http(since: str) -> str | None:
    """A moment as If-Modified-Since wants it."""
    moment = _moment(since)
    return format_datetime(moment, usegmt=True) if moment else None


def _moment(text: str) -> datetime | None:
    try:
        time = datetime.fromisoformat(text)
        return time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def _latest(lastmod: str) -> datetime | None:
    """The last moment that it can mean."""
    date = _DATE.fullmatch(lastmod)
    if date is None:
        return _moment(lastmod)
    year, month, day = (int(part) if part else None for part in date.groups())
    try:
        begin = datetime(year or 1, month or 1, day or 1, tzinfo=UTC)
        return begin + timedelta(days=1 if day else 31 if month else 366) + _ZONES
    except (ValueError, OverflowError):
        return None
