"""Every measure is documented as the report needs it, and has a name of its own."""

import pytest

from harvester.quality.fieldlist import FIELDS
from harvester.quality.points import OF_LINKS, OF_RECORDS, OF_RUNS
from harvester.quality.wording import slug, within, words

MEASURES = [each.measure for each in (*FIELDS, *OF_RUNS, *OF_RECORDS, *OF_LINKS)]


@pytest.mark.parametrize("measure", MEASURES, ids=slug)
def test_its_docstring_is_a_name_a_price_and_an_advice(measure) -> None:
    name, costs, advice = words(measure)
    assert name[0].isupper()
    assert not name.endswith(".")
    assert costs.endswith(".")
    assert advice.endswith((".", "/"))
    assert "  " not in f"{name} {costs} {advice}"


def test_no_two_have_one_name() -> None:
    assert len({slug(each) for each in MEASURES}) == len(MEASURES)


def test_a_name_inside_a_sentence_keeps_its_capitals() -> None:
    assert within("Creator") == "creator"
    assert within("ORCID of a creator") == "ORCID of a creator"
