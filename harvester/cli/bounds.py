"""Ranges and boxes as they are typed: `15..30`, `..10`, `2019`, `5nm..1um`, `170,-25,-175,-10`."""

import re
from typing import TYPE_CHECKING

from harvester.errors import UsageError

if TYPE_CHECKING:
    from harvester.index import Box

NUMBER = re.compile(r"([0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)\s*(\D*)")
YEAR = re.compile(r"[0-9]{1,4}")


def years(text: str) -> tuple[int | None, int | None]:
    """Both ends included; one year alone is that year.

    Raises:
        UsageError: these are no years.
    """
    ends = _ends(text)
    if any(end and not YEAR.fullmatch(end) for end in ends):
        raise UsageError(f"{text} are no years; write 2019, 2018..2022, 2020.. or ..1999.")
    first, last = (int(end) if end else None for end in ends)
    return first, last


def amounts(text: str, unit: str) -> tuple[float | None, float | None]:
    """Both ends included, in this unit where none is written; one number alone is that number.

    Raises:
        UsageError: these are no numbers, or in a unit of something else.
    """
    first, last = (_amount(end, unit, text) if end else None for end in _ends(text))
    return first, last


def box(text: str) -> "Box":
    """Raises UsageError if it is not four numbers with a comma between them."""
    from harvester.index import Box

    try:
        west, south, east, north = map(float, text.split(","))
    except ValueError as error:
        raise UsageError(
            f"{text} is no box; write west,south,east,north in degrees, like 170,-25,-175,-10."
        ) from error
    return Box(west, south, east, north)


def _ends(text: str) -> tuple[str, str]:
    first, dots, last = (part.strip() for part in text.partition(".."))
    return (first, last) if dots else (first, first)


def _amount(end: str, unit: str, text: str) -> float:
    from harvester.clean.units import convert, ucum

    number = NUMBER.fullmatch(end)
    written = number[2].strip() if number else ""
    code = ucum(written) if written else unit
    value = convert(float(number[1]), code, unit) if number and code else None
    if value is None:
        raise UsageError(f"{text} is no range in {unit}; write 20, 15..30, 5.. or ..10.")
    return value
