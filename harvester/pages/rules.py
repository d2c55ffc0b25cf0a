"""The shapes of `ontology/shapes.ttl` as sentences: what a record must, should and may say."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from rdflib import RDF, SH, URIRef
from rdflib.graph import Graph
from rdflib.term import Node

from harvester.iris import NAMESPACE
from harvester.pages.constraints import sentence
from harvester.resources import packaged

SHAPE = f"{NAMESPACE}shape/"
SEVERITIES = {SH.Violation: "must", SH.Warning: "should", SH.Info: "may"}


@dataclass(frozen=True)
class Rule:
    """One property shape: `paths` any of which may be meant, the `classes` of what they lead to.

    `scheme` is the name of the vocabulary that the values are from, or ''.
    """

    iri: str
    paths: tuple[str, ...]
    sentence: str
    severity: str
    message: str
    classes: tuple[str, ...]
    scheme: str

    @property
    def name(self) -> str:
        return self.iri.removeprefix(SHAPE)


@dataclass(frozen=True)
class Shape:
    """One node shape: for all things of the class `target`, or that have this property."""

    iri: str
    target: str
    by_class: bool
    rules: tuple[Rule, ...]

    @property
    def name(self) -> str:
        return self.iri.removeprefix(SHAPE)

    @property
    def size(self) -> int:
        return len(self.rules)


@cache
def shapes() -> tuple[Shape, ...]:
    """All of them, in the order of the file."""
    graph = Graph().parse(packaged("ontology") / "shapes.ttl")
    return tuple(_shape(graph, each) for each in graph.subjects(RDF.type, SH.NodeShape))


def using(iri: str) -> Iterator[Shape | Rule]:
    """Shapes for the things of a class, and rules that name the class or property."""
    for shape in shapes():
        if shape.target == iri:
            yield shape
        yield from (rule for rule in shape.rules if iri in (*rule.paths, *rule.classes))


def _shape(graph: Graph, shape: Node) -> Shape:
    target = graph.value(shape, SH.targetClass)
    return Shape(
        iri=str(shape),
        target=str(target or graph.value(shape, SH.targetSubjectsOf)),
        by_class=target is not None,
        rules=tuple(_rule(graph, each) for each in graph.objects(shape, SH.property)),
    )


def _rule(graph: Graph, rule: Node) -> Rule:
    return Rule(
        iri=str(rule),
        paths=tuple(_paths(graph, rule)),
        sentence=sentence(graph, rule),
        severity=SEVERITIES[URIRef(str(graph.value(rule, SH.severity)))],
        message=str(graph.value(rule, SH.message)),
        classes=tuple(_classes(graph, rule)),
        scheme=_scheme(str(graph.value(rule, SH.pattern) or "")),
    )


def _paths(graph: Graph, rule: Node) -> Iterator[str]:
    path = graph.value(rule, SH.path)
    choice = graph.value(path, SH.alternativePath)
    yield from (str(each) for each in (graph.items(choice) if choice else (path,)))


def _classes(graph: Graph, rule: Node) -> Iterator[str]:
    yield from (str(each) for each in graph.objects(rule, SH["class"]))
    for choice in graph.items(graph.value(rule, SH["or"]) or RDF.nil):
        yield from (str(each) for each in graph.objects(choice, SH["class"]))


def _scheme(pattern: str) -> str:
    """`technique`, where the pattern asks for an address below that of this scheme."""
    start, _, rest = pattern.replace("\\", "").removeprefix("^").partition(NAMESPACE)
    return rest.partition("/")[0] if not start else ""
