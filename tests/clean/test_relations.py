"""One kind of relation has many spellings."""

import pytest

from harvester.clean import relations


@pytest.mark.parametrize("value", ["IsPartOf", "isPartOf", "Is part of", "ispartof", "is-part-of"])
def test_the_spellings_of_one_kind_are_one(value):
    assert relations.clean(value).values == ("is-part-of",)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("largerWorkCitation", "is-part-of"),
        ("http://codes.example/IsMemberOf", "is-part-of"),
        ("hasDigitalRepresentation", "is-documented-by"),
    ],
)
def test_the_words_of_code_lists_are_known(value, kind):
    assert relations.clean(value).values == (kind,)


def test_an_unknown_kind_keeps_its_words():
    assert relations.clean("isShownOnCoverOf").values == ("is-shown-on-cover-of",)


def test_nothing_is_no_kind():
    assert relations.clean(" - ").values == ()
