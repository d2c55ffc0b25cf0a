"""Whoever edits a vocabulary by hand is told what is missing or said twice."""

import re
from collections import Counter
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import RDF, SKOS
from vocabulary_files import OURS, VOCABULARIES, graph

from harvester.ontology import Scheme, plain, scheme

SCHEMES = [path.stem for path in VOCABULARIES]
schemes = pytest.mark.parametrize("path", VOCABULARIES, ids=lambda path: path.stem)


MATERIALS = next(path for path in VOCABULARIES if path.stem == "material")
RELATIONS = graph(next(path for path in VOCABULARIES if path.stem == "relation"))


def read(path: Path) -> Scheme:
    return scheme(path.stem)


@schemes
def test_a_concept_has_slug_scheme_name_and_definition(path: Path):
    for concept in graph(path).subjects(RDF.type, SKOS.Concept):
        slug = str(concept).removeprefix(f"{OURS}{path.stem}/")
        notations = graph(path).objects(concept, SKOS.notation)
        assert [str(each) for each in notations if each.datatype is None] == [slug]
        assert list(graph(path).objects(concept, SKOS.inScheme)) == [
            rdflib.URIRef(OURS + path.stem)
        ]
    for each in read(path):
        assert each.labels.get("en"), each.slug
        assert each.definition.endswith("."), each.slug


@schemes
def test_a_concept_has_one_name_in_each_language(path: Path):
    for concept in graph(path).subjects(RDF.type, SKOS.Concept):
        languages = Counter(each.language for each in graph(path).objects(concept, SKOS.prefLabel))
        assert set(languages) <= {"en", "de", "fr", "es"}
        assert set(languages.values()) == {1}


@schemes
def test_a_name_of_a_concept_is_of_one_kind_only(path: Path):
    for concept in graph(path).subjects(RDF.type, SKOS.Concept):
        kinds = [
            set(graph(path).objects(concept, kind))
            for kind in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
        ]
        assert sum(map(len, kinds)) == len(set().union(*kinds)), concept


@schemes
def test_a_concept_has_a_broader_one_or_is_at_the_top(path: Path):
    whole = rdflib.URIRef(OURS + path.stem)
    for each in read(path):
        node = rdflib.URIRef(each.iri)
        assert set(each.broader) <= set(read(path).concepts)
        assert each.slug not in read(path).ancestors(each.slug)
        assert bool(each.broader) != ((node, SKOS.topConceptOf, whole) in graph(path)), each.slug
        assert ((whole, SKOS.hasTopConcept, node) in graph(path)) == (not each.broader)


@schemes
def test_a_name_belongs_to_one_concept(path: Path):
    """Save where one phrase names several: `optical and scanning electron microscopy`."""
    names = Counter(name for each in read(path) for name in set(map(str.casefold, each.names())))
    shared = {name for name, times in names.items() if times > 1}
    several = {name for name in shared if " and " in name or ", " in name}
    assert shared - several <= {"confocal fluorescence microscopy"}
    assert not several or path.stem == "technique"


@schemes
def test_what_stands_above_a_concept_is_not_related_to_it(path: Path):
    for each in read(path):
        assert set(each.related) <= set(read(path).concepts) - {each.slug}
        assert not set(each.related) & read(path).ancestors(each.slug)


def test_a_foreign_concept_of_whatever_version_is_exactly_one_of_ours_at_most():
    exact = Counter(
        plain(iri)
        for name in SCHEMES
        for each in scheme(name)
        for kind, iri in each.matches
        if kind == "exactMatch"
    )
    assert [iri for iri, times in exact.items() if times > 1] == []


@schemes
def test_a_concept_is_exactly_one_of_each_other_vocabulary_at_most(path: Path):
    """Exact matches are transitive: two would make the foreign terms the same."""
    for each in read(path):
        exact = [vocabulary(iri) for kind, iri in each.matches if kind == "exactMatch"]
        assert len(exact) == len(set(exact)), each.slug


def vocabulary(iri: str) -> str:
    """The namespace, with what stands before a number: `…/obo/CHMO_` of `…/obo/CHMO_0000073`."""
    return re.match(r".*[/#](?:[A-Za-z]+_?(?=\d+$))?", iri)[0]


