"""What leads from which class to which: read from the shapes and the ontology."""

from collections.abc import Iterator
from dataclasses import dataclass

from harvester.iris import NAMESPACE
from harvester.pages.rules import Shape
from harvester.pages.terms import Ontology

AGENT = "http://www.w3.org/ns/prov#Agent"
OPEN = {
    ("Record", "http://xmlns.com/foaf/0.1/primaryTopic"): f"{NAMESPACE}Sample",
    ("Record", f"{NAMESPACE}describes"): f"{NAMESPACE}Dataset",
    ("Dataset", "http://purl.org/dc/terms/creator"): AGENT,
    ("Measurement", "http://www.w3.org/ns/prov#wasAssociatedWith"): AGENT,
    ("Link", "http://www.w3.org/ns/sosa/sampling/relatedSample"): f"{NAMESPACE}Sample",
}
"""Where a shape asks for an address and leaves the class open, as it may have several."""


@dataclass(frozen=True, slots=True)
class Relation:
    """All three are addresses; `target` is a class or, if `is_scheme`, a concept scheme."""

    source: str
    property: str
    target: str
    is_scheme: bool = False


def relations(ontology: Ontology, shapes: tuple[Shape, ...]) -> list[Relation]:
    """Each once, in the order of the files."""
    return list(dict.fromkeys((*_of_shapes(shapes), *_of_properties(ontology))))


def _of_shapes(shapes: tuple[Shape, ...]) -> Iterator[Relation]:
    for shape in (each for each in shapes if each.by_class):
        for rule in (each for each in shape.rules if len(each.paths) == 1):
            path = rule.paths[0]
            targets = list(rule.classes)
            if unsaid := OPEN.get((shape.target.removeprefix(NAMESPACE), path)):
                targets.append(unsaid)
            yield from (Relation(shape.target, path, target) for target in targets)
            if rule.scheme:
                yield Relation(shape.target, path, NAMESPACE + rule.scheme, is_scheme=True)


def _of_properties(ontology: Ontology) -> Iterator[Relation]:
    classes = {each.iri for each in ontology.classes}
    for term in ontology.terms:
        for source in term.domain:
            yield from (Relation(source, term.iri, each) for each in term.range if each in classes)
