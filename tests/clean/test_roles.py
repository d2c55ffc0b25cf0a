"""What sources call the part that somebody or a date plays."""

import pytest

from harvester.clean import roles


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("IsPartOf", "is-part-of"),
        ("Is part of", "is-part-of"),
        ("http://codes.example/igsn-codelists/IsDerivedFrom", "is-derived-from"),
        ("https://codes.example/roles#pointOfContact/", "point-of-contact"),
    ],
)
def test_a_code_or_its_address_becomes_a_slug(words, slug):
    assert roles.slug(words).value == slug


def test_words_of_code_lists_are_said_in_ours_and_others_stay():
    assert roles.of_agent("pointOfContact").value == "contact"
    assert roles.of_agent("custodian").value == "custodian"
    assert roles.of_date("publication").value == "issued"
    assert roles.of_date("destroyed").value == "destroyed"


def test_nothing_is_refused():
    assert roles.of_agent(" – ").value is None
