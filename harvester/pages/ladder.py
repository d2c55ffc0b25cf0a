"""The ladder of lengths from a metre down to ten picometres, on which ranges are drawn as bars."""

import re
from dataclasses import dataclass
from math import log10

UNITS = {"m": 1.0, "mm": 1e-3, "µm": 1e-6, "nm": 1e-9}
DECADES = 11
LENGTH = re.compile(r"([\d.]+) (m|mm|µm|nm)\b")


@dataclass(frozen=True, slots=True)
class Bar:
    """Both in percent of the ladder, whose left end is a metre."""

    left: float
    width: float


def bar(text: str) -> Bar:
    """The bar of a range such as `50 nm – 5 µm`.

    Raises:
        ValueError: it does not hold two lengths.
    """
    ends = [_rung(float(number) * UNITS[unit]) for number, unit in LENGTH.findall(text)]
    if len(ends) != 2:
        raise ValueError(f"{text!r} is no range of lengths such as 50 nm – 5 µm.")
    return Bar(round(min(ends), 2), round(max(ends) - min(ends), 2))


def rungs() -> list[tuple[str, float]]:
    """Where the ladder has words."""
    return [(f"1 {unit}", round(_rung(metres), 2)) for unit, metres in UNITS.items()]


def _rung(metres: float) -> float:
    return abs(log10(metres)) / DECADES * 100
