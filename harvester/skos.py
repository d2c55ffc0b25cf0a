"""Concepts as a Turtle file in SKOS describes them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

SKOS = "http://www.w3.org/2004/02/skos/core#"
MATCHES = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")

STANDARD = {*MATCHES, "type", "notation", "prefLabel", "altLabel", "hiddenLabel", "definition"}
STANDARD |= {"broader", "related", "inScheme", "topConceptOf", "ambiguousLabel"}

Node = str | tuple[str, str]
"""An IRI or blank node, or a literal with its language ('' for none)."""
Properties = Mapping[str, list[Node]]
"""Values by the local name of the property, in the order of the file."""


@dataclass(frozen=True, slots=True)
class AmbiguousLabel:
    """Labels that mean the concept only beside one of `words` or of the concepts `beside`.

    `labels_of` are slugs of cross-cutting parents that lend all their labels; beside one of the
    words `unless` the labels mean nothing.
    """

    labels: tuple[str, ...]
    labels_of: tuple[str, ...]
    words: tuple[str, ...]
    beside: tuple[str, ...]
    unless: tuple[str, ...] = ()


@dataclass(frozen=True)
class Concept:
    """One concept; `broader` and `related` are slugs of the same scheme.

    `codes` are its notations beside the slug, as the classes of the Meteoritical Bulletin;
    `properties` are those of our own namespace by their local name: `platform`, `extension` …
    """

    slug: str
    iri: str
    labels: Mapping[str, str]
    alternative: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    definition: str = ""
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    matches: tuple[tuple[str, str], ...] = ()
    ambiguous: tuple[AmbiguousLabel, ...] = ()
    properties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def label(self, language: str = "en") -> str:
        """The name in a language, else in English, else any."""
        found = self.labels.get(language) or self.labels.get("en")
        return found or next(iter(self.labels.values()), self.slug)

    def names(self) -> Iterator[str]:
        """Every label that means this concept wherever it stands."""
        yield from dict.fromkeys((*self.labels.values(), *self.alternative, *self.hidden))


def read(path: Path) -> dict[str, Properties]:
    """What the file says of each subject, in the order of the file.

    Raises:
        SyntaxError: it is no Turtle.
        OSError: it cannot be read.
    """
    graph: dict[str, dict[str, list[Node]]] = {}
    for triple in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
        about = graph.setdefault(_name(triple.subject), {})
        about.setdefault(_local(triple.predicate.value), []).append(_node(triple.object))
    return dict(graph)


def concepts(graph: Mapping[str, Properties]) -> list[Concept]:
    """All concepts that the file describes, in its order."""
    kind = f"{SKOS}Concept"
    described = ((iri, about) for iri, about in graph.items() if kind in about.get("type", ()))
    return [_concept(iri, about, graph) for iri, about in described]


def first(about: Properties, name: str) -> str:
    """The first text of a property, or ''."""
    return next(iter(_texts(about, name)), "")


def _concept(iri: str, about: Properties, graph: Mapping[str, Properties]) -> Concept:
    return Concept(
        slug=_local(iri),
        iri=iri,
        labels={v[1] or "en": v[0] for v in about.get("prefLabel", ()) if isinstance(v, tuple)},
        alternative=_texts(about, "altLabel"),
        hidden=_texts(about, "hiddenLabel"),
        codes=tuple(code for code in _texts(about, "notation") if code != _local(iri)),
        definition=first(about, "definition"),
        broader=_slugs(about, "broader"),
        related=_slugs(about, "related"),
        matches=tuple((kind, iri) for kind in MATCHES for iri in _iris(about, kind)),
        ambiguous=tuple(_ambiguous(graph[node]) for node in _iris(about, "ambiguousLabel")),
        properties=_own(about),
    )


def _ambiguous(about: Properties) -> AmbiguousLabel:
    return AmbiguousLabel(
        labels=_texts(about, "hiddenLabel"),
        labels_of=_slugs(about, "labelsOf"),
        words=_texts(about, "decidedBy"),
        beside=_slugs(about, "decidedBy"),
        unless=_texts(about, "excludedBy"),
    )


def _own(about: Properties) -> dict[str, tuple[str, ...]]:
    return {
        name: tuple(value if isinstance(value, str) else value[0] for value in values)
        for name, values in about.items()
        if name not in STANDARD
    }


def _texts(about: Properties, name: str) -> tuple[str, ...]:
    return tuple(value[0] for value in about.get(name, ()) if isinstance(value, tuple))


def _iris(about: Properties, name: str) -> tuple[str, ...]:
    return tuple(value for value in about.get(name, ()) if isinstance(value, str))


def _slugs(about: Properties, name: str) -> tuple[str, ...]:
    return tuple(_local(iri) for iri in _iris(about, name))


def _node(term: object) -> Node:
    if isinstance(term, ox.Literal):
        return term.value, term.language or ""
    return _name(term)


def _name(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.BlankNode) else str(term)


def _local(iri: str) -> str:
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
