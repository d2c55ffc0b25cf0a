"""The classes and properties of `ontology/lithoscope.ttl`, as their page tells them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, URIRef
from rdflib.graph import Graph
from rdflib.term import Node

from harvester.iris import NAMESPACE
from harvester.resources import packaged

KINDS = {
    OWL.Class: "classes",
    OWL.ObjectProperty: "properties that lead to a thing",
    OWL.DatatypeProperty: "properties with a text, number or date",
    RDF.Property: "properties with either",
    OWL.AnnotationProperty: "annotations of concepts",
    RDFS.Datatype: "datatypes",
}
"""What kinds of terms there are, in the order of the page."""
CLASSES, DATATYPES = KINDS[OWL.Class], KINDS[RDFS.Datatype]


@dataclass(frozen=True)
class Term:
    """A class or property; `above`, `domain` and `range` are addresses, `choices` are texts."""

    iri: str
    kind: str
    label: str
    definition: str
    note: str
    examples: tuple[str, ...]
    above: tuple[str, ...]
    domain: tuple[str, ...]
    range: tuple[str, ...]
    choices: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.iri.removeprefix(NAMESPACE)


@dataclass(frozen=True)
class Ontology:
    """The whole; `axioms` are subject, relation, object of foreign terms."""

    title: str
    description: str
    version: str
    version_iri: str
    licence: str
    maker: str
    terms: tuple[Term, ...]
    disjoint: tuple[str, ...]
    axioms: tuple[tuple[str, str, str], ...]

    def term(self, name: str) -> Term | None:
        """The class or property of that name below our namespace."""
        return next((each for each in self.terms if each.name == name), None)

    @property
    def classes(self) -> list[Term]:
        return self.of(CLASSES)

    @property
    def properties(self) -> list[Term]:
        return [each for each in self.terms if each.kind not in (CLASSES, DATATYPES)]

    def leading_from(self, iri: str) -> list[str]:
        """The properties that only things of this class have."""
        return [each.iri for each in self.terms if iri in each.domain]

    def of(self, kind: str) -> list[Term]:
        return [each for each in self.terms if each.kind == kind]


@cache
def ontology() -> Ontology:
    graph = Graph().parse(packaged("ontology") / "lithoscope.ttl")
    whole = URIRef(f"{NAMESPACE}ontology")
    maker = graph.value(whole, rdflib.DCTERMS.creator)
    return Ontology(
        title=str(graph.value(whole, rdflib.DCTERMS.title)),
        description=str(graph.value(whole, rdflib.DCTERMS.description)),
        version=str(graph.value(whole, OWL.versionInfo)),
        version_iri=str(graph.value(whole, OWL.versionIRI)),
        licence=str(graph.value(whole, rdflib.DCTERMS.license)),
        maker=str(graph.value(maker, RDFS.label)),
        terms=tuple(_terms(graph)),
        disjoint=tuple(_disjoint(graph)),
        axioms=tuple(_axioms(graph)),
    )


def _terms(graph: Graph) -> Iterator[Term]:
    for kind, words in KINDS.items():
        for term in graph.subjects(RDF.type, kind):
            if isinstance(term, URIRef):
                yield _term(graph, term, words)


def _term(graph: Graph, term: URIRef, kind: str) -> Term:
    above = (*graph.objects(term, RDFS.subClassOf), *graph.objects(term, RDFS.subPropertyOf))
    choices = graph.value(graph.value(term, RDFS.range), OWL.oneOf) or RDF.nil
    return Term(
        iri=str(term),
        kind=kind,
        label=str(graph.value(term, RDFS.label)),
        definition=str(graph.value(term, SKOS.definition)),
        note=str(graph.value(term, SKOS.scopeNote)),
        examples=tuple(str(each) for each in graph.objects(term, SKOS.example)),
        above=_addresses(above),
        domain=_addresses(graph.objects(term, RDFS.domain)),
        range=_addresses(graph.objects(term, RDFS.range)),
        choices=tuple(str(each) for each in graph.items(choices)),
    )


def _addresses(nodes: Iterable[Node]) -> tuple[str, ...]:
    return tuple(str(each) for each in nodes if isinstance(each, URIRef))


def _disjoint(graph: Graph) -> Iterator[str]:
    axiom = graph.value(None, RDF.type, OWL.AllDisjointClasses)
    members = graph.value(axiom, OWL.members) or RDF.nil
    yield from (str(each) for each in graph.items(members))


def _axioms(graph: Graph) -> Iterator[tuple[str, str, str]]:
    for relation in (RDFS.subClassOf, RDFS.subPropertyOf):
        for below, above in graph.subject_objects(relation):
            if not str(below).startswith(NAMESPACE):
                yield str(below), str(relation), str(above)
