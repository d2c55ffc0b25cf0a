"""A span of time whose beginning and end stand in two fields."""

from typing import TypedDict

from harvester.clean import dates
from harvester.clean.cleaned import Cleaned, refused
from harvester.clean.dates import DateValue


class PeriodParts(TypedDict, total=False):
    start: str
    end: str
    role: str


class PeriodValue(DateValue, total=False):
    """As `model.Date`; `verbatim` is what stood in both fields."""

    verbatim: str
    role: str


def together(parts: PeriodParts) -> Cleaned[PeriodValue]:
    """The span, or the one day if both are the same or one is missing."""
    start, end = _line(parts.get("start", "")), _line(parts.get("end", ""))
    words = f"{start}/{end}" if start and end and start != end else start or end
    if not words:
        return Cleaned(())
    read = dates.clean(words)
    if not read.value:
        return refused("these are no beginning and end", words)
    period = PeriodValue(verbatim=words, **read.value)  # type: ignore[typeddict-item]
    if "role" in parts:
        period["role"] = parts["role"]
    return Cleaned((period,), read.findings)


def _line(words: str) -> str:
    return " ".join(words.split())
