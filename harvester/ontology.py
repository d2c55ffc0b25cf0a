"""The concept schemes of `ontology/vocabularies/*.ttl` (SKOS), as Python reads them.

The files are the only list of terms: labels, definitions, hierarchy and matches come from there.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache, cached_property
from pathlib import Path

import pyoxigraph as ox

from harvester.errors import ConfigError, UsageError
from harvester.iris import NAMESPACE
from harvester.resources import packaged

SKOS = "http://www.w3.org/2004/02/skos/core#"
MATCHES = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")

Node = str | tuple[str, str]
"""An IRI or blank node, or a literal with its language ('' for none)."""
Properties = Mapping[str, list[Node]]


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

    `properties` are those of our own namespace by their local name: `platform`, `extension` …
    """

    slug: str
    iri: str
    labels: Mapping[str, str]
    alternative: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
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


@dataclass(frozen=True)
class Scheme:
    """A SKOS concept scheme, in the order of its file."""

    name: str
    iri: str
    title: str
    concepts: Mapping[str, Concept]

    def __contains__(self, slug: object) -> bool:
        return slug in self.concepts

    def __iter__(self) -> Iterator[Concept]:
        return iter(self.concepts.values())

    def concept(self, slug: str) -> Concept:
        return self.concepts[slug]

    def find(self, name: str) -> Concept:
        """The concept of that slug, or of that label in whatever case.

        Raises:
            UsageError: no concept has that name; the message offers the nearest.
        """
        slug = self._slugs.get(name.strip().casefold())
        if slug is None:
            near = ", ".join(get_close_matches(name.casefold(), self.concepts, cutoff=0.4))
            offer = f"; did you mean {near}?" if near else "."
            raise UsageError(f"{self.title} has no {name!r}{offer}")
        return self.concepts[slug]

    def ancestors(self, slug: str) -> frozenset[str]:
        """All broader concepts, without the concept itself."""
        return self._ancestors[slug]

    def groups(self, slugs: Iterable[str]) -> tuple[str, ...]:
        """The concepts and all that are broader, sorted: what a search for any of them finds."""
        return tuple(sorted({each for slug in slugs for each in (slug, *self.ancestors(slug))}))

    def narrower(self, slug: str) -> frozenset[str]:
        """All narrower concepts, without the concept itself."""
        return frozenset(each for each, above in self._ancestors.items() if slug in above)

    @cached_property
    def top(self) -> tuple[str, ...]:
        return tuple(concept.slug for concept in self if not concept.broader)

    @cached_property
    def _slugs(self) -> dict[str, str]:
        """Slugs by slug, name and other names, the earlier kind winning."""
        named = {name.casefold(): each.slug for each in self for name in each.names()}
        shown = {name.casefold(): each.slug for each in self for name in each.labels.values()}
        return named | shown | {slug: slug for slug in self.concepts}

    @cached_property
    def _ancestors(self) -> dict[str, frozenset[str]]:
        return {slug: frozenset(self._climb(slug)) for slug in self.concepts}

    def _climb(self, slug: str) -> Iterator[str]:
        for broader in self.concepts[slug].broader:
            yield broader
            yield from self._climb(broader)


@cache
def scheme(name: str) -> Scheme:
    """The packaged scheme of that name: `technique`, `material`, `format` …

    Raises:
        ConfigError: there is no such vocabulary, or its file cannot be read.
    """
    folder = packaged("ontology") / "vocabularies"
    path = folder / f"{name}.ttl"
    if not path.is_file():
        known = ", ".join(sorted(each.stem for each in folder.glob("*.ttl")))
        raise ConfigError(f"There is no vocabulary {name}; there are: {known}.")
    return load_scheme(path)


def load_scheme(path: Path) -> Scheme:
    """Read one Turtle file that holds one scheme named like it.

    Raises:
        ConfigError: it is no Turtle, or holds no concept scheme.
    """
    try:
        graph = _properties(path)
    except (SyntaxError, OSError) as fault:
        raise ConfigError(f"{path}: {fault}") from fault
    iri = NAMESPACE + path.stem
    if iri not in graph:
        raise ConfigError(f"{path}: it does not describe the concept scheme <{iri}>.")
    concepts = [
        _concept(node, about, graph)
        for node, about in graph.items()
        if f"{SKOS}Concept" in about.get("type", ())
    ]
    title = _first(graph[iri], "title") or _first(graph[iri], "prefLabel")
    return Scheme(path.stem, iri, title, {concept.slug: concept for concept in concepts})


def _properties(path: Path) -> dict[str, dict[str, list[Node]]]:
    """Subject, then local name of the property, then values, all in the order of the file."""
    graph: dict[str, dict[str, list[Node]]] = {}
    for triple in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
        about = graph.setdefault(_node_name(triple.subject), {})
        about.setdefault(_local(triple.predicate.value), []).append(_node(triple.object))
    return graph


def _node(term: object) -> Node:
    if isinstance(term, ox.Literal):
        return term.value, term.language or ""
    return _node_name(term)


def _node_name(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.BlankNode) else str(term)


def _local(iri: str) -> str:
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def _concept(iri: str, about: Properties, graph: Mapping[str, Properties]) -> Concept:
    return Concept(
        slug=_local(iri),
        iri=iri,
        labels={v[1] or "en": v[0] for v in about.get("prefLabel", ()) if isinstance(v, tuple)},
        alternative=_texts(about, "altLabel"),
        hidden=_texts(about, "hiddenLabel"),
        definition=_first(about, "definition"),
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


STANDARD = {*MATCHES, "type", "notation", "prefLabel", "altLabel", "hiddenLabel", "definition"}
STANDARD |= {"broader", "related", "inScheme", "topConceptOf", "ambiguousLabel"}


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


def _first(about: Properties, name: str) -> str:
    return next(iter(_texts(about, name)), "")
