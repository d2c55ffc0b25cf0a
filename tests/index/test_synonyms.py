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
