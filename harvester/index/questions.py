"""A search request as tantivy's query objects; its query language is never used."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tantivy import Occur, Query, Schema

from harvester.index import SearchRequest
from harvester.index.filtering import exclusions, filters, term_set
from harvester.index.grammar import Question, Sought
from harvester.index.spans import Span
from harvester.index.synonyms import Meaning
from harvester.index.words import key, keys
from harvester.index.worth import CONCEPT, IDENTIFIER, ITSELF, SEVERAL_FIELDS, WORD_FIELDS


@dataclass(frozen=True, slots=True)
class Questions:
    """Makes queries for indexes of a schema."""

    schema: Schema

    def query(self, request: SearchRequest, asked: Question, spans: Sequence[Span]) -> Query:
        """Documents that have all words, none of those to be without, and pass every filter.

        Args:
            request: For its filters.
            asked: Its words, as they were read.
            spans: What these words mean together.
        """
        if request.words.strip() and not asked:
            return Query.empty_query()
        clauses = [(Occur.Must, _unscored(each)) for each in filters(self.schema, request)]
        clauses += [(Occur.MustNot, each) for each in exclusions(self.schema, request)]
        clauses += [(Occur.MustNot, self._words(each)) for each in asked.without]
        if asked.wanted:
            clauses.append((Occur.Must, self._wanted(asked, spans)))
        clauses.append((Occur.Must, _unscored(Query.exists_query("iri"))))
        return Query.boolean_query(clauses)

    def known(self, word: str) -> Query:
        """Documents with this word."""
        return _any([self._in_field(field, (word,)) for field in WORD_FIELDS])

    def near(self, word: str, errors: int) -> Query:
        """Documents with a word that differs from it in at most so many letters."""
        return _any(
            Query.fuzzy_term_query(self.schema, field, word, errors) for field in WORD_FIELDS
        )

    def _wanted(self, asked: Question, spans: Sequence[Span]) -> Query:
        words = [(Occur.Must, self._span(span)) for span in spans]
        near = tuple(word for each in asked.wanted for word in each.words)
        if len(asked.wanted) > 1:
            words.append((Occur.Should, self._phrase(near)))
        named = term_set(self.schema, "keys", keys(asked.plain))
        return _any([Query.boolean_query(words), _worth(named, IDENTIFIER)])

    def _span(self, span: Span) -> Query:
        """The words, or others for the same, or a concept that they name."""
        words = [(Occur.Must, self._words(each)) for each in span.sought]
        others = [self._phrase(each) for each in span.spellings]
        concepts = [each for meaning in span.meanings for each in self._concept(meaning)]
        return _any([Query.boolean_query(words), *others, *concepts])

    def _concept(self, meaning: Meaning) -> Iterator[Query]:
        """Something narrower is worth less than the concept itself."""
        for field, worth in ((meaning.field, CONCEPT), (meaning.own_field, ITSELF)):
            yield _worth(term_set(self.schema, field, [meaning.value]), worth)

    def _words(self, sought: Sought) -> Query:
        ways = [self._phrase(sought.words)]
        if any(sign.isdigit() for sign in sought.typed) and not sought.quoted:
            named = term_set(self.schema, "keys", [key(sought.typed)])
            ways.append(_worth(named, CONCEPT))
        return _any(ways)

    def _phrase(self, words: tuple[str, ...]) -> Query:
        """The words one after the other, best in the title; in one field they count fully."""
        fields = [
            Query.boost_query(self._in_field(field, words), worth)
            for field, worth in WORD_FIELDS.items()
        ]
        return Query.disjunction_max_query(fields, SEVERAL_FIELDS)

    def _in_field(self, field: str, words: tuple[str, ...]) -> Query:
        if len(words) == 1:
            return Query.term_query(self.schema, field, words[0])
        return Query.phrase_query(self.schema, field, list(words))


def _any(queries: Iterable[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def _unscored(query: Query) -> Query:
    return Query.const_score_query(query, 0.0)


def _worth(query: Query, score: float) -> Query:
    return Query.const_score_query(query, score)
