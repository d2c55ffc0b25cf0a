"""What keeps two samples apart, and what only says less of the same."""

import pytest

from harvester.identity.description import describe
from harvester.identity.judging import Link, judge
from harvester.identity.matching import register
from harvester.identity.row import Row

KNOWN = register([])


def judged(one: dict[str, object], other: dict[str, object]) -> Link:
    rows = (Row.model_validate({"id": id, **said}) for id, said in (("a", one), ("b", other)))
    return judge(*(describe(row, KNOWN) for row in rows))


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("thin section", "polished thin section", "same"),
        ("thin section", "thin section", "same"),
        ("thin section", "FIB lamella", None),
        ("thin section", "", "same"),
    ],
)
def test_a_broader_kind_of_part_is_no_other_part(
    one: str, other: str, relation: str | None
) -> None:
    number = {"identifiers": ["igsn:10.60510/IERUM0014"]}
    found = judged({"type": one, **number}, {"type": other, **number})
    assert found.relation == relation
