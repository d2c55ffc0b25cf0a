"""Groups of techniques against dimensions: how often a sample was looked at in which way."""

from collections.abc import Sequence
from dataclasses import dataclass

from harvester.ontology import scheme
from harvester.virtual.placing import Placed, technique

GROUPS = ("optical", "xray", "sem", "fib", "tem", "apt")
"""The six groups of the vocabulary, in its order; always shown, others only where used."""
DIMENSIONS = ("0D", "1D", "2D", "3D", "4D")


@dataclass(frozen=True, slots=True)
class Cell:
    """`dimensionality` is None for what does not tell it.

    `possible` is whether the group has any technique of these dimensions: an empty cell that is
    not possible is no gap.
    """

    group: str
    dimensionality: str | None
    measurements: int
    records: int
    techniques: tuple[str, ...]
    possible: bool


def matrix(measurements: Sequence[Placed]) -> tuple[Cell, ...]:
    """Row by row; a cell without dimensions only where something is in it."""
    used = {group(each.technique) for each in measurements}
    rows = [*GROUPS, *sorted(used.difference(GROUPS))]
    cells = (_cell(row, column, measurements) for row in rows for column in (*DIMENSIONS, None))
    return tuple(each for each in cells if each.dimensionality or each.measurements)


def group(slug: str) -> str:
    """The first of a technique's broader ones, up to the top: EDS in a SEM is of the SEM."""
    concept = technique(slug)
    while concept and concept.broader:
        slug = concept.broader[0]
        concept = technique(slug)
    return slug


def _cell(row: str, column: str | None, measurements: Sequence[Placed]) -> Cell:
    here = [m for m in measurements if m.dimensionality == column and group(m.technique) == row]
    return Cell(
        group=row,
        dimensionality=column,
        measurements=len(here),
        records=len({each.record for each in here}),
        techniques=tuple(sorted({each.technique for each in here})),
        possible=column is None or bool(here) or column in _dimensions(row),
    )


def _dimensions(row: str) -> set[str]:
    known = (each for each in scheme("technique") if group(each.slug) == row)
    return {value for each in known for value in each.properties.get("dimensionality", ())}
