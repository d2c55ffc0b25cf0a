"""Samples that a record names in running text, with what they are parts of."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from harvester.clean.phrases import Joined, Passage
from harvester.clean.samples import catalogue
from harvester.clean.samples.about import About
from harvester.clean.samples.catalogue import Catalogued
from harvester.clean.samples.labels import DIGITS, Labelled, Labels
from harvester.clean.samples.meteorites import MeteoriteNames
from harvester.model import Confidence, Identifier, Sample, Term
from harvester.ontology import Concept

BESIDE = re.compile(r"[\s,(:]{0,3}(?:[^\W\d]+[\s,(:]{1,2}){0,4}")
"""What may stand between a meteorite and a museum's number of a piece of it."""

OF = re.compile(r" (?:of|from|von|aus|de)(?: (?:the|den?|der|dem|des|la|l'))?(?: [\w-]+){0,3} ")


class Cue(NamedTuple):
    """Where a name stands, or letters of a kind of numbers."""

    meaning: str | Concept
    start: int
    end: int


class SampleReader:
    """Finds sample numbers, meteorites and laboratories' labels; a split brings its parent."""

    def __init__(self) -> None:
        self._labels = Labels()
        self._meteorites = MeteoriteNames()
        cues = [(word, kind) for kind, words in catalogue.CUES.items() for word in words]
        cues += [(short, "abbreviation") for short in self._meteorites.abbreviations]
        names = list(self._meteorites.names())
        self._meanings: list[str | Concept] = [kind for _, kind in cues] + [
            each for _, each in names
        ]
        self._cues = AhoCorasick([word for word, _ in (*cues, *names)])

    def read(self, passages: Sequence[Passage]) -> list[Sample]:
        """Each sample once, as first named.

        `key` and `parent` are `scheme:value` of an identifier, or `name:` and the name in small
        letters. A number or name is `stated` in a keyword, else `found`; a label is `guessed`.
        """
        about = About(passages)
        found: dict[str, Sample] = {}
        for passage, cues in zip(passages, self._cues_of(passages), strict=True):
            if not cues and not DIGITS.search(passage.text):
                continue  # most keywords: every number and label holds a digit
            for sample in self._samples(passage, cues, about):
                known = found.setdefault(sample.key, sample)
                if sample.parent and not known.parent:
                    found[sample.key] = known.model_copy(update={"parent": sample.parent})
        return list(_without_echoes(found).values())

    def _cues_of(self, passages: Sequence[Passage]) -> list[list[Cue]]:
        """What each passage holds of names, and of letters that stand in numbers."""
        joined = Joined([passage.text for passage in passages])
        cues: list[list[Cue]] = [[] for _ in passages]
        for meaning, start, end in self._cues.find_matches_as_indexes(
            joined.text, overlapping=True
        ):
            order, begin = joined.place(start)
            cues[order].append(Cue(self._meanings[meaning], start - begin, end - begin))
        return cues

    def _samples(self, passage: Passage, cues: Sequence[Cue], about: About) -> Iterator[Sample]:
        text = passage.text
        things = _apart(self._catalogued(text, cues, about))
        taken = [(thing.start, thing.end) for thing in things]
        for index, thing in enumerate(things):
            kind = self._labels.kind_before(text, thing.start)
            yield from _with_parents(passage, thing, kind, _beside(text, things[:index], thing))
            label = self._labels.part(text, thing.end)
            if label and not any(start < label.end <= end for start, end in taken):
                yield _part(passage, thing, label)
                taken.append((thing.start, label.end))
        for label in self._labels.find(text):
            if not any(start < label.end and label.start < end for start, end in taken):
                yield _labelled(passage, label, _of(text, label.end, things))

    def _catalogued(self, text: str, cues: Iterable[Cue], about: About) -> Iterator[Catalogued]:
        kinds: set[str] = set()
        for meaning, start, end in cues:
            if isinstance(meaning, str):
                kinds.add(meaning)
            else:
                yield from self._meteorites.named(text, start, end, meaning, about)
        if kinds:
            yield from self._numbered(text, kinds, about)
        if about.moon:
            yield from catalogue.lunar_numbers(text)
        if about.ryugu:
            yield from catalogue.ryugu(text)

    def _numbered(self, text: str, kinds: set[str], about: About) -> Iterator[Catalogued]:
        if "igsn" in kinds:
            yield from catalogue.igsns(text)
        if "museum" in kinds:
            yield from catalogue.museum_numbers(text)
        if "mission" in kinds:
            yield from catalogue.mission_numbers(text)
        if "abbreviation" in kinds:
            yield from self._meteorites.abbreviated(text, about)


