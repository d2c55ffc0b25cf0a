"""Where a measurement stands among the lengths: how much it saw, and how fine it saw it.

Told by the record itself where it gives sizes of pixels, voxels, steps or of its field of view;
else by what its technique usually has, and then said to be so.
"""

from dataclasses import dataclass
from math import inf
from typing import Literal, TypeAlias

from harvester.lengths import Range, range_of
from harvester.model import Measurement
from harvester.ontology import Concept, scheme
from harvester.virtual.account import Account

Basis: TypeAlias = Literal["stated", "typical"]
"""stated: the record gives it; typical: the technique usually has it."""

PER_METRE = {"m": 1e0, "cm": 1e2, "mm": 1e3, "um": 1e6, "nm": 1e9, "pm": 1e12}
"""By UCUM code."""
RESOLVING = ("pixel-size", "voxel-size", "step-size", "slice-thickness")
SEEING = ("field-of-view",)
VOLUMES = {"voxel-size", "slice-thickness"}


@dataclass(frozen=True, slots=True)
class Extent:
    """In metres; `told` are the lengths that the record gives, not all that lie between them."""

    low: float
    high: float
    basis: Basis
    told: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """A measurement among the lengths; None where neither record nor vocabulary knows.

    `dimensionality` is None where the record does not tell and the technique has several.
    """

    record: str
    key: str
    technique: str
    dimensionality: str | None
    field_of_view: Extent | None
    resolution: Extent | None


def placed(account: Account) -> list[Placed]:
    """All measurements of an account, in its order."""
    return [_placed(account.record.iri, each) for each in account.measurements]


def technique(slug: str) -> Concept | None:
    """None for what our vocabulary no longer has."""
    known = scheme("technique")
    return known.concept(slug) if slug in known else None


def typical(concept: Concept | None, name: str) -> Range | None:
    """The range that `typicalResolution` or `typicalFieldOfView` of a technique gives."""
    written = concept.properties.get(name) if concept else None
    return range_of(written[0]) if written else None


def _placed(record: str, measurement: Measurement) -> Placed:
    slug = measurement.technique.slug
    concept = technique(slug)
    return Placed(
        record=record,
        key=measurement.key,
        technique=slug,
        dimensionality=_dimensionality(measurement, concept),
        field_of_view=_extent(measurement, SEEING, typical(concept, "typicalFieldOfView")),
        resolution=_extent(measurement, RESOLVING, typical(concept, "typicalResolution")),
    )


def _extent(measurement: Measurement, kinds: tuple[str, ...], usual: Range | None) -> Extent | None:
    told = [
        each.value / PER_METRE[each.unit]
        for each in measurement.conditions
        if each.kind in kinds and each.unit in PER_METRE and 0 < each.value < inf
    ]
    if told:
        return Extent(min(told), max(told), "stated", tuple(told))
    return Extent(*usual, "typical") if usual else None


def _dimensionality(measurement: Measurement, concept: Concept | None) -> str | None:
    """That of the record; else 3D where it has voxels; else the technique's, if it has but one."""
    if measurement.dimensionality:
        return measurement.dimensionality
    possible = concept.properties.get("dimensionality", ()) if concept else ()
    if len(possible) == 1:
        return possible[0]
    volume = any(each.kind in VOLUMES for each in measurement.conditions)
    return "3D" if volume and "3D" in possible else None
