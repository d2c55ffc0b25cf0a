"""Vocabularies as the rest of the code asks for them."""

from pathlib import Path
from textwrap import dedent

import pytest

from harvester.errors import ConfigError, UsageError
from harvester.ontology import load_scheme, scheme

TECHNIQUES = scheme("technique")


def test_a_technique_is_found_by_slug_name_or_other_name_in_any_case():
    for name in (
        "sem-ebsd",
        "EBSD",
        "electron backscatter diffraction",
        "Elektronenrückstreubeugung",
    ):
        assert TECHNIQUES.find(name).slug == "sem-ebsd"


def test_a_name_that_nothing_has_is_answered_with_near_ones():
    with pytest.raises(UsageError, match=r"no 'sem-ebds'; did you mean .*sem-ebsd"):
        TECHNIQUES.find("sem-ebds")


def test_a_search_for_a_group_finds_its_techniques():
    assert TECHNIQUES.groups(["sem-eds"]) == ("eds", "sem", "sem-eds")
    assert "sem-eds" in TECHNIQUES.narrower("eds") & TECHNIQUES.narrower("sem")


def test_names_come_in_the_language_that_is_asked_for():
    assert TECHNIQUES.concept("xrd").label("de") == "Röntgenbeugung"
    assert TECHNIQUES.concept("him").label("zh") == "Helium ion microscopy"


@pytest.mark.parametrize(
    ("iri", "slug"),
    [
        ("http://purl.obolibrary.org/obo/CHMO_0000143", "sem-ebsd"),
        ("https://purl.obolibrary.org/obo/CHMO_0000143", "sem-ebsd"),
        ("https://w3id.org/lithoscope/technique/xct", "xct"),
        (
            "https://epos-msl.uu.nl/voc/microscopy/1.3/technique-imaging_3d-computed_tomography_ct",
            "xct",
        ),
        ("http://purl.obolibrary.org/obo/CHMO_0000158", "xrd"),
        ("http://example.org/unknown", None),
    ],
)
def test_a_term_of_another_vocabulary_means_one_of_ours(iri: str, slug: str | None):
    concept = TECHNIQUES.matching(iri)
    assert (concept and concept.slug) == slug


def test_a_vocabulary_that_is_not_there_is_named_with_those_that_are():
    with pytest.raises(ConfigError, match=r"no vocabulary colour; there are: .*technique"):
        scheme("colour")


def test_a_file_that_is_no_turtle_is_named(tmp_path: Path):
    path = tmp_path / "broken.ttl"
    path.write_text("this is no turtle")
    with pytest.raises(ConfigError, match=r"broken\.ttl"):
        load_scheme(path)


def test_a_file_without_its_scheme_is_named(tmp_path: Path):
    path = tmp_path / "colour.ttl"
    path.write_text("<urn:a> <urn:b> <urn:c> .")
    with pytest.raises(ConfigError, match="does not describe the concept scheme"):
        load_scheme(path)


def test_a_scheme_of_few_lines_is_read(tmp_path: Path):
    path = tmp_path / "colour.ttl"
    path.write_text(
        dedent("""
            @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
            @prefix lith: <https://w3id.org/lithoscope/> .
            lith:colour a skos:ConceptScheme ; skos:prefLabel "Colours"@en .
            <https://w3id.org/lithoscope/colour/red> a skos:Concept ; skos:prefLabel "red"@en ;
                skos:altLabel "crimson"@en ; lith:wavelength "700 nm" .
            """)
    )
    colours = load_scheme(path)
    assert (colours.title, [each.slug for each in colours]) == ("Colours", ["red"])
    assert colours.concept("red").properties == {"wavelength": ("700 nm",)}
