"""Which techniques a record names, and which of them made the data that it offers."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from harvester.clean.phrases import Passage, PhraseFinder
from harvester.clean.techniques.acronyms import redefined
from harvester.clean.techniques.compounds import without_hosts
from harvester.clean.techniques.context import Deciding, RecordNames, meanings
from harvester.clean.techniques.named import Meaning, Named, named
from harvester.clean.techniques.usage import holds_no_data, why_not_used
from harvester.model import Confidence
from harvester.ontology import Scheme, scheme


class TechniqueMention(NamedTuple):
    """A technique that a record names; `used`: it made data that the record offers.

    `rule` says how it was read; of a technique that was not used, why not.
    """

    slug: str
    verbatim: str
    path: str
    used: bool
    confidence: Confidence
    rule: str


class TechniqueReader:
    """Finds techniques by the labels of the technique scheme."""

    def __init__(self, techniques: Scheme | None = None) -> None:
        self.scheme = techniques or scheme("technique")
        self._finder = PhraseFinder(meanings(self.scheme))
        self._deciding = Deciding(self.scheme)
        self._gives_way = {
            each.slug: {iri.rsplit("/", 1)[1] for iri in each.properties.get("givesWayTo", ())}
            for each in self.scheme
        }

    def read(self, passages: Sequence[Passage]) -> list[TechniqueMention]:
        """Each technique once, by its strongest mention, in the order of the record."""
        names = self._without_redefined(list(named(passages, self._finder)))
        if not names:
            return []
        record = RecordNames(names, passages, self._deciding)
        meant = [(name, slug) for name in names for slug in self._deciding.slugs(name, record)]
        mentions: dict[str, list[Named]] = {}
        for name, slug in without_hosts(meant, self.scheme):
            mentions.setdefault(slug, []).append(name)
        if holds_no_data(passages):
            return [_mention(slug, them[0], "no data") for slug, them in mentions.items()]
        return self._most_specific([_strongest(slug, them) for slug, them in mentions.items()])

    def _without_redefined(self, names: list[Named]) -> list[Named]:
        """Leave out acronyms that the record uses for something else."""
        other = {name.words for name in names if redefined(name, self._own_names(name))}
        return [name for name in names if name.words not in other] if other else names

    def _most_specific(self, mentions: list[TechniqueMention]) -> list[TechniqueMention]:
        """Without those that say less than another that was used (bare `EDS` beside `SEM-EDS`)."""
        used = {mention.slug for mention in mentions if mention.used}
        return [each for each in mentions if self._gives_way[each.slug].isdisjoint(used)]

    def _own_names(self, name: Named) -> Iterator[str]:
        for meaning in name.meanings:
            if meaning.slug in self.scheme:
                yield from self.scheme.concept(meaning.slug).names()


CONTRADICTS = {"negated", "not yet done", "simulated"}
"""What running text may say against a keyword."""


def _strongest(slug: str, names: Sequence[Named]) -> TechniqueMention:
    """Used before not used, stated before found, then the first."""
    stated = [name for name in names if _stated(name)]
    told = [name for name in names if not _stated(name)]
    if stated and not _denied(told):
        told = [*stated, *told]
    for name in told:
        if why_not_used(name) is None:
            return _mention(slug, name, None)
    return _mention(slug, told[0], why_not_used(told[0]))


def _denied(told: Sequence[Named]) -> bool:
    """Whether all running text says no, so that a keyword stands for what was only meant."""
    return bool(told) and all(why_not_used(name) in CONTRADICTS for name in told)


def _stated(name: Named) -> bool:
    return name.reading.passage.role in {"subject", "method", "format"}


def _mention(slug: str, name: Named, reason: str | None) -> TechniqueMention:
    return TechniqueMention(
        slug=slug,
        verbatim=name.words,
        path=name.reading.passage.path,
        used=reason is None,
        confidence="stated" if _stated(name) else "found",
        rule=reason or ("label" if Meaning(slug) in name.meanings else "context"),
    )
