"""What a person types: words, "a phrase", -without, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvester.index.grammar import MAX_LENGTH, MAX_WORDS, read


def wanted(typed):
    return [" ".join(each.words) for each in read(typed).wanted]


def without(typed):
    return [" ".join(each.words) for each in read(typed).without]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Allende CAI", ["allend", "cai"]),
        ("SEM-EDX", ["sem edx"]),
        ('"thin section" Rum', ["thin section", "rum"]),
        ("“thin section” „Rum“", ["thin section", "rum"]),
        ('"never closed', ["never close"]),
        ("chondr* AND OR NOT (a)", ["chondr", "not"]),
        ("title:Allende~2^3", ["titl allend 2 3"]),
        ("the matrix of the Allende meteorite", ["matrix", "allend", "meteorit"]),
        ("the", ["the"]),
        ('"the matrix"', ["the matrix"]),
        ('*** -- - "" "-"', []),
        ("", []),
    ],
)
def test_what_is_wanted(typed, expected):
    assert wanted(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Allende -CAI", ["cai"]),
        ('-"thin section" -Rum', ["thin section", "rum"]),
        ("SEM-EDX Allende - CAI", []),
        ("--CAI", ["cai"]),
    ],
)
def test_what_is_left_out(typed, expected):
    assert without(typed) == expected


def test_the_plain_text_is_kept_for_names_of_things():
    assert read('ALH 84001,123 -"not this"').plain == "ALH 84001,123"


def test_a_question_of_signs_asks_nothing():
    assert not read("(((")
    assert read("-Allende")


@given(st.text())
def test_anything_can_be_read(typed):
    question = read(typed)
    assert all(each.words for each in (*question.wanted, *question.without))


def test_of_very_long_input_the_beginning_counts():
    assert len(wanted("Allende " * 1_000)) == MAX_WORDS
    assert sum(map(len, read("a" * 10_000).wanted[0].words)) == MAX_LENGTH
