"""How well the techniques of real records are read, against labels made by hand."""

from pathlib import Path

import pytest
from labelled_records import Labelled, Score, imported, portal, score

ENOUGH = 10
"""Labels from which on a technique is judged by itself."""

pytestmark = pytest.mark.data


@pytest.fixture(scope="module")
def lists(shared: Path) -> list[Labelled]:
    return [*imported(shared, "gfz"), *imported(shared, "4tu")]


@pytest.fixture(scope="module")
def found(lists: list[Labelled]) -> Score:
    return score(lists)


def test_all_rows_of_both_lists_are_labelled(lists: list[Labelled]):
    assert len(lists) == len({each.identifier for each in lists}) == 486
    assert sum(not each.techniques for each in lists) > 250


def test_techniques_of_both_lists(found: Score):
    assert found.precision() >= 0.95
    assert found.recall() >= 0.95


def test_each_technique_that_is_frequent_enough(found: Score):
    frequent = [slug for slug, times in found.labels().items() if times >= ENOUGH]
    assert {"xrd", "xrf", "epma", "xct", "sem", "optical"} <= set(frequent)
    weak = {slug for slug in frequent if min(found.precision(slug), found.recall(slug)) < 0.95}
    assert weak == set()


def test_techniques_of_lists_and_portal_together(lists: list[Labelled], shared: Path):
    together = score([*lists, *portal(shared)])
    assert together.precision() >= 0.97
    assert together.recall() >= 0.93
