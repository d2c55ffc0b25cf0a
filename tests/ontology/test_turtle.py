"""Every file of the ontology reads alike in two parsers, and names only terms that are there."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import SKOS
from vocabulary_files import FILES, OURS, VOCABULARIES, addresses, graph

from harvester.resources import packaged

files = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


@files
def test_rdflib_and_pyoxigraph_read_the_same(path: Path):
    direct = canonical(path.read_bytes(), ox.RdfFormat.TURTLE)
    by_rdflib = canonical(graph(path).serialize(format="nt").encode(), ox.RdfFormat.N_TRIPLES)
    assert direct == by_rdflib


def canonical(data: bytes, form: ox.RdfFormat) -> set[str]:
    dataset = ox.Dataset(ox.parse(data, form))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return {str(quad) for quad in dataset}


@files
def test_terms_of_ours_that_a_file_uses_are_declared(path: Path):
    declared = {str(term) for term in graph(FILES[0]).subjects() if str(term).startswith(OURS)}
    used = {
        str(term)
        for triple in graph(path)
        for term in triple[1:]
        if re.fullmatch(rf"{OURS}\w+", str(term)) and str(term) != f"{OURS}ontology"
    }
    schemes = {OURS + each.stem for each in VOCABULARIES}
    assert used <= declared | schemes


def test_terms_of_ours_in_the_context_are_declared():
    text = (packaged("ontology") / "context.jsonld").read_text("utf-8")
    used = set(re.findall(rf'"({OURS}\w+)"', text))
    assert used <= {str(term) for term in graph(FILES[0]).subjects()}


def test_the_context_gives_a_property_one_name_only():
    terms = json.loads((packaged("ontology") / "context.jsonld").read_text("utf-8"))["@context"]
    properties = [json.dumps(term) for term in terms.values() if isinstance(term, dict)]
    assert sorted(properties) == sorted(set(properties))


# --- foreign vocabularies -----------------------------------------------------------------------

SAMPLE_TYPES = ("isamples_material_sample_object_type.ttl", "sesar_object_type_extension.ttl")
FOREIGN: dict[str, tuple[str, ...]] = {
    "http://www.w3.org/ns/sosa/sampling/": ("sosa_sample-relations.ttl",),
    "http://www.w3.org/ns/sosa/": (
        "sosa_sosa-common.ttl",
        "sosa_sosa-observation.ttl",
        "sosa_sosa-sampling.ttl",
    ),
    "http://www.w3.org/ns/dcat#": ("dcat3.ttl",),
    "https://w3id.org/isample/vocabulary/materialsampleobjecttype/": SAMPLE_TYPES,
    "https://w3id.org/isample/earthenv/esmaterialsample/": SAMPLE_TYPES,
    "https://w3id.org/isample/vocabulary/material/": ("isamples_material_type.ttl",),
    "http://resource.geosciml.org/classifier/cgi/lithology/": ("cgi_simple_lithology.ttl",),
    "https://epos-msl.uu.nl/voc/microscopy/1.4/": ("msl_microscopy_1-4.ttl",),
}
"""Which of the frozen copies hold the terms of a namespace."""

NAMED_IN_THE_STANDARD = {"http://www.w3.org/ns/dcat#nextVersion"}
"""Inverse of dcat:previousVersion, in the text of DCAT 3 (appendix on inverse properties) alone."""


@pytest.mark.data
@pytest.mark.parametrize("namespace", FOREIGN)
def test_foreign_terms_exist(shared: Path, namespace: str):
    known = set().union(*(subjects(shared / "vocabularies" / name) for name in FOREIGN[namespace]))
    used = {iri for iri in everything() if namespace_of(iri) == namespace}
    assert used
    assert used - {namespace} - known - NAMED_IN_THE_STANDARD == set()


def everything() -> set[str]:
    context = json.loads((packaged("ontology") / "context.jsonld").read_text("utf-8"))["@context"]
    expanded = (expand(context, term) for term in context.values())
    return set().union(*map(addresses, FILES), expanded)


def expand(context: dict[str, object], term: object) -> str:
    name = str(term["@id"] if isinstance(term, dict) else term)
    prefix, _, local = name.partition(":")
    return f"{context[prefix]}{local}" if prefix in context and local[:2] != "//" else name


def namespace_of(iri: str) -> str:
    return next((each for each in FOREIGN if iri.startswith(each)), "")


def subjects(path: Path) -> set[str]:
    read: Callable[..., rdflib.Graph] = rdflib.Graph().parse
    return {str(term) for term in read(path).subjects()}


@pytest.mark.data
def test_meteorite_classes_are_notations_of_the_vocabulary_of_extraterrestrial_materials(
    shared: Path,
):
    foreign = rdflib.Graph().parse(shared / "vocabularies" / "extraterrestrial_materials.ttl")
    notations = {str(term) for term in foreign.objects(predicate=SKOS.notation)}
    material = next(path for path in VOCABULARIES if path.stem == "material")
    classes = graph(material).objects(predicate=rdflib.URIRef(f"{OURS}meteoriteClass"))
    assert {str(each) for each in classes} <= notations
