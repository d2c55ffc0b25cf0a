"""Who could fill a gap: relatives on which the missing measurement was made."""

from collections.abc import Sequence
from dataclasses import dataclass

from harvester.ontology import scheme
from harvester.virtual.account import Account
from harvester.virtual.gaps import Gap
from harvester.virtual.ladder import decades
from harvester.virtual.placing import Placed, placed


@dataclass(frozen=True, slots=True)
class Filled:
    """A gap, and the measurements of relatives that would fill it, in the relatives' order."""

    gap: Gap
    by: tuple[Placed, ...]


def filled(gaps: Sequence[Gap], relatives: Sequence[Account]) -> tuple[Filled, ...]:
    """Every gap with those who could fill it; the nearest relative comes first if given first."""
    measurements = [each for relative in relatives for each in placed(relative)]
    return tuple(Filled(gap, tuple(m for m in measurements if fills(m, gap))) for gap in gaps)


def fills(measurement: Placed, gap: Gap) -> bool:
    """At one of its scales and of its dimensions; for a usual technique that one or a narrower."""
    if gap.kind == "usual":
        return not {*scheme("technique").groups(_known(measurement))}.isdisjoint(gap.techniques)
    if gap.dimensionality not in (None, measurement.dimensionality):
        return False
    seen = measurement.resolution
    return seen is not None and any(d.slug in gap.decades and d.holds(seen) for d in decades())


def _known(measurement: Placed) -> list[str]:
    return [measurement.technique] if measurement.technique in scheme("technique") else []
