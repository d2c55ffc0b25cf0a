"""Of a link between what is derived and what it is of, the part is told."""

import pytest

from harvester.identity.description import describe
from harvester.identity.direction import child
from harvester.identity.matching import register
from harvester.identity.row import Row

KNOWN = register([])

FAMILIES = [
    ({"name": "ALH 84001,123"}, {"name": "Allan Hills 84001"}),
    ({"name": "thin section of RUM-14", "lab": "Clyde"}, {"name": "RUM-14", "lab": "Clyde"}),
    ({"name": "Allende, slice 2"}, {"name": "Allende"}),
    (
        {"name": "lamella 4", "parent": "igsn:IERUM0014"},
        {"name": "RUM-14", "identifiers": ["igsn:IERUM0014"]},
    ),
]


@pytest.mark.parametrize(("part", "whole"), FAMILIES, ids=lambda row: row["name"])
def test_the_part_is_told_on_whichever_side(part: dict[str, str], whole: dict[str, str]) -> None:
    one = describe(Row.model_validate(part | {"id": "part"}), KNOWN)
    other = describe(Row.model_validate(whole | {"id": "whole"}), KNOWN)
    assert child(one, other) == child(other, one) == "part"


def test_of_two_wholes_none_is() -> None:
    rows = [Row(id="a", name="Allende"), Row(id="b", name="Allende")]
    assert child(*(describe(row, KNOWN) for row in rows)) == ""
