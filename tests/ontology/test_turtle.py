"""Every file of the ontology reads alike in two parsers, and uses only terms that are declared."""

import json
import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from vocabulary_files import FILES, OURS, VOCABULARIES, graph

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
