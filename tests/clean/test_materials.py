"""Materials are found by the labels of the vocabulary, and only where they are meant."""

import pytest

from harvester.clean.materials import MaterialReader
from harvester.clean.phrases import Passage, Role
from harvester.model import Term

READER = MaterialReader()


def read(*texts: str, role: Role = "description") -> list[Term]:
    return READER.read([Passage(role, text, "p") for text in texts])


def slugs(*texts: str) -> list[str]:
    return [term.slug for term in read(*texts)]


@pytest.mark.parametrize(
    ("text", "slug"),
    {
        "Rum chromitites": "chromitite",
        "serpentinised peridotite": "serpentinite",
        "Dünnschliffe aus Eklogit": "eclogite",
        "une péridotite à grenat": "peridotite",
        "K-feldspar": "alkali-feldspar",
        "haematite": "hematite",
        "Ca-Al-rich inclusions": "cai",
        "CM2 chondrite": "cm2",
        "an IAB iron": "iron-iab",
        "H-chondrites": "h-chondrite",
        "lunar soil": "lunar-regolith",
        "mid-ocean ridge basalts": "basalt",
    }.items(),
)
def test_a_material_is_found_however_it_is_spelled(text: str, slug: str):
    assert slug in slugs(text)


def test_a_class_counts_where_the_record_speaks_of_meteorites():
    assert slugs("An H5 with chondrules") == ["h5", "chondrule"]
    assert slugs("H5 files, CO3 and CH3 groups") == []
    assert slugs("H5", "an ordinary chondrite") == ["h5", "ordinary-chondrite"][:1]


@pytest.mark.parametrize(
    "text",
    [
        "polished with diamond paste",
        "a diamond anvil cell",
        "in a quartz tube",
        "an olivine-free rock",
        "without garnet",
        "perovskite solar cells",
        "carbon and 20 tons of talk",
        "rocks and minerals",
    ],
)
def test_tools_absence_and_wide_words_are_no_materials(text: str):
    assert slugs(text) == []


def test_what_a_narrower_material_implies_is_left_out():
    assert slugs("igneous rock: basalt with olivine, a silicate") == ["basalt", "olivine"]


def test_a_keyword_states_and_text_only_names():
    (stated,) = read("Olivine", role="subject")
    (found,) = read("grains of olivine")
    assert (stated.confidence, found.confidence) == ("stated", "found")
    assert (found.verbatim, found.path, found.rule) == ("olivine", "p", "text/material")


def test_a_wide_word_counts_as_a_keyword():
    assert [term.slug for term in read("rock", role="subject")] == ["rock"]
