"""Museum numbers: a collection's letters and a number, or a bare number where the owner is known.

Of London's `BM.1999,M50` the year belongs to the number; `P…` is a polished section made of it.
"""

import csv
import re
from functools import cache
from importlib.resources import files

from harvester.identity.names.name import Context, Name

YEARLY = re.compile(
    r"(?P<year>1[789]\d\d|20\d\d)[ .,]{1,2}(?P<series>\d{4}[ .,]{1,2})?"
    r"(?P<number>[MP]?[. ]?\d{1,6})"
    r"(?: ?\(?(?P<split>P\d+)\)?)?",
    re.IGNORECASE,
)
NUMBER = re.compile(
    r"(?:(?:no|nr|cat|acc|inv)\.? ?)*(?P<number>[A-Z]{0,3}[ .-]?\d{1,6}(?:\.\d{1,5}){0,3}[a-z]?)"
    r"(?:[,/-] ?(?P<split>\d{1,4}[a-z]?))?",
    re.IGNORECASE,
)


INITIALS = re.compile(r"^(?:[A-Z]\.){2,}")
"""`U.S.N.M. 3529`, `B.M. 41105`."""


@cache
def _written() -> dict[str, str]:
    """What stands before a number, in capitals: the museum's code."""
    return {form: row["code"] for row in _rows() for form in row["written"].upper().split("|")}


@cache
def _owners() -> tuple[tuple[str, str], ...]:
    return tuple((name, row["code"]) for row in _rows() for name in row["names"].split("|") if name)


@cache
def _rows() -> tuple[dict[str, str], ...]:
    text = files("harvester.identity").joinpath("tables/museums.tsv").read_text("utf-8")
    return tuple(csv.DictReader(text.splitlines(), delimiter="\t"))


@cache
def _lettered() -> re.Pattern[str]:
    forms = sorted(_written(), key=len, reverse=True)
    return re.compile(rf"({'|'.join(map(re.escape, forms))})(?![A-Z])[ .:#-]{{0,2}}(.+)", re.I)


def museum(owner: str | None) -> str | None:
    """The code of the museum that an owner's name means."""
    if not owner:
        return None
    plain = owner.casefold()
    return _written().get(owner.upper()) or next(
        (code for name, code in _owners() if name in plain), None
    )


def read(text: str, context: Context) -> Name | None:
    """A number that shows its museum: `USNM 7619-2`, `BM.1999,M50 (P1234)`."""
    match = _lettered().fullmatch(INITIALS.sub(lambda found: found[0].replace(".", ""), text))
    if not match:
        return None
    return _numbered(_written()[match[1].upper()], match[2].strip(), text)


def owned(text: str, context: Context) -> Name | None:
    """A number in the field for numbers, where the collection is a museum that we know."""
    code = museum(context.owner)
    return _numbered(code, text, text) if code else None


def _numbered(code: str, number: str, text: str) -> Name | None:
    yearly = YEARLY.fullmatch(number) if code == "BM" else None
    match = yearly or NUMBER.fullmatch(number)
    if not match:
        return None
    parts = [match["year"], match["series"]] if yearly else []
    plain = [re.sub(r"[ .,-]+", "." if not yearly else "", part) for part in parts if part]
    root = f"{code} " + ",".join([*plain, _plain(match["number"])])
    split = match["split"] and match["split"].upper()
    if not split:
        return Name("museum", root, text)
    return Name("museum", f"{root}-{split}", text, root, split)


def _plain(number: str) -> str:
    return re.sub(r"[ -]|\.(?=\D)|(?<=[A-Z])\.", "", number.upper())
