"""A span of time in two fields."""

import pytest

from harvester.clean import periods


@pytest.mark.parametrize(
    ("start", "end", "edtf"),
    [
        ("2019-06", "2020", "2019-06/2020"),
        ("2019-06-01", "2019-06-01", "2019-06-01"),
        ("2019", "", "2019"),
        ("", "2019", "2019"),
    ],
)
def test_the_span_or_the_one_day(start, end, edtf):
    assert periods.together({"start": start, "end": end}).value["edtf"] == edtf


def test_nothing_is_nothing_and_no_date_is_told():
    assert periods.together({}) == ((), ())
    assert periods.together({"start": "soon"}).findings


def test_an_end_before_the_beginning_is_told():
    read = periods.together({"start": "2003", "end": "2002"})
    assert read.findings
