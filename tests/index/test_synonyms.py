"""Names of concepts in a question."""

import pytest

from harvester.index.grammar import read
from harvester.index.spans import spans
from harvester.index.synonyms import NoSynonyms


def understood(typed, synonyms):
    """Typed words of each span, with the concepts."""
    return [
        (" ".join(each.typed for each in span.sought), {meaning.value for meaning in span.meanings})
        for span in spans(read(typed).wanted, synonyms)
    ]


@pytest.mark.parametrize(
    ("typed", "technique"),
    [
        ("SEM-EDX", "sem-eds"),
        ("sem eds", "sem-eds"),
        ("energy dispersive X-ray spectroscopy", "eds"),
        ("EBSD", "sem-ebsd"),
        ("electron backscatter diffraction", "sem-ebsd"),
        ("TKD", "tkd"),
        ("µ-XRF", "xrf"),
        ("uXRF", "xrf"),
        ("micro-CT", "xct"),
        ("nano SIMS", "nanosims"),
        ("atom probe tomography", "apt"),
        ("CL", "cl"),
        ("REM", "sem"),
    ],
)
def test_techniques_are_known_by_the_names_people_use(typed, technique, synonyms):
    ((_, concepts),) = understood(typed, synonyms)
    assert technique in concepts


def test_the_longest_name_counts_and_other_words_stay_words(synonyms):
    assert understood("Allende SEM-EDX olivine map", synonyms) == [
        ("Allende", set()),
        ("SEM-EDX", {"sem-eds"}),
        ("olivine", {"olivine"}),
        ("map", set()),
    ]


def test_a_quoted_name_means_only_itself(synonyms):
    assert understood('"EBSD" "nano" SIMS', synonyms)[:2] == [("EBSD", set()), ("nano", set())]


def test_without_vocabularies_words_are_words():
    assert understood("SEM EBSD", NoSynonyms()) == [("SEM", set()), ("EBSD", set())]


# --- meteorites by field and number


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("NWA 869", ("northwest", "africa", "869")),
        ("nwa869", ("northwest", "africa", "869")),
        ("Northwest Africa 869", ("nwa", "869")),
        ("Dar al Gani 400", ("dag", "400")),
        ("Y 791197", ("yamato", "791197")),
        ("ALH 84001,123", ("allan", "hill", "84001", "123")),
    ],
)
def test_a_meteorite_of_a_field_has_other_spellings(typed, other, synonyms):
    (span,) = spans(read(typed).wanted, synonyms)
    assert other in span.spellings


def test_words_behind_the_number_are_words_of_their_own(synonyms):
    cut = [
        " ".join(each.typed for each in span.sought)
        for span in spans(read("Northwest Africa 869 EBSD 20 kV").wanted, synonyms)
    ]
    assert cut == ["Northwest Africa 869", "EBSD", "20", "kV"]


def test_a_field_of_one_letter_means_nothing_without_its_number(synonyms):
    (span,) = spans(read("Yamato").wanted, synonyms)
    assert ("y",) not in span.spellings


# --- beginnings


def test_a_beginning_names_each_concept_once_by_the_label_that_fits(synonyms):
    begun = [(each.value, each.label) for each in synonyms.beginning("Rasterelektronenm")]
    assert begun == [("sem", "Rasterelektronenmikroskopie")]
    several = [each.value for each in synonyms.beginning("electron")]
    assert len(several) == len(set(several)) > 3
    assert list(synonyms.beginning("xyzzy")) == []
