"""Ours beside the matchers of others, as `python -m tests.benchmarks identity` shows them."""

from importlib.util import find_spec

import pytest

from tests.benchmarks.identity import MATCHERS, Score, scored
from tests.conftest import missing

OURS, BEFORE = "ours", "exact names"
LOADED = "ours, names loaded"
"""With a list that is beside the project, and not of it."""
LABELLED = ("benchmark.tsv", "heldout.tsv")
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]
"""Others warn of what they will do in later versions."""


@pytest.fixture(scope="module", params=LABELLED)
def scores(request: pytest.FixtureRequest) -> dict[str, Score]:
    for matcher in MATCHERS.values():
        if find_spec(matcher.needs) is None:
            missing("compare", f"{matcher.needs} is not here: pip install 'lithoscope[compare]'")
    return {name: scored(name, request.param) for name in MATCHERS if name != LOADED}


def test_every_matcher_finds_more_than_exact_names_do(scores: dict[str, Score]):
    before = scores.pop(BEFORE)
    assert all(score.f1 > before.f1 for score in scores.values()), scores


def test_ours_is_wrong_less_often_than_any_other(scores: dict[str, Score]):
    ours = scores.pop(OURS)
    assert all(score.precision < ours.precision for score in scores.values()), scores
