"""Links among plain rows, and between two lists."""

import pickle
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harvester.identity.matching import explain, register
from harvester.identity.pairing import Pairing
from harvester.identity.row import Row
from tests.benchmarks import specimens

ROWS = [
    Row.model_validate({"id": str(number), **given})
    for number, given in enumerate(
        [
            {"name": "ALH 84001,123", "lab": "Bern"},
            {"name": "ALH84001", "lab": "JSC"},
            {"name": "Allan Hills 84001,124", "lab": "Bern"},
            {"name": "Zagami USNM 7619", "lab": "Jena"},
            {"identifiers": ["7619"], "collection": "Smithsonian", "mass_g": 12},
            {"name": "Allende", "lab": "Bern"},
            {"name": "Allende, slice 2", "lab": "Bern"},
            {"name": "A-1", "lab": "Bern"},
            {"name": "A-1", "lab": "Jena"},
        ]
    )
]


def linked(rows: list[Row]) -> set[tuple[str, str, str | None]]:
    pairing = Pairing(rows, register(rows))
    return {(link.left, link.right, link.relation) for link in pairing.among()}


def test_relatives_are_told_from_the_same_object():
    assert linked(ROWS) == {
        ("0", "1", "derived"),
        ("0", "2", "same_parent"),
        ("1", "2", "derived"),
        ("3", "4", "same"),
        ("5", "6", "derived"),
    }


@settings(deadline=None)
@given(st.permutations(ROWS))
def test_the_order_of_rows_does_not_matter(rows: list[Row]):
    assert linked(rows) == linked(ROWS)


@settings(deadline=None)
@given(st.sampled_from(ROWS), st.sampled_from(ROWS))
def test_a_link_is_the_same_from_both_sides(one: Row, other: Row):
    there, back = explain(one, other), explain(other, one)
    assert (there.relation, there.points) == (back.relation, back.points)
    assert [(e.rule, e.left, e.right) for e in there.evidence] == [
        (e.rule, e.right, e.left) for e in back.evidence
    ]


@settings(deadline=None)
@given(st.integers(100, 99_999), st.integers(100, 99_999))
def test_two_numbers_are_never_one_find(one: int, other: int):
    rows = [
        Row(id="a", name=f"NWA {one}", lab="Bern"),
        Row(id="b", name=f"Northwest Africa {other}", lab="Jena"),
    ]
    same = {link.relation for link in Pairing(rows, register(rows)).among()} == {"same"}
    assert same == (one == other)


def test_a_numbered_section_that_one_laboratory_names_twice_is_one():
    first, again, next_, elsewhere = (
        Row(id="a", name="Allende thin section 153", lab="Bern"),
        Row(id="b", name="Allende, thin section 153", lab="Bern"),
        Row(id="c", name="Allende, thin section 154", lab="Bern"),
        Row(id="d", name="Allende, thin section 153", lab="Jena"),
    )
    assert explain(first, again).relation == "same"
    assert explain(first, next_).relation == "same_parent"
    assert explain(first, elsewhere).relation == "same_origin"


def test_another_mass_refutes_the_same_object_and_says_so():
    link = explain(
        Row(id="a", name="Dhofar 019", mass_g=1024), Row(id="b", name="Dho 019", mass_g=20)
    )
    assert link.relation == "same_origin"
    refuting = [each for each in link.evidence if "same" in each.refutes]
    assert [(each.left, each.right) for each in refuting] == [("1024 g", "20 g")]


def test_a_list_of_reference_corrects_a_name_unless_it_could_be_two():
    reference = [Row(id=n, name=n) for n in ("Ornans", "Mornans", "Krasnojarsk")]
    pairing = Pairing(reference, register(reference, reference=True))
    rows = [Row(id="x", name="pornans"), Row(id="y", name="Krasnojersk")]
    assert [(e.left, e.right) for e in pairing.with_rows(rows)] == [("y", "Krasnojarsk")]


def test_a_key_that_too_many_share_is_reported_and_not_compared():
    rows = [Row(id=str(n), name="Allende", lab=f"Lab {n}") for n in range(5)]
    pairing = Pairing(rows, register(rows), cap=4)
    assert list(pairing.among()) == []
    assert pairing.full() == [("origin:Allende", 5)]


@settings(deadline=None)
@given(st.permutations(range(7)))
def test_a_bare_label_is_compared_within_its_laboratory_and_with_rows_of_unknown_ones(order):
    labs = ["Bern", "Bern", "Jena", "Oslo", "", "", "Lyon"]
    rows = [Row(id=f"{n}", name="A-1", place="Rum", lab=lab) for n, lab in enumerate(labs)]
    for cap in (300, 6):
        pairing = Pairing([rows[n] for n in order], register(rows), cap=cap)
        compared = {frozenset((a.row.id, b.row.id)) for a, b in pairing.candidates()}
        unknown = {frozenset((n, lone)) for n in "0123456" for lone in "45" if n != lone}
        assert compared == {frozenset("01"), *unknown}
        assert pairing.full() == ([("label:a-1", 7)] if cap == 6 else [])


@pytest.mark.slow
def test_several_processes_find_what_one_finds():
    rows = [Row.model_validate(row) for row in specimens.rows(2_000)]
    known = register(rows)
    alone, together = (Pairing(rows, known, cap=50, processes=n) for n in (1, 2))
    assert list(together.among()) == list(alone.among())
    assert list(together.with_rows(rows)) == list(alone.with_rows(rows))
    assert together.full() == alone.full()


@given(st.sampled_from(ROWS))
def test_a_row_that_was_put_away_comes_back_whole(row: Row):
    assert pickle.loads(pickle.dumps(row)) == row


def test_every_rule_tells_the_curator_what_it_means():
    from harvester.identity.weights import TABLE

    for weight in TABLE:
        assert re.fullmatch(r"[A-Z].+\.", (weight.rule.__doc__ or "").strip()), weight.rule
