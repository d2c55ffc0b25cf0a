"""Dates as OAI-PMH 2.0 (3.3) writes them, and nothing near them."""

import re
from datetime import UTC, date, datetime

from harvester.fetch.datestamp import DAY

_FORM = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?")


def is_stamp(text: str, granularity: str) -> bool:
    """Is this a date that exists, written in that granularity?"""
    if not _FORM.fullmatch(text) or len(text) != len(granularity):
        return False
    try:
        date.fromisoformat(text) if granularity == DAY else datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def years_later(stamp: str, years: int) -> str:
    """The same day of another year, 28 February for the 29th."""
    text = f"{int(stamp[:4]) + years:04}{stamp[4:]}"
    return text.replace("-02-29", "-02-28")


def this_day() -> str:
    return datetime.now(UTC).date().isoformat()
