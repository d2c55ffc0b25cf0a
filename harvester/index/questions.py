"""A search request as tantivy's query objects; its query language is never used."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tantivy import FieldType, Occur, Query, Schema

from harvester.index import SearchRequest
from harvester.index.grammar import Question, Sought
from harvester.index.schema import WORD_FIELDS
from harvester.index.synonyms import Span
from harvester.index.words import key, keys

CONCEPT = 3.0
"""What it is worth to be tagged with a concept that is sought, about that of a rare word."""
IDENTIFIER = 1_000.0
"""What it is worth to be named exactly like what was typed: more than any words."""
SHORTEST_CLOSE = 4
"""Letters from which on a word may differ by one."""


@dataclass(frozen=True, slots=True)
class Questions:
    """Makes queries for indexes of a schema."""

    schema: Schema

    def query(
        self,
        request: SearchRequest,
        asked: Question,
        spans: Sequence[Span],
        *,
        close: bool = False,
    ) -> Query:
        """Documents that have all words, none of those to be without, and pass every filter.

        Args:
            request: For its filters.
            asked: Its words, as they were read.
            spans: What these words mean together.
            close: Words that are not quoted may differ by one letter.
        """
        if request.words.strip() and not asked:
            return Query.empty_query()
        clauses = [(Occur.Must, _unscored(each)) for each in self._filters(request)]
        clauses += [(Occur.MustNot, self._words(each)) for each in asked.without]
        if asked.wanted:
            clauses.append((Occur.Must, self._wanted(asked, spans, close)))
        clauses.append((Occur.Must, _unscored(Query.exists_query("iri"))))
        return Query.boolean_query(clauses)

    def _wanted(self, asked: Question, spans: Sequence[Span], close: bool) -> Query:
        words = [(Occur.Must, self._span(span, close)) for span in spans]
        near = tuple(word for each in asked.wanted for word in each.words)
        if len(asked.wanted) > 1:
            words.append((Occur.Should, self._phrase(near)))
        named = self._term_set("keys", keys(asked.plain))
        return _any([Query.boolean_query(words), _worth(named, IDENTIFIER)])

    def _span(self, span: Span, close: bool) -> Query:
        """The words, or a concept that they name."""
        words = [(Occur.Must, self._words(each, close)) for each in span.sought]
        concepts = [
            _worth(self._term_set(meaning.field, [meaning.value]), CONCEPT)
            for meaning in span.meanings
        ]
        return _any([Query.boolean_query(words), *concepts])

    def _words(self, sought: Sought, close: bool = False) -> Query:
        if close and not sought.quoted:
            return Query.boolean_query([(Occur.Must, self._near(word)) for word in sought.words])
        ways = [self._phrase(sought.words)]
        if any(sign.isdigit() for sign in sought.typed) and not sought.quoted:
            ways.append(_worth(self._term_set("keys", [key(sought.typed)]), CONCEPT))
        return _any(ways)

    def _phrase(self, words: tuple[str, ...]) -> Query:
        """The words one after the other, best in the title; in one field they count fully."""
        fields = [
            Query.boost_query(self._in_field(field, words), worth)
            for field, worth in WORD_FIELDS.items()
        ]
        return Query.disjunction_max_query(fields, 0.2)

    def _in_field(self, field: str, words: tuple[str, ...]) -> Query:
        if len(words) == 1:
            return Query.term_query(self.schema, field, words[0])
        return Query.phrase_query(self.schema, field, list(words))

    def _near(self, word: str) -> Query:
        if len(word) < SHORTEST_CLOSE or word.isdigit():
            return self._phrase((word,))
        return _any(Query.fuzzy_term_query(self.schema, field, word) for field in WORD_FIELDS)

    def _filters(self, request: SearchRequest) -> Iterator[Query]:
        for field, values in request.filters.items():
            yield self._term_set(field, values)
        earliest, latest = request.years
        if earliest is not None or latest is not None:
            yield Query.range_query(
                self.schema, "year", FieldType.Integer, lower_bound=earliest, upper_bound=latest
            )

    def _term_set(self, field: str, values: Sequence[str]) -> Query:
        return Query.term_set_query(self.schema, field, values)


def _any(queries: Iterable[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def _unscored(query: Query) -> Query:
    return Query.const_score_query(query, 0.0)


def _worth(query: Query, score: float) -> Query:
    return Query.const_score_query(query, score)
