"""Checksums are kept with their algorithm, or told."""

import pytest

from harvester.clean import checksums

DIGITS = "9e107d9d372bb6826bd81d3542a419d6"


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        (f"md5:{DIGITS}", ""),
        (f"MD5: {DIGITS.upper()}", ""),
        (f"{{md5}}{DIGITS}", ""),
        (DIGITS, "MD5"),
        (f"md5:{DIGITS}", "SHA-256"),
    ],
)
def test_the_same_digits_in_one_spelling(value, hint):
    assert checksums.clean(value, hint).values == (f"md5:{DIGITS}",)


@pytest.mark.parametrize("hint", ["SHA-256", "sha256"])
def test_the_algorithm_may_stand_beside(hint):
    assert checksums.clean(DIGITS * 2, hint).values == (f"sha256:{DIGITS * 2}",)


@pytest.mark.parametrize(
    "value", [DIGITS, f"sha1:{DIGITS}", "md5:xyz", "", "UNF:6:2MMoV8KKO8R7sb27Q5GXtA=="]
)
def test_what_does_not_fit_is_refused(value):
    cleaned = checksums.clean(value)
    assert not cleaned.values
    assert cleaned.findings
