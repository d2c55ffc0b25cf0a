"""Beside a name stands what is none of it: a class, a date, a nickname of a number."""

import pytest

from harvester.identity.names.notes import without


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Murchison [CM2]", "Murchison"),
        ("Allende (CV3, fall 1969)", "Allende"),
        ("NWA 869 (L3-6)", "NWA 869"),
        ("Campo del Cielo (IAB)", "Campo del Cielo"),
        ("NWA 7034 (Black Beauty)", "NWA 7034"),
        ("Stannern, 22 May 1808", "Stannern"),
        ("Bluff (a)", "Bluff (a)"),
        ("Roy (1934)", "Roy (1934)"),
        ("Shalka (Bissempore)", "Shalka (Bissempore)"),
        ("10017 (Apollo 11)", "10017 (Apollo 11)"),
        ("", ""),
    ],
)
def test_what_is_said_beside_a_name_is_left_out(text: str, name: str) -> None:
    assert without(text) == name
