"""Dates as EDTF (ISO 8601-2), with the first and last day that they may mean.

The common forms are read here, at once; the rest of EDTF by the `edtf` library. What a person
wrote (`March 2011`, `c. 1969`) goes through the library's reader only if every word of it belongs
to a date, since that reader finds years in any number.
"""

import re
from calendar import monthrange
from time import struct_time
from typing import TypedDict

from harvester.clean.cleaned import Cleaned, changed, refused, remembered
from harvester.record import Finding


class DateValue(TypedDict):
    """`earliest` and `latest` are ISO days; None is open."""

    edtf: str
    earliest: str | None
    latest: str | None


LONGEST = 60

DAY = re.compile(r"(-?[0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
STAMP = re.compile(
    r"(-?[0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]{1,2}(?::?[0-9]{2}){0,2}(?:[.,][0-9]+)?\s*\S{0,6}"
)
COMPACT = re.compile(r"((?:1[5-9]|20)[0-9]{2})(0[1-9]|1[0-2])([0-3][0-9])")
YEARS = re.compile(r"([0-9]{4})\s*(?:-{1,2}|[–—]|to|bis|until|à)\s*([0-9]{4})", re.IGNORECASE)
DAYS = re.compile(
    r"([0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)\s*(?:\s-{1,2}\s|[–—]|\bto\b)\s*([0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)"
)
SLASHED = re.compile(r"([0-9]{1,2})\s*[/.]\s*([0-9]{4})")
YEAR_MONTH = re.compile(r"([0-9]{4})[/.]([0-9]{1,2})")
YEAR_FIRST = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
DAY_FIRST = re.compile(r"([0-9]{1,2})\s*([-/.])\s*([0-9]{1,2})\s*\2\s*([0-9]{4})")
BEFORE_CHRIST = re.compile(r"([0-9]{1,4})\s*(?:BC|BCE|v\. ?Chr\.?)", re.IGNORECASE)
CODE = re.compile(r"info:eu-repo/date/\w+/|(?:time period|period|date)\s*:\s*", re.IGNORECASE)

WORDS = re.compile(
    r"(?:\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june"
    r"|july|august|september|october|november|december|spring|summer|autumn|fall|winter|early|mid"
    r"|late|before|after|circa|ca|c|about|around|approximately|approx|the|of|in|century|probably"
    r"|[12][0-9]{3}s?|[12]?[0-9](?:st|nd|rd|th)|[0-3]?[0-9])\b|[\s.,?~-])+",
    re.IGNORECASE,
)
MONTHS = {
    "jan": "januar enero janvier",
    "feb": "februar febrero février fevrier",
    "mar": "märz maerz marzo mars",
    "apr": "abril avril",
    "may": "mai mayo",
    "jun": "juni junio juin",
    "jul": "juli julio juillet",
    "aug": "agosto août aout",
    "sep": "septiembre septembre",
    "oct": "oktober octubre octobre okt",
    "nov": "noviembre novembre",
    "dec": "dezember diciembre décembre decembre dez",
    "spring": "frühjahr frühling primavera printemps",
    "summer": "sommer verano été",
    "autumn": "herbst otoño automne",
    "winter": "invierno hiver",
    "": "im de del en",
}
ENGLISH = {word: english for english, words in MONTHS.items() for word in words.split()}
"""German, Spanish and French, as the library reads English alone."""
FOREIGN = re.compile(rf"\b(?:{'|'.join(ENGLISH)})\b\.?", re.IGNORECASE)
HAS_YEAR = re.compile(r"\b[12][0-9]{3}s?\b|\bcentury\b", re.IGNORECASE)


@remembered(8192)
def clean(value: str) -> Cleaned[DateValue]:
    """One date or interval, or a refusal."""
    text = CODE.sub("", " ".join(value.split()), count=1).strip(" .;")
    plain = _iso(text)
    if plain:
        return Cleaned((plain,))
    if not text or len(text) > LONGEST:
        return refused("this is no date", value)
    findings: list[Finding] = []
    edtf = _interval(text, findings) if "/" in text else _written(text, findings)
    read = _bounds(edtf) if edtf else None
    if read is None:
        return refused("this is no date that we can read", value)
    return Cleaned((read,), tuple(findings))


def _iso(text: str) -> DateValue | None:
    """`2004`, `2004-03`, `2004-03-02` and time stamps, which keep their own zone's day."""
    match = DAY.fullmatch(text) or ((stamp := STAMP.fullmatch(text)) and DAY.fullmatch(stamp[1]))
    if not match:
        return None
    year, month, day = match[1], match[2], match[3]
    if month in (None, "00"):
        return None if year == "0000" else _span(year, f"{year}-01-01", f"{year}-12-31")
    if not 1 <= int(month) <= 12:
        return None
    last = monthrange(max(int(year), 1), int(month))[1]
    if day in (None, "00"):
        return _span(f"{year}-{month}", f"{year}-{month}-01", f"{year}-{month}-{last:02}")
    whole = f"{year}-{month}-{day}"
    return _span(whole, whole, whole) if 1 <= int(day) <= last else None


def _span(edtf: str, earliest: str, latest: str) -> DateValue:
    return DateValue(edtf=edtf, earliest=earliest, latest=latest)


def _interval(text: str, findings: list[Finding]) -> str | None:
    """`2004-03-02/2005-06-02` (DataCite: RKMS-ISO8601), open at either end; else `12/2011`."""
    start, _, end = text.partition("/")
    if "/" in end or (SLASHED.fullmatch(text) or YEAR_MONTH.fullmatch(text)):
        return _written(text, findings)
    sides = [_side(start.strip(), findings), _side(end.strip(), findings)]
    if None in sides or sides == ["..", ".."]:
        return None
    return "/".join(filter(None, sides))


def _side(text: str, findings: list[Finding]) -> str | None:
    if text in ("", ".."):
        return ".."
    plain = _iso(text)
    return plain["edtf"] if plain else _written(text, findings)


def _written(text: str, findings: list[Finding]) -> str | None:
    """EDTF of what people write for one date or a span of years."""
    if match := DAYS.fullmatch(text) or YEARS.fullmatch(text):
        return f"{match[1]}/{match[2]}"
    if match := BEFORE_CHRIST.fullmatch(text):
        return f"-{int(match[1]) - 1:04}" if match[1] != "0" else None
    if match := COMPACT.fullmatch(text) or YEAR_FIRST.fullmatch(text):
        return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"
    if match := SLASHED.fullmatch(text):
        return f"{match[2]}-{int(match[1]):02}"
    if match := YEAR_MONTH.fullmatch(text):
        return f"{match[1]}-{int(match[2]):02}"
    if match := DAY_FIRST.fullmatch(text):
        return _day_first(text, int(match[1]), int(match[3]), match[4], match[2], findings)
    return _in_words(text, findings)


def _day_first(
    text: str, first: int, second: int, year: str, mark: str, findings: list[Finding]
) -> str | None:
    """`31.12.2011`; with a slash either order is used, so only what is certain is kept."""
    if first <= 12 and second <= 12 and first != second and mark != ".":
        findings.append(changed("day and month may be either way round: the year is kept", text))
        return year
    day, month = (second, first) if second > 12 else (first, second)
    return f"{year}-{month:02}-{day:02}"


def _in_words(text: str, findings: list[Finding]) -> str | None:
    if re.fullmatch(r"[-0-9Xu~?%.{}\[\],T:Z+yEYS]+", text):
        return text.replace("u", "X")
    text = FOREIGN.sub(_in_english, text)
    if not HAS_YEAR.search(text) or not WORDS.fullmatch(text):
        return None
    edtf = _read_words(text)
    if edtf and "X" in edtf:
        findings.append(changed(f"read as {edtf}", text))
    return edtf


def _in_english(match: re.Match[str]) -> str:
    return ENGLISH[match[0].lower().rstrip(".")]


def _read_words(text: str) -> str | None:
    from edtf import text_to_edtf

    try:
        edtf: str | None = text_to_edtf(text)
    except (ValueError, OverflowError, AttributeError, TypeError, IndexError):
        return None
    if edtf is None or edtf.startswith("X"):
        return None
    return f"..{edtf}" if edtf.startswith("/") else f"{edtf}.." if edtf.endswith("/") else edtf


def _bounds(edtf: str) -> DateValue | None:
    sides = [_iso(side) for side in edtf.split("/")]
    if all(sides) and len(sides) == 2 and sides[0] and sides[1]:
        return _ordered(edtf, sides[0]["earliest"], sides[1]["latest"])
    from edtf import parse_edtf  # here: it takes a fifth of a second, and is seldom needed
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        parsed = parse_edtf(edtf)
        return _ordered(str(parsed), _day(parsed.lower_strict()), _day(parsed.upper_strict()))
    except (EDTFParseException, ValueError, OverflowError, AttributeError, TypeError, IndexError):
        return None


def _ordered(edtf: str, earliest: str | None, latest: str | None) -> DateValue | None:
    """Refuse an interval that ends before it begins."""
    if earliest and latest and not earliest.startswith("-") and earliest > latest:
        return None
    return DateValue(edtf=edtf, earliest=earliest, latest=latest)


def _day(moment: struct_time | float) -> str | None:
    if isinstance(moment, float):
        return None
    year = f"{moment.tm_year:04}" if moment.tm_year >= 0 else f"-{-moment.tm_year:04}"
    return f"{year}-{moment.tm_mon:02}-{moment.tm_mday:02}"