@schemes
def test_a_foreign_concept_stands_in_one_relation_to_ours(path: Path):
    for each in read(path):
        assert [i for i, times in Counter(i for _, i in each.matches).items() if times > 1] == []


@schemes
def test_a_scheme_says_its_licence(path: Path):
    licence = graph(path).value(rdflib.URIRef(OURS + path.stem), rdflib.DCTERMS.license)
    assert str(licence) == "https://creativecommons.org/licenses/by/4.0/"


FURTHER_KINDS = {"mtex"}
"""Kept in files of another format: a toolbox's variables in those of MATLAB."""


def test_formats_say_what_a_reader_must_know():
    formats = [each for each in scheme("format") if each.broader]
    assert len(formats) >= 60
    for each in formats:
        assert each.properties["openness"][0] in {"open", "documented", "closed"}
        assert each.properties["keepsMetadata"][0] in {"yes", "partly", "no"}
        assert all(ending.startswith(".") for ending in each.properties.get("extension", ()))
        assert {"extension", "mediaType"} & each.properties.keys() or each.slug in FURTHER_KINDS
        assert each.properties["owner"][0]


def test_length_scales_follow_each_other_without_gap():
    decades = [each for each in scheme("scale") if each.broader]
    bounds = sorted(
        (float(each.properties["atLeast"][0]), float(each.properties["below"][0]))
        for each in decades
    )
    assert [low for low, _ in bounds[1:]] == [high for _, high in bounds[:-1]]
    assert bounds[0][0] == 1e-10
    assert bounds[-1][1] == 1


@pytest.mark.parametrize(
    ("name", "slugs"),
    {
        "sample-type": "thin-section polished-thin-section polished-mount grain-mount fib-lamella"
        " tem-grid atom-probe-tip particle powder hand-specimen meteorite slab core chip"
        " mineral-separate",
        "processing": "raw reduced segmented derived figure",
        "material": "chromitite olivine cm2 h5 iron-iab carbonaceous-chondrite lunar-regolith",
        "relation": "is-part-of is-derived-from cites references is-supplement-to same-object",
    }.items(),
)
def test_slugs_that_records_carry_stay(name: str, slugs: str):
    assert set(slugs.split()) <= set(scheme(name).concepts)


def test_minerals_carry_the_numbers_by_which_they_are_known():
    materials = scheme("material")
    minerals = [materials.concept(slug) for slug in materials.narrower("mineral")]
    numbered = [each for each in minerals if any("mindat.org" in iri for _, iri in each.matches)]
    assert len(numbered) >= 110
    assert len([each for each in minerals if each.properties.get("imaNumber")]) >= 8
    for each in minerals:
        for number in each.properties.get("imaNumber", ()):
            assert re.fullmatch(r"\d{4}-(?:\d{3}[a-z]?|s\.p\.)", number)


def test_meteorite_classes_have_the_notation_of_the_meteoritical_bulletin():
    """A typed notation beside the slug; one class is one concept."""
    notations = [
        str(each)
        for each in graph(MATERIALS).objects(predicate=SKOS.notation)
        if each.datatype == rdflib.URIRef(f"{OURS}MetBullClass")
    ]
    assert len(notations) == len(set(notations)) >= 100
    held = {code for each in scheme("material") for code in each.codes}
    assert held == set(notations)


def test_lithologies_and_sample_types_are_aligned():
    def foreign(name: str, namespace: str) -> set[str]:
        return {iri for each in scheme(name) for _, iri in each.matches if namespace in iri}

    assert len(foreign("material", "/classifier/cgi/lithology/")) >= 230
    assert len(foreign("material", "/isample/earthenv/rocksediment/")) >= 75
    assert len(foreign("sample-type", "/isample/earthenv/esmaterialsample/")) >= 40
    assert len(foreign("sample-type", "/vocabulary/materialsampleobjecttype/")) >= 10


def test_relations_between_samples_are_natures_of_relationships_in_sosa():
    nature = rdflib.URIRef("http://www.w3.org/ns/sosa/sampling/RelationshipNature")
    typed = {str(each) for each in RELATIONS.subjects(RDF.type, nature)}
    natures = scheme("relation")
    resources = {natures.concept(each).iri for each in natures.narrower("relates-to")}
    assert typed == {each.iri for each in natures} - resources - {f"{natures.iri}/relates-to"}
