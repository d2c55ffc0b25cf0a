"""The diagram of the core is what the files say, and can be read."""

from itertools import combinations

import pytest

from harvester.iris import NAMESPACE
from harvester.pages import diagram, terms
from harvester.pages.diagram import Box
from harvester.pages.relations import OPEN, relations
from harvester.pages.rules import shapes

FOUND = relations(terms.ontology(), shapes())
DRAWN = diagram.draw(FOUND)
CLASSES = {each.iri for each in terms.ontology().classes}


def test_the_core_is_in_it():
    names = {box.iri.rpartition("/")[2].rpartition("#")[2] for box in DRAWN.boxes}
    assert {"Record", "Dataset", "File", "Measurement", "Sample", "Preparation"} <= names
    assert {"Place", "Agent", "Instrument", "RegionOfInterest", "VirtualSample"} <= names


def test_every_box_of_ours_is_a_class_of_the_file():
    ours = {box.iri for box in DRAWN.boxes if box.iri.startswith(NAMESPACE)}
    assert ours <= CLASSES


def test_every_relation_between_boxes_is_an_arrow_or_a_line():
    boxes = {box.iri for box in DRAWN.boxes}
    wanted = {r for r in FOUND if r.source in boxes and (r.target in boxes or r.is_scheme)}
    told = [arrow.relation for arrow in DRAWN.arrows]
    told += [line for box in DRAWN.boxes for line in box.lines]
    assert set(told) == wanted
    assert len(set(told)) == len(told)


@pytest.mark.parametrize(("name", "path"), OPEN)
def test_what_the_shapes_leave_open_is_asked_by_them(name: str, path: str):
    asked = {
        rule.paths for shape in shapes() if shape.target == NAMESPACE + name for rule in shape.rules
    }
    assert (path,) in asked


def test_boxes_lie_apart_and_inside_the_drawing():
    def sides(box: Box) -> tuple[float, float, float, float]:
        x, y = box.corner
        return x, y, x + box.width, y + box.height

    width, height = DRAWN.size
    for box in DRAWN.boxes:
        left, top, right, bottom = sides(box)
        assert left >= 0 <= top
        assert right <= width
        assert bottom <= height
    for a, b in combinations(map(sides, DRAWN.boxes), 2):
        assert a[2] < b[0] or b[2] < a[0] or a[3] < b[1] or b[3] < a[1]


def test_an_arrow_goes_from_edge_to_edge_and_through_no_other_box():
    boxes = {box.iri: box for box in DRAWN.boxes}
    for arrow in DRAWN.arrows:
        ends = {arrow.relation.source, arrow.relation.target}
        for iri, point in (
            (arrow.relation.source, arrow.start),
            (arrow.relation.target, arrow.end),
        ):
            (x, y), (left, top) = point, boxes[iri].corner
            across = min(abs(x - left), abs(x - left - boxes[iri].width))
            down = min(abs(y - top), abs(y - top - boxes[iri].height))
            assert min(across, down) < 0.01
        others = (box for iri, box in boxes.items() if iri not in ends)
        assert not any(box.is_crossed(arrow.start, arrow.end) for box in others)
