"""Real servers as they were recorded: what the report says of what they really answered.

A replay is no server: what was not recorded, dates and POST, it answers in its own way. Only what
the recorded bytes decide is looked at here.
"""

from pathlib import Path

import pytest
from replay import Replay

from harvester.conformance import Report
from tests.conformance.breaking import checked

pytestmark = pytest.mark.data

ZENODO, PYCSW = "zenodo_oaipmh", "csw_iso_pycsw"


def zenodo(data: Path) -> Replay:
    return Replay.zenodo(data / ZENODO)


def pycsw(data: Path) -> Replay:
    return Replay.pycsw(next(data.joinpath(PYCSW).rglob("oaipmh_expected")))


def sickle(data: Path) -> Replay:
    return Replay.sickle(next(data.joinpath("sickle").rglob("ListRecords.xml")).parent)


RECORDED = {"zenodo": zenodo, "pycsw": pycsw, "sickle": sickle}
FOUND = (
    ("zenodo", 11, "https://zenodo.org/oai2d"),
    ("zenodo", 53, "a deleted record has metadata"),
    ("zenodo", 59, "https://zenodo.org/oai2d"),
    ("pycsw", 6, "the root has the prefix oai"),
    ("pycsw", 19, "its datestamp is ''"),
    ("sickle", 62, ""),
)
"""What is wrong in the recorded answers, or stands there because they are now elsewhere."""
KEPT = (
    ("zenodo", {1, 3, 4, 5, 7, 8, 9, 10, 12, 13, 15, 17, 23, 24, 41, 42, 44, 48, 57, 60, 61, 62}),
    ("pycsw", {1, 3, 4, 5, 8, 10, 12, 15, 17, 41, 57, 61}),
)


def report(name: str, shared: Path) -> Report:
    with RECORDED[name](shared / "data").serve() as url:
        return checked(url)


@pytest.mark.parametrize(("name", "rule", "why"), FOUND)
def test_what_is_wrong_in_recorded_answers_is_told(
    name: str, rule: int, why: str, shared: Path
) -> None:
    broken = {each.rule.number: each for each in report(name, shared).of("failed")}
    assert rule in broken
    assert why in broken[rule].why


@pytest.mark.parametrize(("name", "rules"), KEPT)
def test_what_is_right_in_recorded_answers_passes(name: str, rules: set[int], shared: Path) -> None:
    passed = {each.rule.number for each in report(name, shared).of("passed")}
    assert rules - passed == set()


@pytest.mark.parametrize("name", [f"fake{number}" for number in range(1, 6)])
def test_what_was_recorded_in_part_is_judged_without_falling_over(name: str, shared: Path) -> None:
    folder = next(shared.joinpath("data/pyoai").rglob(f"{name}/mapping.txt")).parent
    with Replay.pyoai(folder).serve() as url:
        found = checked(url)
    assert len(found.results) == 62
    assert found.exit_code in (4, 5)
