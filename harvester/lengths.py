"""Lengths and ranges of lengths as the vocabularies write them: `50 nm – 5 µm`."""

import re
from typing import NamedTuple

UNITS = {"m": 1e0, "mm": 1e3, "µm": 1e6, "nm": 1e9}
"""How many make a metre: dividing by them is exact, so that 10 µm is where its decade begins."""
LENGTH = re.compile(r"([\d.]+) (m|mm|µm|nm)\b")


class Range(NamedTuple):
    """In metres, both ends included."""

    low: float
    high: float


def range_of(text: str) -> Range:
    """The range that a text such as `50 nm – 5 µm` gives.

    Raises:
        ValueError: it does not hold two lengths.
    """
    ends = [float(number) / UNITS[unit] for number, unit in LENGTH.findall(text)]
    if len(ends) != 2:
        raise ValueError(f"{text!r} is no range of lengths such as 50 nm – 5 µm.")
    return Range(min(ends), max(ends))


def shown(metres: float) -> str:
    """In the unit that leaves the fewest zeros, three digits: `25 nm`, `1.5 µm`."""
    unit = next((u for u, many in UNITS.items() if round(metres * many, 6) >= 1), "nm")
    return f"{metres * UNITS[unit]:.3g} {unit}"
