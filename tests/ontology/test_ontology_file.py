"""The ontology itself: small, documented, leaning on others without importing them."""

import pytest
import rdflib
from rdflib.namespace import OWL, PROV, RDF, RDFS, SKOS, SOSA
from vocabulary_files import FILES, OURS, graph

ONTOLOGY = graph(FILES[0])
WHOLE = rdflib.URIRef(f"{OURS}ontology")
CLASSES = sorted(ONTOLOGY.subjects(RDF.type, OWL.Class))
PROPERTIES = sorted(
    term
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, RDF.Property)
    for term in ONTOLOGY.subjects(RDF.type, kind)
)


def test_it_is_small():
    assert 20 <= len(CLASSES) <= 30
    assert 35 <= len(PROPERTIES) <= 50
    assert len(set(PROPERTIES)) == len(PROPERTIES)


@pytest.mark.parametrize("term", [*CLASSES, *PROPERTIES], ids=lambda term: term.rsplit("/")[-1])
def test_a_term_has_label_definition_and_example(term: rdflib.URIRef):
    assert ONTOLOGY.value(term, RDFS.label)
    assert str(ONTOLOGY.value(term, SKOS.definition)).endswith(".")
    assert ONTOLOGY.value(term, SKOS.example)


@pytest.mark.parametrize("term", CLASSES, ids=lambda term: term.rsplit("/")[-1])
def test_a_class_stands_under_one_of_others(term: rdflib.URIRef):
    above = list(ONTOLOGY.objects(term, RDFS.subClassOf))
    assert above
    assert not any(str(each).startswith(OURS) for each in above)


def test_it_says_version_and_licence_and_imports_nothing():
    assert ONTOLOGY.value(WHOLE, OWL.versionIRI)
    assert ONTOLOGY.value(WHOLE, rdflib.DCTERMS.license)
    assert not list(ONTOLOGY.triples((None, OWL.imports, None)))


@pytest.mark.parametrize("forbidden", [OWL.sameAs, OWL.equivalentClass, OWL.equivalentProperty])
def test_nothing_is_said_to_be_the_same_as_a_foreign_term(forbidden: rdflib.URIRef):
    assert not list(ONTOLOGY.triples((None, forbidden, None)))


def test_one_lineage_query_covers_samples_and_data():
    below = set(ONTOLOGY.transitive_subjects(RDFS.subPropertyOf, PROV.wasDerivedFrom))
    assert SOSA.isSampleOf in below
    assert SOSA.hasResult in set(ONTOLOGY.subjects(RDFS.subPropertyOf, PROV.generated))
    activities = set(ONTOLOGY.transitive_subjects(RDFS.subClassOf, PROV.Activity))
    assert {SOSA.Sampling, SOSA.Observation, rdflib.URIRef(f"{OURS}Measurement")} <= activities
