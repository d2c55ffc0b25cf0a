"""Time as repositories write it, as the protocol means it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvester.fetch.datestamp import DAY, SECONDS, granularity_of, normal, other, written


@pytest.mark.parametrize("text", ["2026-01-05", "2026-01-05T10:00:00Z", "0001-01-01T00:00:00Z"])
def test_what_is_right_is_left_alone(text: str) -> None:
    assert normal(text) == (text, None)


@pytest.mark.parametrize(
    ("text", "stamp"),
    [
        ("2015-07-13T10:10:13.016-07:00", "2015-07-13T17:10:13Z"),
        ("2026-01-05T12:00:00+02:00", "2026-01-05T10:00:00Z"),
        ("2026-01-05T10:00:00.123Z", "2026-01-05T10:00:00Z"),
        ("2026-01-05T10:00:00", "2026-01-05T10:00:00Z"),
        ("2026-01-05 10:00:00", "2026-01-05T10:00:00Z"),
        ("2026-01-05t10:00:00z", "2026-01-05T10:00:00Z"),
        ("2026-01-05T10:00Z", "2026-01-05T10:00:00Z"),
    ],
)
def test_other_forms_are_brought_to_the_protocols_and_that_is_said(text: str, stamp: str) -> None:
    found, finding = normal(text)
    assert found == stamp
    assert finding
    assert finding.code == "datestamp-form"
    assert finding.value == text


@pytest.mark.parametrize(
    "text",
    [
        "2026-13-05",
        "2026-13-05T10:00:00Z",
        "yesterday",
        "2026",
        "2026-02-30",
        "0001-01-01T00:00+05:00",
    ],
)
def test_what_cannot_be_read_is_kept_as_it_is_and_that_is_said(text: str) -> None:
    found, finding = normal(text)
    assert found == text
    assert finding
    assert (finding.code, finding.severity) == ("datestamp-unreadable", "warning")


@given(st.text(max_size=40))
def test_no_text_is_too_strange(text: str) -> None:
    stamp, finding = normal(text)
    assert finding or stamp == text


@given(st.datetimes(timezones=st.timezones()))
def test_any_time_with_a_zone_is_read_as_utc(time: object) -> None:
    stamp, finding = normal(str(time))
    assert finding
    assert finding.code == "datestamp-unreadable" or (len(stamp) == 20 and stamp.endswith("Z"))


def test_from_is_written_in_the_granularity_of_the_repository() -> None:
    assert written("2026-01-05T10:00:00Z", SECONDS) == "2026-01-05T10:00:00Z"
    assert written("2026-01-05T10:00:00Z", DAY) == "2026-01-05"
    assert written("2026-01-05", SECONDS) == "2026-01-05T00:00:00Z"
    assert written("2026-01-05", DAY) == "2026-01-05"
    assert (other(DAY), other(SECONDS)) == (SECONDS, DAY)


def test_a_granularity_in_small_letters_is_known() -> None:
    assert granularity_of(" yyyy-mm-ddThh:mm:ssz ") == (SECONDS, None)
    assert granularity_of("YYYY-MM-DD") == (DAY, None)


@pytest.mark.parametrize("text", ["", "YYYY", "seconds"])
def test_a_granularity_that_does_not_exist_means_days(text: str) -> None:
    granularity, finding = granularity_of(text)
    assert granularity == DAY
    assert finding
    assert finding.code == "granularity"
