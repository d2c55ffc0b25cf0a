"""Decide what a label means from what else the record says.

Everything that decides is data of the technique scheme: `lith:ambiguousLabel` with the words or
techniques that must be near, `lith:excludedBy` with those that must not, and `lith:notLabel` with
longer phrases that mean something else.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

from harvester.clean.phrases import Passage, PhraseFinder
from harvester.clean.techniques.named import Meaning, Named
from harvester.ontology import AmbiguousLabel, Concept, Scheme

APART = re.compile(r"[,;.]|\b(?:and|or|und|et|y)\b")
"""Between two names: they are items of a list, so one does not say where the other was done."""

NEAR = 60
"""Characters within which one name can belong to another."""

ALONE = {"title", "subject", "format"}
"""Where a name stands without a sentence, so that the whole record is its context."""

NOTHING = ""
"""The slug of a phrase that only hides the labels in it."""


def meanings(scheme: Scheme) -> Iterator[tuple[str, Meaning]]:
    """Every label of the scheme with what it means, conditionally or not."""
    for concept in scheme:
        yield from ((name, Meaning(concept.slug)) for name in concept.names())
        yield from ((phrase, Meaning(NOTHING)) for phrase in concept.properties.get("notLabel", ()))
        for condition in concept.ambiguous:
            lent = (name for slug in condition.labels_of for name in scheme.concept(slug).names())
            for label in (*condition.labels, *lent):
                yield label, Meaning(concept.slug, condition)


class Deciding:
    """The words that decide between meanings, for all conditions of a scheme at once."""

    def __init__(self, scheme: Scheme) -> None:
        self._scheme = scheme
        self._excluding = {
            each.slug: each.properties["excludedBy"]
            for each in scheme
            if "excludedBy" in each.properties
        }
        words = {word for concept in scheme for word in _deciding_words(concept)}
        finder = PhraseFinder((word, word) for word in sorted(words))
        self.words_of = lru_cache(maxsize=64)(finder.all)
        self.beside = lru_cache(maxsize=256)(self._beside)

    def slugs(self, name: Named, record: "RecordNames") -> list[str]:
        """What a name means in its record; nothing if nothing decides.

        One label may name two techniques (`optical and scanning electron microscopy`).
        """
        if len(name.meanings) == 1 and self._certain(name.meanings[0]):
            return [meaning.slug for meaning in name.meanings if meaning.slug]
        open_ = [each for each in name.meanings if not self._excluded(each.slug, name, record)]
        if not any(meaning.condition for meaning in open_):
            return [meaning.slug for meaning in open_ if meaning.slug]
        said = self._said(name, record)
        decided = [each for each in open_ if self._decided(each, name, said, record)]
        wide = {slug for each in decided for slug in self._scheme.ancestors(each.slug)}
        decided = [each for each in decided if each.slug not in wide]
        if len(decided) > 1:
            decided = [each for each in decided if self._bound(each, name, said, record)]
        if len(decided) == 1:
            return [decided[0].slug]
        return [meaning.slug for meaning in open_ if not meaning.condition and meaning.slug]

    def without_record(self, name: Named) -> Iterator[Meaning]:
        """What a name means by itself or by the words of its own sentence."""
        said = self._in_sentence(name) if any(each.condition for each in name.meanings) else set()
        for meaning in name.meanings:
            condition = meaning.condition
            if not condition or not said.isdisjoint(condition.words):
                yield meaning

    def _certain(self, meaning: Meaning) -> bool:
        """Whether a meaning needs no context."""
        return not meaning.condition and meaning.slug not in self._excluding

    def _excluded(self, slug: str, name: Named, record: "RecordNames") -> bool:
        words = self._excluding.get(slug)
        if not words:
            return False
        alone = name.reading.passage.role in ALONE
        return not (record.said if alone else self._said(name, record)).isdisjoint(words)

    def _decided(
        self, meaning: Meaning, name: Named, said: set[str], record: "RecordNames"
    ) -> bool:
        if not meaning.condition or not said.isdisjoint(meaning.condition.unless):
            return False
        if not said.isdisjoint(meaning.condition.words):
            return True
        return any(record.others(name, self.beside(meaning.condition)))

    def _bound(self, meaning: Meaning, name: Named, said: set[str], record: "RecordNames") -> bool:
        """Whether a deciding technique belongs to the name: `TEM with EDS`, not `TEM, EDS`."""
        assert meaning.condition
        if not said.isdisjoint(meaning.condition.words):
            return True
        others = record.others(name, self.beside(meaning.condition))
        return any(_belongs(name, other) for other in others)

    def _beside(self, condition: AmbiguousLabel) -> frozenset[str]:
        narrower = (self._scheme.narrower(slug) for slug in condition.beside)
        return frozenset(condition.beside).union(*narrower)

    def _said(self, name: Named, record: "RecordNames") -> set[str]:
        """Deciding words in the sentence; for an acronym in a title or keyword, in the record.

        A keyword is too short to decide what it means (`microscopic analysis`).
        """
        role = name.reading.passage.role
        if name.words.isupper() and role in ALONE:
            return record.said
        return set() if role == "subject" else self._in_sentence(name)

    def _in_sentence(self, name: Named) -> set[str]:
        start, end = name.sentence
        words = self.words_of(name.text[start:end])
        begin, stop = name.start - start, name.end - start
        around = (said for first, end, said in words if end <= begin or first >= stop)
        return {word for said in around for word in said}


def _deciding_words(concept: Concept) -> Iterator[str]:
    yield from concept.properties.get("excludedBy", ())
    for condition in concept.ambiguous:
        yield from (*condition.words, *condition.unless)


def _belongs(name: Named, other: Named) -> bool:
    if name.reading.order != other.reading.order:
        return False
    between = name.text[min(name.end, other.end) : max(name.start, other.start)]
    return len(between) <= NEAR and not APART.search(between)


class RecordNames:
    """All names found in one record, and its passages."""

    def __init__(
        self, names: Sequence[Named], passages: Sequence[Passage], deciding: Deciding
    ) -> None:
        self._names = names
        self._passages = passages
        self._deciding = deciding

    def others(self, name: Named, slugs: frozenset[str]) -> Iterator[Named]:
        """Where any of the techniques is named in other words."""
        return (other for slug, other in self._certain if slug in slugs and other is not name)

    @cached_property
    def _certain(self) -> list[tuple[str, Named]]:
        """What each name means whatever the rest of the record says."""
        return [
            (meaning.slug, name)
            for name in self._names
            for meaning in self._deciding.without_record(name)
        ]

    @cached_property
    def said(self) -> set[str]:
        """Every deciding word of the record."""
        text = "|".join(passage.text for passage in self._passages)
        return {word for _, _, said in self._deciding.words_of(text) for word in said}
