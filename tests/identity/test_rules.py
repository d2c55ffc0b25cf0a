"""What keeps two samples apart, and what only says the same in another way."""

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


def test_namesakes_in_brackets_of_another_kind_are_two_meteorites() -> None:
    found = judged({"name": "Odessa (iron)"}, {"name": "Odessa (stone)"})
    assert found.relation is None
    assert judged({"name": "Odessa (iron)"}, {"name": "Odessa (octahedrite)"}).relation


def test_a_word_for_a_part_alone_names_nothing() -> None:
    one, other = ({"name": "thin section", "lab": lab} for lab in ("Clyde", "Elbe"))
    assert judged(one, other).relation is None


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ({"name": "OREX 803173 0"}, {"name": "OREX-803173-0"}, "same"),
        ({"name": "RAQD02-0030"}, {"name": "RA-QD02-0030"}, "same"),
        ({"name": "CE5C0400 YJFM00505"}, {"name": "CE5C0400YJFM00505"}, "same"),
        ({"name": "U.S.N.M. 3529"}, {"name": "USNM 3529"}, "same"),
        ({"name": "C0105-042", "lab": "Clyde"}, {"name": "C0105-042", "lab": "Elbe"}, "same"),
        ({"name": "10017,25", "lab": "Clyde"}, {"name": "10017", "lab": "JSC"}, "derived"),
        ({"name": "particle OREX-800032-104"}, {"name": "OREX-800032-104"}, "same"),
        (
            {"name": "grain A7", "identifiers": ["OREX-800032-104"]},
            {"name": "OREX-800032-104"},
            "same",
        ),
        ({"name": "Maessing", "collection": "Elbe"}, {"name": "Mässing"}, "same"),
        ({"name": "Dünnschliff von Stannern"}, {"name": "Stannern"}, "derived"),
        ({"name": "lame mince d'Orgueil"}, {"name": "Orgueil"}, "derived"),
    ],
    ids=lambda each: each["name"] if isinstance(each, dict) else each,
)
def test_numbers_and_parts_are_known_however_they_are_written(
    one: dict[str, object], other: dict[str, object], relation: str
) -> None:
    assert judged(one, other).relation == judged(other, one).relation == relation


def test_a_slice_in_one_record_is_no_part_of_another_records_piece_of_the_same_fall() -> None:
    slice, whole = {"name": "Allende, slice 2", "record": "r1"}, {"name": "Allende", "record": "r2"}
    assert judged(slice, whole).relation == "same_origin"
    owned = {"lab": "Clyde"}
    assert judged(slice | owned, whole | owned).relation == "derived"
