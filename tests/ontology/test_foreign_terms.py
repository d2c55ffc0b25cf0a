"""Every foreign term that the ontology or a mapping names is there, where its vocabulary is."""

import csv
import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
import rdflib
from mapping_tables import TABLES, table
from rdflib.namespace import SKOS
from vocabulary_files import FILES, ONTOLOGY, addresses

from harvester.clean.terms import clean
from harvester.ontology import scheme

SAMPLE_TYPES = ("isamples_material_sample_object_type.ttl", "sesar_object_type_extension.ttl")
SOSA = ("sosa_sosa-common.ttl", "sosa_sosa-observation.ttl", "sosa_sosa-sampling.ttl")
FOREIGN: dict[str, tuple[str, ...]] = {
    "http://www.w3.org/ns/sosa/sampling/": ("sosa_sample-relations.ttl",),
    "http://www.w3.org/ns/sosa/": SOSA,
    "http://www.w3.org/ns/dcat#": ("dcat3.ttl",),
    "https://w3id.org/isample/vocabulary/materialsampleobjecttype/": SAMPLE_TYPES,
    "https://w3id.org/isample/earthenv/esmaterialsample/": SAMPLE_TYPES,
    "https://w3id.org/isample/vocabulary/material/": ("isamples_material_type.ttl",),
    "https://w3id.org/isample/earthenv/rocksediment/1.0/": ("sesar_materials_extension.ttl",),
    "https://w3id.org/sesar/material/": ("sesar_materials_extension.ttl",),
    "http://resource.geosciml.org/classifier/cgi/lithology/": ("cgi_simple_lithology.ttl",),
    "https://w3id.org/geochem/1.0/analyticalmethod/": ("geochem_analytical_method.ttl",),
    "https://epos-msl.uu.nl/voc/microscopy/1.4/": ("msl_microscopy_1-4.ttl",),
    "https://w3id.org/emmo/domain/characterisation-methodology/chameo#": ("chameo.ttl",),
    "http://purl.obolibrary.org/obo/CHMO_": ("chmo.obo",),
    "http://purl.org/pan-science/PaNET/PaNET": ("panet.csv",),
}
"""Which of the frozen copies hold the terms of a namespace."""

NAMED_IN_THE_STANDARD = {"http://www.w3.org/ns/dcat#nextVersion"}
"""Inverse of dcat:previousVersion, in the text of DCAT 3 (appendix on inverse properties) alone."""


@pytest.mark.data
@pytest.mark.parametrize("namespace", FOREIGN)
def test_foreign_terms_exist(shared: Path, namespace: str):
    known = set().union(*(terms(shared / "vocabularies" / name) for name in FOREIGN[namespace]))
    used = {iri for iri in everything() if namespace_of(iri) == namespace}
    assert used
    assert used - {namespace} - known - NAMED_IN_THE_STANDARD == set()


@cache
def everything() -> frozenset[str]:
    """Every address in the Turtle files, the context, the queries and the tables of mappings."""
    tabled = (table(path) for path in TABLES)
    objects = {each.expand(row["object_id"]) for each in tabled for row in each.rows}
    return frozenset().union(*map(addresses, FILES), in_context(), *queried(), objects)


def in_context() -> set[str]:
    terms = json.loads((ONTOLOGY / "context.jsonld").read_text("utf-8"))["@context"]
    names = (address(term) for term in terms.values())
    return {expand(terms, name) for name in names}


def address(term: object) -> str:
    """Of a term of a JSON-LD context, read forwards or backwards."""
    return str((term.get("@id") or term["@reverse"]) if isinstance(term, dict) else term)


def queried() -> Iterator[set[str]]:
    for path in ONTOLOGY.rglob("*.rq"):
        text = re.sub(r"#.*", "", path.read_text("utf-8"))
        prefixes = dict(re.findall(r"PREFIX\s+([\w-]*):\s*<([^>]*)>", text))
        yield {expand(prefixes, name) for name in re.findall(r"[\w-]+:[\w-]+", text)}


