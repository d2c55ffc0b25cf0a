"""Which word was meant."""

import pytest

from harvester.index.grammar import read
from harvester.index.spans import spans
from harvester.index.spelling import Spelling, errors, nearest


@pytest.mark.parametrize(
    ("word", "allowed"),
    [("rum", 0), ("10017", 0), ("cai2", 0), ("rums", 1), ("allende", 1), ("chondrit", 2)],
)
def test_the_longer_a_word_the_more_may_be_wrong(word, allowed):
    assert errors(word) == allowed


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Alende", "Allende"),
        ("Allnede", "Allende"),
        ("chondirtes", "chondrites"),
        ("cathodoluminescense", "cathodoluminescence"),
        ("Eyjafjalajökull", "Eyjafjallajökull"),
        ("Orgueil", ""),
    ],
)
def test_the_nearest_word_is_meant_as_it_stands(typed, meant):
    texts = ["Allende chondrites;", "cathodoluminescence (Eyjafjallajökull)"]
    assert nearest(typed, texts) == meant


def test_of_words_as_near_the_commonest_is_meant():
    assert nearest("Allendo", ["Allenda", "Allende Allende", "Allendi"]) == "Allende"


def respelled(typed, synonyms, *texts):
    there = " ".join(texts).casefold()
    spelling = Spelling(lambda word: word in there, lambda word: texts, synonyms.names)
    asked = read(typed)
    return spelling.instead(asked, tuple(spans(asked.wanted, synonyms)))


@pytest.mark.parametrize(
    ("typed", "instead"),
    [
        ("Murchinson EBSD", "Murchison EBSD"),
        ('"thin sektion" Murchinson', '"thin sektion" Murchison'),
        ("Murchinson -matrixx", "Murchison -matrixx"),
        ("Murchinson-5453", "Murchison-5453"),
        ("Murchison", ""),
        ("NWA 868", ""),
        ("olivene", "olivine"),
    ],
)
def test_only_what_no_record_has_is_spelled_anew(typed, instead, synonyms):
    assert respelled(typed, synonyms, "Murchison USNM 5453") == instead
