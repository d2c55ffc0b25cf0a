"""Dates become EDTF with the first and last day that they may mean, or are refused."""

import pytest

from harvester.clean import dates


def edtf(given: str) -> str | None:
    read = dates.clean(given).value
    return read["edtf"] if read else None


@pytest.mark.parametrize(
    ("given", "day", "earliest", "latest"),
    [
        ("2004", "2004", "2004-01-01", "2004-12-31"),
        ("2004-02", "2004-02", "2004-02-01", "2004-02-29"),
        ("2004-03-02", "2004-03-02", "2004-03-02", "2004-03-02"),
        ("2004-03-02T23:11:12+02:00", "2004-03-02", "2004-03-02", "2004-03-02"),
        ("2004-03-02T10:11Z", "2004-03-02", "2004-03-02", "2004-03-02"),
        ("2004-03-02 10:11:12.5", "2004-03-02", "2004-03-02", "2004-03-02"),
        ("2004-03-02/2005-06-02", "2004-03-02/2005-06-02", "2004-03-02", "2005-06-02"),
        ("2004-03/", "2004-03/..", "2004-03-01", None),
        ("/2004", "../2004", None, "2004-12-31"),
        ("1850 - 1975", "1850/1975", "1850-01-01", "1975-12-31"),
        ("2017–2019", "2017/2019", "2017-01-01", "2019-12-31"),
        ("2019-01-01 to 2019-03-01", "2019-01-01/2019-03-01", "2019-01-01", "2019-03-01"),
        ("-0024/-0022", "-0024/-0022", "-0024-01-01", "-0022-12-31"),
        ("25 BC", "-0024", "-0024-01-01", "-0024-12-31"),
        ("196X", "196X", "1960-01-01", "1969-12-31"),
        ("1984-06?", "1984-06?", "1984-06-01", "1984-06-30"),
        ("spring 2011", "2011-21", "2011-03-01", "2011-05-31"),
        ("19th century", "18XX", "1800-01-01", "1899-12-31"),
    ],
)
def test_a_date_and_its_days(given, day, earliest, latest):
    assert dates.clean(given).value == {"edtf": day, "earliest": earliest, "latest": latest}


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("12/2011", "2011-12"),
        ("2011/12", "2011-12"),
        ("31.12.2011", "2011-12-31"),
        ("12/31/2011", "2011-12-31"),
        ("5.4.2011", "2011-04-05"),
        ("2011-3-5", "2011-03-05"),
        ("20110315", "2011-03-15"),
        ("2011-00-00", "2011"),
        ("March 2011", "2011-03"),
        ("15 Mar 2011", "2011-03-15"),
        ("Mar 15, 2011", "2011-03-15"),
        ("15. März 2020", "2020-03-15"),
        ("im Frühjahr 2019", "2019-21"),
        ("juillet 1998", "1998-07"),
        ("5 de mayo de 2011", "2011-05-05"),
        ("circa 1969", "1969~"),
        ("c. 1850", "1850~"),
        ("1990s", "199X"),
        ("before 1950", "../1950"),
        ("info:eu-repo/date/embargoEnd/2025-01-01", "2025-01-01"),
        ("Time period: 1993--1994", "1993/1994"),
    ],
)
def test_what_people_write(given, read):
    assert edtf(given) == read


@pytest.mark.parametrize(
    "given",
    [
        "2022-13-07",
        "2011-02-30",
        "0000-00-00",
        "2005/2004",
        "North 90.0",
        "Table 5",
        "sample 10017",
        "10017",
        "Germany",
        "May 5",
        "Apollo 11",
        "../..",
        "soon",
        "٢٠٠٤",
        "1/2/3/4",
        "x" * 1000,
    ],
)
def test_what_is_no_date_is_refused_and_no_day_invented(given):
    values, findings = dates.clean(given)
    assert values == ()
    assert findings[0].code == "invalid"


def test_an_order_that_may_be_either_keeps_only_the_year_and_says_so():
    values, findings = dates.clean("03/04/2011")
    assert values[0]["edtf"] == "2011"
    assert findings[0].code == "cleaned"