def expand(prefixes: dict[str, object], name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{prefixes[prefix]}{local}" if prefix in prefixes and local[:2] != "//" else name


def namespace_of(iri: str) -> str:
    return next((each for each in FOREIGN if iri.startswith(each)), "")


def terms(path: Path) -> set[str]:
    """What a frozen copy describes; obsolete terms of CHMO are none."""
    if path.suffix == ".obo":
        stanzas = path.read_text("utf-8").split("\n\n[")
        held = (each for each in stanzas if "is_obsolete: true" not in each)
        ids = {found for each in held for found in re.findall(r"(?m)^id: CHMO:(\d+)$", each)}
        return {f"http://purl.obolibrary.org/obo/CHMO_{number}" for number in ids}
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            return {cell for row in csv.reader(file) for cell in row[:2] if "PaNET" in cell}
    read: Callable[..., rdflib.Graph] = rdflib.Graph().parse
    return {str(term) for term in read(path).subjects()}


MINDAT = "https://www.mindat.org/min-"


@pytest.mark.data
def test_meteorites_have_the_classes_and_numbers_of_the_extraterrestrial_materials(shared: Path):
    foreign = rdflib.Graph().parse(shared / "vocabularies" / "extraterrestrial_materials.ttl")
    notations = {str(each) for each in foreign.objects(predicate=SKOS.notation)}
    numbers = {str(each).split(":")[3] for each in foreign.subjects() if "etma:1:" in str(each)}
    materials = scheme("material")
    for slug in materials.narrower("extraterrestrial-material"):
        concept = materials.concept(slug)
        assert set(concept.codes) <= notations, slug
        used = {iri for _, iri in concept.matches if iri.startswith(MINDAT)}
        assert {iri.removeprefix(MINDAT).removesuffix(".html") for iri in used} <= numbers, slug


@pytest.mark.data
def test_ima_numbers_are_those_of_the_list_of_minerals(shared: Path):
    path = shared / "data" / "minerals_rruff" / "RRUFF_Export.csv"
    with path.open(encoding="latin-1", newline="") as file:
        listed = {row["Mineral Name (plain)"]: row["IMA Number"] for row in csv.DictReader(file)}
    given = {
        concept.label().capitalize(): f"IMA{number}"
        for concept in scheme("material")
        for number in concept.properties.get("imaNumber", ())
    }
    assert given
    assert {name: listed[name] for name in given} == given


@pytest.mark.data
def test_codes_of_meteorites_are_those_of_the_meteoritical_bulletin_database(shared: Path):
    path = shared / "data" / "meteorites_nasa" / "meteorites.csv"
    with path.open(encoding="utf-8", newline="") as file:
        names = {row["id"]: row["name"] for row in csv.DictReader(file)}
    for concept in scheme("meteorite"):
        for _, iri in concept.matches:
            listed = names[iri.rpartition("=")[2]].partition(" (")[0]
            assert listed in {concept.label(), *concept.alternative}


@pytest.mark.data
def test_other_terms_of_epos_are_those_that_its_records_carry(shared: Path):
    texts = (path.read_text("utf-8") for path in (shared / "data" / "epos_msl").rglob("*.json"))
    carried = {
        found
        for text in texts
        for found in re.findall(r"/voc/(?:materials|geochemistry)/1\.\d/([^\"\\<> ]+)", text)
    }
    used = {
        iri.rpartition("/")[2]
        for iri in everything()
        if "/voc/materials/" in iri or "/voc/geochemistry/" in iri
    }
    assert used
    assert used - {""} - carried == set()


UNNAMED = {"Trawl", "Solid material sample", "Aggregation"}
"""Names too wide to read anything into them."""


@pytest.mark.data
def test_a_sample_type_is_read_alike_by_its_address_and_its_name_in_sesar(shared: Path):
    foreign = rdflib.Graph()
    for name in SAMPLE_TYPES:
        foreign.parse(shared / "vocabularies" / name)
    for iri, label in foreign.subject_objects(SKOS.prefLabel):
        meant = scheme("sample-type").matching(str(iri))
        if meant and str(label) not in UNNAMED:
            assert clean(str(label), "sample-type").value["slug"] == meant.slug
