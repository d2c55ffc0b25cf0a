"""Names that may be meant while they are typed: of concepts, samples, identifiers and titles."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tantivy import Query, Schema, Searcher

from harvester.index import Document, Suggestion
from harvester.index.beginnings import offered
from harvester.index.filtering import term_set
from harvester.index.grammar import MAX_LENGTH
from harvester.index.ranking import by_iri
from harvester.index.schema import restored
from harvester.index.synonyms import Meaning, Synonyms
from harvester.index.words import key, keys, words

LOOKED_AT = 5
"""Times as many records' titles and samples are looked at as suggestions are wanted."""
MARGIN = 5
"""So many more than are wanted are counted: what was removed of late may be among them."""


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
        found = [
            *self._concepts(typed, limit),
            *self._names(typed, limit),
            *self._titles(typed, limit),
        ]
        there = [each for each in found if each.count]
        return sorted(there, key=lambda each: (-each.count, each.text, each.field))[:limit]

    def _concepts(self, typed: str, limit: int) -> Iterator[Suggestion]:
        begun = sorted(self.synonyms.beginning(typed), key=self._about, reverse=True)
        for meaning in begun[: limit + MARGIN]:
            count = self._count(meaning.field, meaning.value)
            yield Suggestion(meaning.label, meaning.field, meaning.value, count)

    def _about(self, meaning: Meaning) -> int:
        """Told at once, but with what was removed of late."""
        return self.searcher.doc_freq(meaning.field, meaning.value)

    def _names(self, typed: str, limit: int) -> Iterator[Suggestion]:
        begun = keys(typed)
        documents = [*self._keyed(begun, limit), *self._found("names", typed, limit)]
        fitting = (pair for document in documents for pair in _fitting(document, begun))
        for field, name in dict.fromkeys(fitting):
            sought = ("keys", key(name)) if field == "identifiers" else (field, name)
            yield Suggestion(name, field, name, self._count(*sought))

    def _keyed(self, begun: Sequence[str], limit: int) -> Iterator[Document]:
        """One record for each of the commonest names that begin so."""
        for beginning in begun:
            named = self.searcher.terms_with_prefix("keys", beginning, limit=limit + MARGIN)
            for name, _ in named:
                yield from self._documents(term_set(self.schema, "keys", [name]), 1)

    def _titles(self, typed: str, limit: int) -> Iterator[Suggestion]:
        titles = Counter(document["title"] for document in self._found("title", typed, limit))
        for title, count in titles.items():
            yield Suggestion(title, "title", title, count)

    def _found(self, field: str, typed: str, limit: int) -> Iterator[Document]:
        """Records with these words one after the other, of the last the beginning."""
        begun = words(typed)
        if begun:
            query = Query.phrase_prefix_query(self.schema, field, [*begun])
            yield from self._documents(query, LOOKED_AT * limit)

    def _documents(self, query: Query, limit: int) -> Iterator[Document]:
        for _, at in by_iri(self.searcher, query, limit, 0):
            yield restored(self.searcher.doc(at))

    def _count(self, field: str, value: str) -> int:
        query = term_set(self.schema, field, [value])
        count: int = self.searcher.search(query, 1).count  # type: ignore[attr-defined]
        return count


def _fitting(document: Document, begun: tuple[str, ...]) -> list[tuple[str, str]]:
    """Fields and names of a record that begin so."""
    return [
        (field, name)
        for field, name, each in offered(document)
        if any(beginning.startswith(begun) for beginning in each)
    ]
