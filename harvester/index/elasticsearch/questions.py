"""A search request in Elasticsearch's query language, which nothing typed ever reaches."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias

from harvester.index import SearchRequest
from harvester.index.elasticsearch.fields import EVERYTHING
from harvester.index.grammar import Question, Sought
from harvester.index.questions import CONCEPT, IDENTIFIER, SHORTEST_CLOSE
from harvester.index.schema import WORD_FIELDS
from harvester.index.synonyms import Span
from harvester.index.words import key, keys

Query: TypeAlias = dict[str, Any]

NOTHING: Query = {"match_none": {}}
LUCENE = 2.2
"""Lucene leaves a constant factor out of BM25 that others keep (k1 + 1); with it words weigh here
what they weigh elsewhere beside what has a score of its own."""


def query(
    request: SearchRequest, asked: Question, spans: Sequence[Span], *, close: bool = False
) -> Query:
    """Documents that have all words, none of those to be without, and pass every filter.

    Args:
        request: For its filters.
        asked: Its words, as they were read.
        spans: What these words mean together.
        close: Words that are not quoted may differ by one letter.
    """
    if request.words.strip() and not asked:
        return NOTHING
    return {
        "bool": {
            "filter": [EVERYTHING, *_filters(request)],
            "must_not": [_words(each) for each in asked.without],
            "must": [_wanted(asked, spans, close)] if asked.wanted else [],
        }
    }


def _wanted(asked: Question, spans: Sequence[Span], close: bool) -> Query:
    near = tuple(word for each in asked.wanted for word in each.words)
    together = [_phrase(near)] if len(asked.wanted) > 1 else []
    words = {"must": [_span(span, close) for span in spans], "should": together}
    return _any([{"bool": words}, _worth(_terms("sought.keys", keys(asked.plain)), IDENTIFIER)])


def _span(span: Span, close: bool) -> Query:
    """The words, or a concept that they name."""
    words = {"must": [_words(each, close) for each in span.sought]}
    concepts = [_worth(_terms(each.field, [each.value]), CONCEPT) for each in span.meanings]
    return _any([{"bool": words}, *concepts])


def _words(sought: Sought, close: bool = False) -> Query:
    if close and not sought.quoted:
        return {"bool": {"must": [_near(word) for word in sought.words]}}
    ways = [_phrase(sought.words)]
    if any(sign.isdigit() for sign in sought.typed) and not sought.quoted:
        ways.append(_worth(_terms("sought.keys", [key(sought.typed)]), CONCEPT))
    return _any(ways)


def _phrase(words: Sequence[str]) -> Query:
    """The words one after the other, best in the title; in one field they count fully."""
    fields = [
        {"match_phrase": {f"sought.{field}": {"query": " ".join(words), "boost": worth * LUCENE}}}
        for field, worth in WORD_FIELDS.items()
    ]
    return {"dis_max": {"queries": fields, "tie_breaker": 0.2}}


def _near(word: str) -> Query:
    if len(word) < SHORTEST_CLOSE or word.isdigit():
        return _phrase((word,))
    how = {"value": word, "fuzziness": 1, "rewrite": "constant_score"}
    return _any({"fuzzy": {f"sought.{field}": how}} for field in WORD_FIELDS)


def _filters(request: SearchRequest) -> Iterator[Query]:
    for field, values in request.filters.items():
        yield _terms(field, values)
    earliest, latest = request.years
    if earliest is not None or latest is not None:
        yield _range("year", earliest, latest)


def _range(field: str, least: float | None, most: float | None) -> Query:
    ends = {"gte": least, "lte": most}
    return {"range": {field: {name: end for name, end in ends.items() if end is not None}}}


def _terms(field: str, values: Iterable[str]) -> Query:
    """One of these values; what is no text in Unicode no document has."""
    return {"terms": {field: [value for value in values if value and _sayable(value)]}}


def _sayable(value: str) -> bool:
    return not any("\ud800" <= sign <= "\udfff" for sign in value)


def _any(queries: Iterable[Query]) -> Query:
    return {"bool": {"should": list(queries), "minimum_should_match": 1}}


def _worth(query: Query, score: float) -> Query:
    return {"constant_score": {"filter": query, "boost": score}}
