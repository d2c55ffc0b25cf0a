"""The files of the ontology, parsed once for all tests."""

from functools import cache
from pathlib import Path

import rdflib

from harvester.resources import packaged

ONTOLOGY = packaged("ontology")
VOCABULARIES = sorted(ONTOLOGY.glob("vocabularies/*.ttl"))
FILES = [ONTOLOGY / "lithoscope.ttl", ONTOLOGY / "shapes.ttl", *VOCABULARIES]
OURS = "https://w3id.org/lithoscope/"


@cache
def graph(path: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(path)


def addresses(path: Path) -> set[str]:
    """Every IRI that the file uses, in whatever place."""
    return {str(term) for triple in graph(path) for term in triple if is_iri(term)}


def is_iri(term: object) -> bool:
    return isinstance(term, rdflib.URIRef)
