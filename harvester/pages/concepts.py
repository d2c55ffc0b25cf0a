"""What the page of one concept tells beyond what the scheme says itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from harvester import skos
from harvester.ontology import Concept, Scheme, load_scheme
from harvester.pages import foreign, terms
from harvester.pages.terms import Term
from harvester.resources import packaged

LANGUAGES = {"en": "English", "de": "German", "fr": "French", "es": "Spanish"}
OF_THE_MATCHER = {"notLabel", "excludedBy", "givesWayTo"}
"""Properties that say how a concept is found in text: told in words of their own."""

MATCHES = {
    "exactMatch": "the same",
    "closeMatch": "nearly the same",
    "broadMatch": "broader there",
    "narrowMatch": "narrower there",
    "relatedMatch": "related",
}


@dataclass(frozen=True)
class Names:
    """Of one language; `tag` is '' for names that are the same in all (`FE-SEM`)."""

    tag: str
    language: str
    preferred: str
    others: tuple[str, ...]


@dataclass(frozen=True)
class Match:
    """`kind` is the property of SKOS, `words` what it says of the foreign term."""

    kind: str
    words: str
    iri: str
    label: str


@dataclass(frozen=True)
class Described:
    """A scheme as its pages tell it, and the concepts below each one."""

    scheme: Scheme
    properties: Mapping[str, skos.Properties]
    children: Mapping[str, tuple[str, ...]]

    @property
    def name(self) -> str:
        return self.scheme.name

    @property
    def title(self) -> str:
        return self.scheme.title

    @property
    def summary(self) -> str:
        return skos.first(self.properties[self.scheme.iri], "description")

    @property
    def version(self) -> str:
        return skos.first(self.properties[self.scheme.iri], "versionInfo")

    @property
    def groups(self) -> tuple[str, ...]:
        """Slugs of an ordered collection, as the six groups of techniques; else none."""
        for about in self.properties.values():
            if f"{skos.SKOS}OrderedCollection" in about.get("type", ()):
                return tuple(self._members(str(about["memberList"][0])))
        return ()

    @property
    def has_mappings(self) -> bool:
        return any(path.name.startswith(f"{self.name}.") for path in foreign.tables())

    def names(self, concept: Concept) -> Iterator[Names]:
        """By language, in the order of the file."""
        about = self.properties[concept.iri]
        shown = {"en": list[str](), **{tag: [] for tag in concept.labels}}
        for value in about.get("altLabel", ()):
            shown.setdefault(value[1], []).append(value[0])
        for tag, others in shown.items():
            preferred = concept.labels.get(tag, "")
            if preferred or others:
                yield Names(tag, LANGUAGES.get(tag, tag or "any"), preferred, tuple(others))

    def facts(self, concept: Concept) -> Iterator[tuple[Term, tuple[str, ...]]]:
        """Our own annotations of the concept, each with the property that says it."""
        for name, values in concept.properties.items():
            term = terms.ontology().term(name)
            if term and name not in OF_THE_MATCHER:
                yield term, values

    def matches(self, concept: Concept) -> Iterator[Match]:
        for kind, iri in concept.matches:
            yield Match(kind, MATCHES[kind], iri, foreign.labels().get(iri, ""))

    def slugs(self, iris: tuple[str, ...]) -> list[str]:
        """Those of its concepts that an annotation names by their addresses."""
        return [iri.rpartition("/")[2] for iri in iris]

    def path(self, concept: Concept) -> tuple[Concept, ...]:
        """From a top concept down to this one, by the first broader concept of each."""
        above = [concept]
        while above[0].broader:
            above.insert(0, self.scheme.concept(above[0].broader[0]))
        return tuple(above[:-1])

    def _members(self, head: str) -> Iterator[str]:
        while head in self.properties:
            about = self.properties[head]
            yield str(about["first"][0]).rpartition("/")[2]
            head = str(about["rest"][0])


def described(path: Path) -> Described:
    """What a Turtle file with one scheme holds."""
    scheme = load_scheme(path)
    children: dict[str, list[str]] = {slug: [] for slug in scheme.concepts}
    for concept in scheme:
        for broader in concept.broader:
            children[broader].append(concept.slug)
    below = {slug: tuple(each) for slug, each in children.items()}
    return Described(scheme, skos.read(path), below)


def vocabularies() -> list[Path]:
    """The files of all schemes, techniques first."""
    files = packaged("ontology").glob("vocabularies/*.ttl")
    return sorted(files, key=lambda path: (path.stem != "technique", path.stem))
