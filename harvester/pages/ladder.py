"""The ladder of lengths from a metre down to ten picometres, on which ranges are drawn as bars."""

from dataclasses import dataclass
from math import log10

from harvester.lengths import UNITS, range_of

DECADES = 11


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
    ends = [_rung(metres) for metres in range_of(text)]
    return Bar(round(min(ends), 2), round(max(ends) - min(ends), 2))


def rungs() -> list[tuple[str, float]]:
    """Where the ladder has words."""
    return [(f"1 {unit}", round(_rung(1 / many), 2)) for unit, many in UNITS.items()]


def _rung(metres: float) -> float:
    return abs(log10(metres)) / DECADES * 100