def _without_echoes(found: Mapping[str, Sample]) -> Mapping[str, Sample]:
    """Leave out a bare label where the record also says what it is a part of (`slice A-12`)."""
    if len(found) < 2:
        return found
    named = [sample.name.casefold() for sample in found.values() if sample.name]

    def echo(sample: Sample) -> bool:
        if sample.rule != "text/label" or sample.parent or not sample.name:
            return False
        return any(name.endswith(f" {sample.name.casefold()}") for name in named)

    return {key: sample for key, sample in found.items() if not echo(sample)}


def _apart(things: Iterable[Catalogued]) -> list[Catalogued]:
    """From left to right, the longest where several overlap."""
    kept: list[Catalogued] = []
    for thing in sorted(things, key=lambda each: (each.start, -each.end)):
        if not kept or thing.start >= kept[-1].end:
            kept.append(thing)
    return kept


def _beside(text: str, before: Sequence[Catalogued], thing: Catalogued) -> Catalogued | None:
    """The meteorite that is named just before a museum's number."""
    if thing.scheme != "museum" or not before or before[-1].scheme != "meteorite":
        return None
    near = BESIDE.fullmatch(text, before[-1].end, thing.start)
    return before[-1] if near else None


def _with_parents(
    passage: Passage, thing: Catalogued, kind: str | None, whole: Catalogued | None
) -> Iterator[Sample]:
    """The thing, what it is a split of, and what stone that is a piece of."""
    parent = thing.parent or whole
    yield _catalogued(passage, thing, thing.type or kind, parent.key if parent else None)
    if thing.parent:
        yield _catalogued(passage, thing.parent, thing.parent.type, whole.key if whole else None)


def _catalogued(
    passage: Passage, thing: Catalogued, kind: str | None, parent: str | None
) -> Sample:
    identifier = Identifier(
        scheme=thing.scheme, value=thing.value, iri=thing.iri, rule=f"text/{thing.scheme}"
    )
    return Sample(
        key=thing.key,
        name=thing.name,
        identifiers=(identifier,),
        type=_type(kind),
        parent=parent,
        verbatim=passage.text[thing.start : thing.end],
        path=passage.path,
        rule=f"text/{thing.scheme}",
        confidence="stated" if passage.role == "subject" else "found",
    )


def _part(passage: Passage, whole: Catalogued, label: Labelled) -> Sample:
    words = passage.text[whole.start : label.end]
    name = f"{whole.name} {label.word} {label.label}"
    return _named(passage, words, name, label, whole.key)


def _labelled(passage: Passage, label: Labelled, whole: Catalogued | None) -> Sample:
    return _named(passage, label.label, label.label, label, whole.key if whole else None)


def _of(text: str, end: int, things: Sequence[Catalogued]) -> Catalogued | None:
    """What the label that ends there is a part of: `chip M-c of Murchison`."""
    return next((each for each in things if OF.fullmatch(text, end, each.start)), None)


def _named(passage: Passage, words: str, name: str, label: Labelled, parent: str | None) -> Sample:
    name = " ".join(name.split())
    guess: Confidence = "guessed"
    return Sample(
        key=f"name:{name.casefold()}",
        name=name,
        type=_type(label.kind),
        parent=parent,
        verbatim=words,
        path=passage.path,
        rule="text/label",
        confidence=guess,
    )


@lru_cache(256)
def _type(slug: str | None) -> Term | None:
    return Term(scheme="sample-type", slug=slug, confidence="found") if slug else None
