"""`search` with what narrows it: exclusions, scale, time, place, order."""

import json
from pathlib import Path

import pytest
from running import Run


@pytest.fixture
def totals(lithoscope: Run, demonstration: Path):
    """How many records each of these searches finds."""

    def totals(*searches: str) -> list[int]:
        said = [
            lithoscope("search", *each.split(), "--json", home=demonstration) for each in searches
        ]
        return [each.each[0]["total"] for each in said]

    return totals


def test_with_and_without_a_technique_are_together_everything(totals) -> None:
    everything, of_it, without = totals("", "--technique sem", "--without-technique sem")
    assert of_it + without == everything > of_it > 0


def test_the_narrower_materials_are_left_out_too(totals) -> None:
    everything, without = totals("Rum", "Rum --without-material mineral")
    assert 0 < without < everything


@pytest.mark.parametrize(
    ("few", "many"),
    [
        ("--kv 20", "--kv 15..30"),
        ("--kv 20000V", "--kv 5.."),
        ("--pixel ..20nm", "--pixel ..1um"),
        ("--fov 1mm..", "--fov 1.."),
        ("--year 2021", "--year 2021..2023"),
        ("--box -8,56,-5,58", "--box -20,30,40,70"),
        ("--technique apt --year 2022..", "--technique apt"),
    ],
)
def test_a_wider_range_finds_more(totals, few: str, many: str) -> None:
    found_few, found_many = totals(few, many)
    assert 0 < found_few < found_many


def test_the_newest_may_come_first(lithoscope: Run, demonstration: Path) -> None:
    newest, oldest = (
        [
            hit["iri"]
            for hit in lithoscope(
                "search", "EBSD", "--order", order, "--limit", "100", "--json", home=demonstration
            ).each[0]["hits"]
        ]
        for order in ("newest", "oldest")
    )
    assert sorted(newest) == sorted(oldest)
    assert newest != oldest


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("--year soon", "write 2019, 2018..2022"),
        ("--kv 5g", "is no range in kV"),
        ("--box 1,2,3", "is no box"),
        ("--box 0,50,10,40", "is no box"),
        ("--without-technique ebsdd", "sem-ebsd"),
    ],
)
def test_what_is_typed_wrong_is_told(
    lithoscope: Run, demonstration: Path, words: str, told: str
) -> None:
    done = lithoscope("search", *words.split(), home=demonstration)
    assert (done.code, done.out) == (2, "")
    assert told in " ".join(done.err.split())


def test_what_was_meant_is_told_to_machines_too(lithoscope: Run, demonstration: Path) -> None:
    done = lithoscope("search", "Murchinson", "--json", home=demonstration)
    said = json.loads(done.out)
    assert (said["close"], said["instead"]) == (True, "Murchison")
    assert "Murchison" in said["hits"][0]["title"]
