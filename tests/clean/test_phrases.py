"""Words of a vocabulary are found however a record spells them, and stand where it says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvester.clean.folding import FEW, fold
from harvester.clean.phrases import PhraseFinder


def found(labels: list[str], text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in PhraseFinder((x, x) for x in labels).find(text)]


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("u-CT", "µCT"),
        ("back-scattered electron", "Backscattered Electron"),
        ("back-scattered electron", "back–scattered  electrons"),
        ("X-ray diffraction", "x ray\ndiffraction"),
        ("plane polarised light", "plane polarized light"),
        ("catalyzed", "catalysed"),
        ("photomicrograph", "Photomicrographs"),
        ("tomography", "tomographies"),
        ("thin section analysis", "thin_section analyses"),
        ("Röntgenbeugung", "rontgenbeugung"),
        ("diffraction", "dif\u00adfraction"),
        ("SEM", "SEMs"),
    ],
)
def test_a_label_is_found_however_it_is_spelled(label, text):
    assert found([label], f"({text}), later") == [text]


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("raman", "paramanual"),
        ("SEM", "assembly"),
        ("APT", "apt to change"),
        ("EELS", "eels and other fish"),
        ("CT", "CT2 plots"),
        ("X-ray", "X, ray"),
        ("SE", "S E of Graz"),
    ],
)
def test_parts_of_words_and_other_words_are_not_found(label, text):
    assert found([label], text) == []


def test_a_star_lets_a_word_go_on():
    assert found(["Röntgenbeugung*"], "Röntgenbeugungsanalysen, Röntgen") == [
        "Röntgenbeugungsanalysen"
    ]
    assert found(["Raman"], "Ramanspektren") == []


def test_the_longest_label_wins_even_where_a_longer_one_fails_at_its_end():
    labels = ["CT", "CT scan", "SEM", "EDS", "SEM-EDS"]
    assert found(labels, "CT scanner, SEM-EDS and SEM") == ["CT", "SEM-EDS", "SEM"]


def test_a_label_in_small_and_capital_letters_is_one_hit():
    finder = PhraseFinder([("XRD", 1), ("xrd", 1)])
    assert len(finder.find("XRD")) == len(finder.find("xrd")) == 1


def test_a_label_with_two_meanings_gives_both():
    finder = PhraseFinder([("CL", "cathodoluminescence"), ("CL", "chemiluminescence")])
    assert [hit.value for hit in finder.find("CL")] == ["cathodoluminescence", "chemiluminescence"]


@given(st.text(), st.lists(st.text(alphabet="aB-µ é1", min_size=1, max_size=6), max_size=5))
def test_any_text_is_read_and_every_hit_lies_inside_it(text, labels):
    finder = PhraseFinder((label, label) for label in labels)
    end = 0
    for hit in finder.find(text):
        assert 0 <= hit.start < hit.end <= len(text)
        assert hit.start >= end or hit.end == end
        end = hit.end


@given(
    st.text(alphabet="xyz ,\n-\u00ad\u0301", max_size=30), st.sampled_from(["micro  CT", "µ-CT"])
)
def test_a_hit_is_the_words_of_the_text_wherever_they_stand(before, words):
    finder = PhraseFinder([("micro-CT", 1), ("u-CT", 1)])
    text = f"{before}, {words}."
    assert [text[hit.start : hit.end] for hit in finder.find(text)] == [words]


def test_letters_of_many_scripts_are_folded_like_those_of_one():
    letters = [chr(code) for code in (*range(0xC0, 0x250), *range(0x391, 0x460))]
    assert len(letters) > FEW
    assert fold("".join(letters)).text == "".join(fold(letter).text for letter in letters)
