"""Points that pairs of a list would give to the rules."""

from importlib.util import find_spec

import pytest

from harvester.errors import UsageError
from harvester.identity.learning import from_labels, proposals, spoken
from harvester.identity.matching import register
from harvester.identity.pairing import Pairing
from harvester.identity.row import Row
from harvester.identity.unlabelled import from_pairs
from harvester.identity.weights import TABLE
from tests.benchmarks import specimens
from tests.conftest import missing

SAME, OTHER = frozenset({"same_number"}), frozenset({"same_place"})


def proposed(pairs, shares):
    return {each.rule: each.proposed for each in proposals(pairs, shares)}


def test_points_are_bits_how_much_more_often_a_rule_speaks_of_the_same_object():
    labelled = [(SAME | OTHER, True)] * 127 + [(OTHER, False)] * 127
    points = proposed([said for said, _ in labelled], from_labels(labelled))
    assert points["same_number"] == pytest.approx(8, abs=0.05)
    assert points["same_place"] == 0


def test_of_a_rule_that_never_spoke_nothing_is_learned():
    assert proposed([SAME], from_labels([(SAME, True)]))["equal_mass"] is None


def test_the_table_in_force_stands_beside_what_is_proposed():
    in_force = {weight.rule.__name__: weight.points for weight in TABLE}
    found = proposals([], {})
    assert found
    assert {each.rule: each.points for each in found}.items() <= in_force.items()


def test_too_few_pairs_are_said_to_be_too_few():
    with pytest.raises(UsageError, match="too little to learn from"):
        from_pairs([SAME])


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_without_labels_splink_learns_nearly_what_labels_teach():
    if find_spec("splink") is None:
        missing("compare", "splink is not here: pip install 'lithoscope[learn]'")
    rows = [Row.model_validate(row) for row in specimens.rows(3_000)]
    pairs = list(Pairing(rows, register(rows)).candidates())
    said = [spoken(*pair) for pair in pairs]
    objects = [[each.row.id.split("-")[0] for each in pair] for pair in pairs]
    taught = from_labels(zip(said, [one == other for one, other in objects], strict=True))
    without, labelled = proposed(said, from_pairs(said)), proposed(said, taught)
    for rule in ("same_number", "same_label", "same_find", "same_place"):
        assert without[rule] == pytest.approx(labelled[rule], abs=0.5)
