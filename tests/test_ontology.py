"""Vocabularies as the rest of the code asks for them."""

from pathlib import Path
from textwrap import dedent

import pytest

from harvester.errors import ConfigError, UsageError
from harvester.ontology import load_scheme, plain, scheme

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


@pytest.mark.parametrize(
    "former",
    [
        "https://w3id.org/isample/vocabulary/materialsampleobjecttype/chip",
        "http://w3id.org/isample/vocabulary/materialsampleobjecttype/1.0/chip",
        "https://w3id.org/isample/vocabulary/sampleobjecttype/chip",
        "https://w3id.org/isample/vocabulary/specimentype/0.9/chip",
        " https://w3id.org/isample/vocabulary/specimentype/1.0/chip ",
    ],
)
def test_a_term_is_known_by_every_address_that_it_has_had(former: str):
    assert scheme("sample-type").matching(former).slug == "chip"


def test_every_address_of_a_mindat_number_is_one():
    now = plain("https://www.mindat.org/min-49557.html")
    for number in (
        "etma:1:1:49557:3",
        "https://www.mindat.org/1:1:49557:3",
        "https://w3id.org/geochem/etmaterial/1:1:49557:3",
    ):
        assert plain(number) == now


def test_a_class_of_meteorites_has_the_notation_of_the_meteoritical_bulletin():
    materials = scheme("material")
    assert materials.concept("cm2").codes == ("CM2",)
    assert "Martian (shergottite)" in materials.concept("shergottite").codes
    assert materials.concept("quartz").codes == ()


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
