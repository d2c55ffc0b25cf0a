"""The ladder of length scales, from the millimetre to the nanometre, and what stands on it.

A rung is a decade of the vocabulary of scales: of the smallest distance that is told apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from harvester.ontology import Concept, scheme
from harvester.virtual.placing import Extent, Placed

COARSEST = 0.01
"""Metres: decades that begin here or above are no microscopy."""


@dataclass(frozen=True, slots=True)
class Decade:
    """`at_least` is in it, `below` no more; in metres."""

    slug: str
    label: str
    scale: str
    at_least: float
    below: float

    def holds(self, resolution: Extent) -> bool:
        """Whether a length that was told lies in it; of a usual range, whether any of it does."""
        if resolution.told:
            return any(self.at_least <= length < self.below for length in resolution.told)
        return self.crosses(resolution.low, resolution.high)

    def crosses(self, low: float, high: float) -> bool:
        """Whether a part of the range lies in it; one that ends where it begins has none."""
        return low < self.below and high > self.at_least


@dataclass(frozen=True, slots=True)
class Rung:
    """What is at one decade.

    `measured` tell a size of this decade; `likely` tell none, and their technique usually
    resolves this.
    """

    decade: Decade
    measured: tuple[Placed, ...]
    likely: tuple[Placed, ...]

    @property
    def empty(self) -> bool:
        return not self.measured and not self.likely

    @property
    def standing(self) -> tuple[Placed, ...]:
        return (*self.measured, *self.likely)


def ladder(measurements: Sequence[Placed]) -> tuple[Rung, ...]:
    """Every decade from the coarsest to the finest, also those where nothing is."""
    return tuple(_rung(decade, measurements) for decade in decades())


@cache
def decades() -> tuple[Decade, ...]:
    known = (_decade(each) for each in scheme("scale") if each.broader)
    fine = (each for each in known if each.at_least < COARSEST)
    return tuple(sorted(fine, key=lambda each: -each.at_least))


def _decade(concept: Concept) -> Decade:
    low, high = (float(concept.properties[name][0]) for name in ("atLeast", "below"))
    return Decade(concept.slug, concept.label(), concept.broader[0], low, high)


def _rung(decade: Decade, measurements: Sequence[Placed]) -> Rung:
    here = [each for each in measurements if each.resolution and decade.holds(each.resolution)]
    return Rung(decade, _by(here, "stated"), _by(here, "typical"))


def _by(measurements: Sequence[Placed], basis: str) -> tuple[Placed, ...]:
    return tuple(m for m in measurements if m.resolution and m.resolution.basis == basis)
