"""Names in a text are told from words for kinds."""

import pytest

from harvester.related.naming import names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("EBSD map of the seam on Hallival, Isle of Rum", {"Hallival", "Isle", "Rum"}),
        ("Apollo 11 sample 10017,25", {"Apollo", "10017"}),
        ("maps at 20 kV in 2019", set()),
        ("Scanning Electron Microscopy of Olivine", set()),
        ("core BDR-B14 and K22", {"BDR", "B14", "K22"}),
        ("", set()),
    ],
)
def test_names_have_capitals_or_digits_and_name_one_thing(text: str, found: set[str]) -> None:
    assert set(names([text]).values()) == found
