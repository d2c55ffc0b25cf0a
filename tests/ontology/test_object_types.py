"""Our sample types against the object types of iSamples, and what SESAR adds to them.

`isamples_object_types.tsv` lists every term of both: which of ours it is read as and how near they
are, or why there is none of ours.
"""

from pathlib import Path

import pytest
from rdflib import RDF, Graph
from rdflib.namespace import SKOS

from harvester.ontology import scheme

TABLE = Path(__file__).parent / "isamples_object_types.tsv"
FILES = ("isamples_material_sample_object_type.ttl", "sesar_object_type_extension.ttl")
BASE = "https://w3id.org/"


def rows() -> list[list[str]]:
    lines = TABLE.read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines[1:]]


def read_as(iri: str) -> list[str]:
    """Our slug, and how near it is; two empty words if there is none."""
    meant = scheme("sample-type").matching(iri)
    near = {how for how, match in meant.matches if match == iri} if meant else set()
    return [meant.slug if meant else "", min(near, default="")]


@pytest.mark.data
def test_every_object_type_is_listed_with_its_label(shared: Path) -> None:
    foreign = Graph()
    for name in FILES:
        foreign.parse(shared / "vocabularies" / name)
    known = {
        str(term).removeprefix(BASE): str(foreign.value(term, SKOS.prefLabel))
        for term in foreign.subjects(RDF.type, SKOS.Concept)
    }
    assert {term: label for term, label, *_ in rows()} == known


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_an_object_type_is_read_as_listed(row: list[str]) -> None:
    assert read_as(BASE + row[0]) == row[2:4]


def test_where_there_is_none_of_ours_it_says_why() -> None:
    assert all(bool(ours) == (why == "-") for _, _, ours, _, why in rows())
