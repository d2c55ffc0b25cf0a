"""The ontology itself: small, documented, leaning on others without importing them."""

import pytest
import rdflib
from rdflib.namespace import OWL, PROV, RDF, RDFS, SKOS, SOSA
from vocabulary_files import FILES, OURS, graph

ONTOLOGY = graph(FILES[0])
WHOLE = rdflib.URIRef(f"{OURS}ontology")
CLASSES = sorted(ONTOLOGY.subjects(RDF.type, OWL.Class))
PROPERTY_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, RDF.Property)
PROPERTIES = sorted(term for kind in PROPERTY_KINDS for term in ONTOLOGY.subjects(RDF.type, kind))


def test_it_is_small():
    assert 20 <= len(CLASSES) <= 30
    assert 35 <= len(PROPERTIES) <= 52
    assert len(set(PROPERTIES)) == len(PROPERTIES)


@pytest.mark.parametrize("term", [*CLASSES, *PROPERTIES], ids=lambda term: term.rsplit("/")[-1])
def test_a_term_is_explained_in_english_and_by_an_example(term: rdflib.URIRef):
    for property in (RDFS.label, SKOS.definition, SKOS.scopeNote):
        assert [each.language for each in ONTOLOGY.objects(term, property)] == ["en"]
    assert str(ONTOLOGY.value(term, SKOS.definition)).endswith(".")
    assert str(ONTOLOGY.value(term, SKOS.scopeNote)).endswith(".")
    assert ONTOLOGY.value(term, SKOS.example)


@pytest.mark.parametrize("term", CLASSES, ids=lambda term: term.rsplit("/")[-1])
def test_a_class_stands_under_one_of_others(term: rdflib.URIRef):
    above = list(ONTOLOGY.objects(term, RDFS.subClassOf))
    assert above
    assert not any(str(each).startswith(OURS) for each in above)


def test_it_says_version_licence_and_maker_and_imports_nothing():
    version = str(ONTOLOGY.value(WHOLE, OWL.versionInfo))
    assert str(ONTOLOGY.value(WHOLE, OWL.versionIRI)) == f"{WHOLE}/{version}"
    assert ONTOLOGY.value(WHOLE, rdflib.DCTERMS.license)
    assert ONTOLOGY.value(ONTOLOGY.value(WHOLE, rdflib.DCTERMS.creator), RDFS.label)
    assert str(ONTOLOGY.value(WHOLE, rdflib.VANN.preferredNamespaceUri)) == OURS
    assert not list(ONTOLOGY.triples((None, OWL.imports, None)))


def above(term: rdflib.URIRef) -> set[rdflib.URIRef]:
    return set(ONTOLOGY.transitive_objects(term, RDFS.subClassOf))


@pytest.mark.parametrize("term", CLASSES, ids=lambda term: term.rsplit("/")[-1])
def test_no_class_is_both_a_thing_and_something_that_happens(term: rdflib.URIRef):
    """PROV-O: nothing is an entity and an activity."""
    assert not {PROV.Entity, PROV.Activity} <= above(term)


def test_what_is_never_the_same_thing_has_no_class_in_common():
    members = ONTOLOGY.value(ONTOLOGY.value(None, RDF.type, OWL.AllDisjointClasses), OWL.members)
    disjoint = set(ONTOLOGY.items(members))
    assert disjoint <= set(CLASSES)
    for term in disjoint:
        assert above(term) & disjoint == {term}


def test_a_property_with_data_for_values_never_stands_under_one_with_things():
    kinds = {kind: set(ONTOLOGY.subjects(RDF.type, kind)) for kind in PROPERTY_KINDS}
    for kind, terms in kinds.items():
        others = set().union(*(kinds[each] for each in kinds if each != kind))
        assert not terms & others
        for term in terms:
            assert not set(ONTOLOGY.objects(term, RDFS.subPropertyOf)) & others


@pytest.mark.parametrize("forbidden", [OWL.sameAs, OWL.equivalentClass, OWL.equivalentProperty])
def test_nothing_is_said_to_be_the_same_as_a_foreign_term(forbidden: rdflib.URIRef):
    assert not list(ONTOLOGY.triples((None, forbidden, None)))


def test_one_lineage_query_covers_samples_and_data():
    below = set(ONTOLOGY.transitive_subjects(RDFS.subPropertyOf, PROV.wasDerivedFrom))
    assert SOSA.isSampleOf in below
    assert SOSA.hasResult in set(ONTOLOGY.subjects(RDFS.subPropertyOf, PROV.generated))
    activities = set(ONTOLOGY.transitive_subjects(RDFS.subClassOf, PROV.Activity))
    assert {SOSA.Sampling, SOSA.Observation, rdflib.URIRef(f"{OURS}Measurement")} <= activities
