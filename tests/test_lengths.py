"""Lengths as the vocabularies write them."""

import pytest

from harvester.lengths import range_of, shown


def test_a_range_is_read_in_metres() -> None:
    assert range_of("50 nm – 5 µm") == pytest.approx((50e-9, 5e-6))


@pytest.mark.parametrize("text", ["", "50 nm", "5 kg – 6 kg", "1 nm – 2 nm – 3 nm"])
def test_what_holds_no_two_lengths_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no range of lengths"):
        range_of(text)


@pytest.mark.parametrize(
    ("metres", "text"),
    [(1e-9, "1 nm"), (2.5e-8, "25 nm"), (1.5e-6, "1.5 µm"), (1e-3, "1 mm"), (5e-11, "0.05 nm")],
)
def test_lengths_are_shown_with_few_zeros(metres: float, text: str) -> None:
    assert shown(metres) == text
