"""Words and names of things as they are sought."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvester.index.words import key, keys, spaced, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NWA 869, NWA-869 and NWA869", "nwa 869 nwa 869 and nwa 869"),
        ("SEM-EDX", "sem edx"),
        ("ALH 84001,123", "alh 84001 123"),
        ("SiO₂ ²⁶Mg δ18O FeO* Mg#", "sio 2 26 mg d 18 o feo mg"),
        ("2.5 µm, 2 μm, 20kV", "2 5 um 2 um 20 kv"),
        ("Ångström, Dünnschliffe, Straße, cœur, øre", "angstrom dunnschliff strass coeur ore"),
        ("LEO™ 1530", "leo 1530"),
        ("thin sections of chondrites", "thin section of chondrit"),
        ("EDS and ED, CAIs and a CAI, ores", "eds and ed cai and a cai ore"),
        ("Хондрит 東京", "хондрит 東京"),
        ("_a_b_ --- !?", "a b"),
        ("", ""),
    ],
)
def test_words_are_stems_without_what_is_spelled_differently(text, expected):
    assert " ".join(words(text)) == expected


@given(st.text())
def test_words_hold_no_blank_and_are_their_own_words(text):
    assert all(word and not word.isspace() for word in words(text))
    assert " ".join(words(text)).split() == words(text)


@given(st.text())
def test_accents_make_no_difference(text):
    assert words(f"{text} naïve résumé") == words(f"{text} naive resume")


def test_between_two_values_stands_a_word_that_no_text_has():
    assert spaced("thin", "section") == "thin | section"
    assert "|" not in words("a | b")


def test_a_word_has_an_end():
    assert [len(word) for word in words("a" * 150)] == [64, 64, 22]


@pytest.mark.parametrize("spelling", ["ML-12", "ML12", "ml 12", "ML_12", "(ML/12)", "ML.12"])
def test_a_name_has_one_key_in_any_spelling(spelling):
    assert key(spelling) == "ml12"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://doi.org/10.5880/GFZ.4.8.2023.001", "10.5880/gfz.4.8.2023.001"),
        ("https://igsn.org/IEABC0001", "IEABC0001"),
        ("10.60510/IEABC0001", "IEABC0001"),
        ("https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("hdl:10013/epic.1", "10013/epic.1"),
    ],
)
def test_what_is_typed_has_the_key_of_what_is_kept(typed, kept):
    assert key(kept) in keys(typed)


def test_signs_alone_are_no_name():
    assert keys(" -/ ") == ()
