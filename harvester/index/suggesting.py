"""Names that may be meant while they are typed: of concepts, samples, identifiers and titles."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tantivy import Query, Schema, Searcher

from harvester.index import Suggestion, beginnings
from harvester.index.filtering import term_set
from harvester.index.grammar import MAX_LENGTH
from harvester.index.ranking import best
from harvester.index.schema import restored
from harvester.index.synonyms import Synonyms
from harvester.index.words import key, keys, words

TITLES = 50
"""Records whose titles are looked at."""


@dataclass(frozen=True, slots=True)
class Suggester:
    """Suggests from one commit of an index."""

    searcher: Searcher
    schema: Schema
    synonyms: Synonyms

    def suggestions(self, typed: str, limit: int) -> list[Suggestion]:
        """The commonest first, then by text."""
        typed = typed[:MAX_LENGTH]
        if not key(typed) or limit <= 0:
            return []
        found = [*self._concepts(typed), *self._names(typed, limit), *self._titles(typed)]
        return sorted(found, key=lambda each: (-each.count, each.text, each.field))[:limit]

    def _concepts(self, typed: str) -> Iterator[Suggestion]:
        for meaning in self.synonyms.beginning(typed):
            query = term_set(self.schema, meaning.field, [meaning.value])
            count: int = self.searcher.search(query, 1).count  # type: ignore[attr-defined]
            if count:
                yield Suggestion(meaning.label, meaning.field, meaning.value, count)

    def _names(self, typed: str, limit: int) -> Iterator[Suggestion]:
        """Samples and identifiers, each once though several of its words may begin so."""
        told = set[tuple[str, str]]()
        there = Query.exists_query("iri")
        most = limit * beginnings.MOST
        for begun in keys(typed):
            for term, count in self.searcher.terms_with_prefix("beginnings", begun, there, most):
                field, name = beginnings.read(term)
                if (field, name) not in told:
                    told.add((field, name))
                    yield Suggestion(name, field, name, count)

    def _titles(self, typed: str) -> Iterator[Suggestion]:
        begun = words(typed)
        if not begun:
            return
        query = Query.phrase_prefix_query(self.schema, "title", [*begun])
        hits = best(self.searcher, query, TITLES, 0)
        titles = Counter(restored(self.searcher.doc(at))["title"] for _, at in hits)
        for title, count in titles.items():
            yield Suggestion(title, "title", title, count)
