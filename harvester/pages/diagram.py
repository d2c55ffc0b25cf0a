"""The diagram of the core: boxes on a grid, and a straight arrow for each relation between them.

What cannot be drawn so (a class to itself, to a concept scheme, or through another box) is
written inside the box.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import hypot

from harvester.iris import NAMESPACE
from harvester.pages.relations import AGENT, Relation

GRID = {
    f"{NAMESPACE}Reading": (0, 0),
    f"{NAMESPACE}File": (1, 0),
    f"{NAMESPACE}Record": (0, 1),
    f"{NAMESPACE}Dataset": (1, 1),
    AGENT: (2, 1),
    f"{NAMESPACE}Session": (3, 1),
    "https://schema.org/Place": (0, 2),
    f"{NAMESPACE}Measurement": (2, 2),
    f"{NAMESPACE}Instrument": (3, 2),
    f"{NAMESPACE}Preparation": (0, 3),
    f"{NAMESPACE}Sample": (1, 3),
    f"{NAMESPACE}RegionOfInterest": (2, 3),
    f"{NAMESPACE}Quantity": (3, 3),
    f"{NAMESPACE}Link": (0, 4),
    f"{NAMESPACE}VirtualSample": (1, 4),
    f"{NAMESPACE}CoordinateFrame": (2, 4),
}
"""Column and row of each class."""

COLUMN, ROW = 364, 150
BOX, TITLE, LINE = 232, 34, 17
MARGIN = 8
TOP = 50
APART = 26
"""Distance of two arrows between the same boxes; all are in units of the drawing."""

Point = tuple[float, float]


@dataclass
class Box:
    """A class; `lines` are the relations written inside."""

    iri: str
    column: int
    row: int
    lines: list[Relation] = field(default_factory=list)
    width: int = BOX

    @property
    def height(self) -> int:
        return TITLE + (LINE * len(self.lines) + 8 if self.lines else 0)

    @property
    def centre(self) -> Point:
        return MARGIN + self.column * COLUMN + BOX / 2, TOP + self.row * ROW

    @property
    def corner(self) -> Point:
        x, y = self.centre
        return x - BOX / 2, y - self.height / 2

    def edge(self, start: Point, towards: Point) -> Point:
        """Where the line from a point inside leaves the box."""
        (x, y), (left, top) = start, self.corner
        dx, dy = towards[0] - x, towards[1] - y
        across = ((left + BOX if dx > 0 else left) - x) / dx if dx else 1.0
        down = ((top + self.height if dy > 0 else top) - y) / dy if dy else 1.0
        part = min(across, down)
        return x + part * dx, y + part * dy

    def is_crossed(self, start: Point, end: Point) -> bool:
        """Whether a line passes through; looked at in 100 steps."""
        (x, y), half = self.centre, self.height / 2
        dx, dy = end[0] - start[0], end[1] - start[1]
        points = ((start[0] + dx * n / 100, start[1] + dy * n / 100) for n in range(101))
        return any(abs(px - x) < BOX / 2 and abs(py - y) < half for px, py in points)


@dataclass(frozen=True)
class Arrow:
    relation: Relation
    start: Point
    end: Point

    @property
    def middle(self) -> Point:
        """Where its words stand: on the line, but above a level one, which is short."""
        (x1, y1), (x2, y2) = self.start, self.end
        return (x1 + x2) / 2, (y1 + y2) / 2 + (4 if abs(y2 - y1) > 1 else -7)


@dataclass(frozen=True)
class Diagram:
    boxes: list[Box]
    arrows: list[Arrow]

    @property
    def size(self) -> tuple[int, int]:
        columns, rows = (max(place[n] for place in GRID.values()) for n in (0, 1))
        return 2 * MARGIN + columns * COLUMN + BOX, 2 * TOP + rows * ROW


def draw(relations: list[Relation]) -> Diagram:
    boxes = {iri: Box(iri, *place) for iri, place in GRID.items()}
    drawn: list[Relation] = []
    for relation in (each for each in relations if each.source in boxes):
        if _fits(relation, boxes):
            drawn.append(relation)
        elif relation.is_scheme or relation.target in boxes:
            boxes[relation.source].lines.append(relation)
    return Diagram(list(boxes.values()), list(_arrows(drawn, boxes)))


def _fits(relation: Relation, boxes: dict[str, Box]) -> bool:
    if relation.target not in boxes or relation.target == relation.source:
        return False
    ends = boxes[relation.source], boxes[relation.target]
    between = (box for box in boxes.values() if box not in ends)
    return not any(box.is_crossed(ends[0].centre, ends[1].centre) for box in between)


def _arrows(drawn: list[Relation], boxes: dict[str, Box]) -> Iterator[Arrow]:
    for relation in drawn:
        pair = {relation.source, relation.target}
        beside = [each for each in drawn if {each.source, each.target} == pair]
        shift = (beside.index(relation) - (len(beside) - 1) / 2) * APART
        yield _arrow(relation, boxes[relation.source], boxes[relation.target], shift)


def _arrow(relation: Relation, source: Box, target: Box, shift: float) -> Arrow:
    """From edge to edge, moved to the side by `shift`, the same side for either direction."""
    (x1, y1), (x2, y2) = source.centre, target.centre
    length = hypot(x2 - x1, y2 - y1)
    turned = 1 if (source.column, source.row) < (target.column, target.row) else -1
    aside = turned * shift * (y1 - y2) / length, turned * shift * (x2 - x1) / length
    start, end = (x1 + aside[0], y1 + aside[1]), (x2 + aside[0], y2 + aside[1])
    return Arrow(relation, source.edge(start, end), target.edge(end, start))
