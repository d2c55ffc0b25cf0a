"""Ranges, years and boxes as people type them."""

import pytest

from harvester.cli import bounds
from harvester.errors import UsageError
from harvester.index import Box


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2019", (2019, 2019)),
        ("2018..2022", (2018, 2022)),
        ("2018 .. 2022", (2018, 2022)),
        ("2020..", (2020, None)),
        ("..1999", (None, 1999)),
    ],
)
def test_years(typed, expected):
    assert bounds.years(typed) == expected


@pytest.mark.parametrize(
    ("typed", "unit", "expected"),
    [
        ("20", "kV", (20, 20)),
        ("15..30", "kV", (15, 30)),
        ("20 kV", "kV", (20, 20)),
        ("20000 V", "kV", (20, 20)),
        ("..10", "nm", (None, 10)),
        ("5nm..1um", "nm", (5, 1000)),
        ("0.5 µm..", "nm", (500, None)),
        ("1e3..", "um", (1000, None)),
        ("1mm..1cm", "um", (1000, 10_000)),
    ],
)
def test_amounts_are_in_a_unit(typed, unit, expected):
    assert bounds.amounts(typed, unit) == expected


def test_a_box():
    assert bounds.box("170, -25,-175,-10.5") == Box(170, -25, -175, -10.5)


@pytest.mark.parametrize("typed", ["early", "-5", "2019-2020", "20190", "2019...2020"])
def test_what_are_no_years_is_told(typed):
    with pytest.raises(UsageError, match=r"write 2019, 2018\.\.2022"):
        bounds.years(typed)


@pytest.mark.parametrize("typed", ["many", "5 g", "5 quux", "-3", "1..2..3"])
def test_what_is_no_amount_is_told(typed):
    with pytest.raises(UsageError, match="is no range in kV"):
        bounds.amounts(typed, "kV")


@pytest.mark.parametrize("typed", ["", "1,2,3", "a,b,c,d", "1,2,3,4,5"])
def test_what_is_no_box_is_told(typed):
    with pytest.raises(UsageError, match="is no box"):
        bounds.box(typed)
