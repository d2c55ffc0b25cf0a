"""The concept schemes of `ontology/vocabularies/*.ttl`, as Python reads them.

The files are the only list of terms: labels, definitions, hierarchy and matches come from there.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, cached_property
from pathlib import Path

from harvester import skos
from harvester.errors import ConfigError, UsageError
from harvester.iris import NAMESPACE
from harvester.resources import packaged
from harvester.skos import AmbiguousLabel, Concept

__all__ = ["AmbiguousLabel", "Concept", "Scheme", "load_scheme", "plain", "scheme"]

SAME = {"exactMatch", "closeMatch", "narrowMatch"}
"""Matches by which a foreign term means one of our concepts, or something narrower."""

VERSION = re.compile(r"/\d+\.\d+(?=/)")
"""The version that some vocabularies have inside their IRIs."""
FORMER = re.compile(r"(?<=/isample/vocabulary/)(?:specimentype|sampleobjecttype)(?=/)")
"""What the object types of iSamples were called."""
MINDAT = re.compile(r"^(?:etma:|//w3id\.org/geochem/etmaterial/|//www\.mindat\.org/)1:1:(\d+):\d$")
"""Mindat's long number, alone or as the vocabulary of extraterrestrial materials has it."""


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

    def matching(self, iri: str) -> Concept | None:
        """Our concept for a term of another vocabulary, of whatever version; ours for our own."""
        slug = self._foreign.get(plain(iri))
        return self.concepts[slug] if slug else None

    def ancestors(self, slug: str) -> frozenset[str]:
        """All broader concepts, without the concept itself."""
        return self._ancestors[slug]

    def groups(self, slugs: Iterable[str]) -> tuple[str, ...]:
        """The concepts and all that are broader, sorted: what a search for any of them finds."""
        named = set(slugs)
        return tuple(sorted(named.union(*[self._ancestors[slug] for slug in named])))

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
    def _foreign(self) -> dict[str, str]:
        """Slugs by IRI; an exact match wins over a close one, that over a narrower term."""
        found = {plain(concept.iri): concept.slug for concept in self}
        for kind in sorted(SAME, key=skos.MATCHES.index):
            for concept in self:
                for iri in (iri for match, iri in concept.matches if match == kind):
                    found.setdefault(plain(iri), concept.slug)
        return found

    @cached_property
    def _ancestors(self) -> dict[str, frozenset[str]]:
        return {slug: frozenset(self._climb(slug)) for slug in self.concepts}

    def _climb(self, slug: str) -> Iterator[str]:
        for broader in self.concepts[slug].broader:
            yield broader
            yield from self._climb(broader)


def plain(iri: str) -> str:
    """An IRI for comparison: without http or https, version, former names, and a last slash."""
    path = VERSION.sub("", iri.strip().removeprefix("https:").removeprefix("http:")).rstrip("/")
    path = FORMER.sub("materialsampleobjecttype", path)
    return MINDAT.sub(r"//www.mindat.org/min-\1.html", path)


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
        graph = skos.read(path)
    except (SyntaxError, OSError) as fault:
        raise ConfigError(f"{path}: {fault}") from fault
    iri = NAMESPACE + path.stem
    if iri not in graph:
        raise ConfigError(f"{path}: it does not describe the concept scheme <{iri}>.")
    title = skos.first(graph[iri], "title") or skos.first(graph[iri], "prefLabel")
    return Scheme(path.stem, iri, title, {each.slug: each for each in skos.concepts(graph)})
