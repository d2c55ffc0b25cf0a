"""Extracts for a list of hits."""

from hypothesis import given
from hypothesis import strategies as st

from harvester.index.snippets import snippet


def test_a_short_text_is_shown_whole():
    assert snippet(["Chromitite of Rum."], {("rum",)}) == "Chromitite of Rum."


def test_the_text_with_the_word_is_shown_else_the_first():
    assert snippet(["Peridotite.", "Chromites of Rum."], {("chromit",)}) == "Chromites of Rum."
    assert snippet(["Peridotite.", "Chromites of Rum."], {("allend",)}) == "Peridotite."
    assert snippet([], {("allend",)}) == ""


def test_words_joined_by_signs_are_found():
    assert snippet(["First.", "by (SEM)/EDX"], {("edx",)}) == "by (SEM)/EDX"


def test_lines_become_blanks_and_cuts_are_shown():
    text = "word\n" * 100 + "Allende\n" + "more\t" * 100
    shown = snippet([text], {("allend",)})

    assert shown.startswith("… word word")
    assert " Allende more " in shown
    assert shown.endswith("more …")


SOUGHT = st.sets(st.lists(st.text(min_size=1, max_size=3), min_size=1, max_size=2).map(tuple))


@given(st.lists(st.text()), SOUGHT)
def test_an_extract_is_short_and_of_one_line(texts, words):
    shown = snippet(texts, words)
    assert len(shown) <= 210
    assert "\n" not in shown
