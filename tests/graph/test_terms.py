"""The terms of the ontology are in every store, so that queries can go by what they mean."""

import json

import pyoxigraph as ox
import pytest
from rocks import rock

from harvester.graph import terms

BROADER = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
ASK { <https://w3id.org/lithoscope/technique/sem-ebsd>
      skos:broader+ <https://w3id.org/lithoscope/technique/sem> }
"""


def told(graph, query):
    return json.loads(graph.query(query).json())


def put(graph, number, *, anew=False):
    with graph.writer(anew=anew) as writer:
        writer.put([rock(str(number), "Chromitite")], number)


@pytest.mark.parametrize("anew", [False, True])
def test_a_query_can_ask_for_what_is_broader(graph, anew):
    put(graph, 1, anew=anew)
    assert told(graph, BROADER)["boolean"] is True


def test_they_are_no_records(graph):
    put(graph, 1)
    assert terms.TERMS_GRAPH.value not in graph.names()
    assert not any(b"technique/sem" in line for line in graph.dump(provenance=True))


def test_they_hold_nothing_without_an_address_and_no_titles_of_files(graph):
    put(graph, 1)
    blank = "ASK { ?s ?p ?o FILTER(isBlank(?s) || isBlank(?o)) }"
    assert told(graph, blank)["boolean"] is False
    titles = told(graph, "SELECT ?t { ?s <http://purl.org/dc/terms/title> ?t }")
    assert [each["t"]["value"] for each in titles["results"]["bindings"]] == ["Chromitite"]


def test_terms_of_another_version_give_way():
    store, old = ox.Store(), ox.NamedNode("urn:old")
    store.add(ox.Quad(old, old, old, terms.TERMS_GRAPH))
    store.add(ox.Quad(terms.TERMS_GRAPH, terms.DIGEST, ox.Literal("another"), terms.TERMS_GRAPH))
    for _ in range(2):
        terms.refresh(store)
        assert len(list(store.quads_for_pattern(None, terms.DIGEST, None))) == 1
        assert not list(store.quads_for_pattern(old, None, None))
        assert store.query(BROADER, use_default_graph_as_union=True)
