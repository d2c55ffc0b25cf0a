"""A search request in Elasticsearch's query language, which nothing typed ever reaches."""

from collections.abc import Iterable, Iterator, Sequence

from harvester.index import SearchRequest
from harvester.index.asked import Asked
from harvester.index.elasticsearch.fields import EVERYTHING
from harvester.index.elasticsearch.filtering import Query, exclusions, filters, terms
from harvester.index.grammar import Sought
from harvester.index.spans import Span
from harvester.index.synonyms import Meaning
from harvester.index.words import key, keys
from harvester.index.worth import CONCEPT, IDENTIFIER, ITSELF, SEVERAL_FIELDS, WORD_FIELDS


def query(request: SearchRequest, asked: Asked) -> Query:
    """Documents that have all words, none of those to be without, and pass every filter."""
    question = asked.question
    if request.words.strip() and not question:
        return {"match_none": {}}
    return {
        "bool": {
            "filter": [EVERYTHING, *filters(request)],
            "must_not": [*exclusions(request), *(_words(each) for each in question.without)],
            "must": [_wanted(asked)] if question.wanted else [],
        }
    }


def known(word: str) -> Query:
    """Documents with this word."""
    return either({"term": {f"sought.{field}": word}} for field in WORD_FIELDS)


def near(word: str, errors: int) -> Query:
    """Documents with a word that differs from it in at most so many letters."""
    how = {"value": word, "fuzziness": errors, "rewrite": "constant_score"}
    return either({"fuzzy": {f"sought.{field}": how}} for field in WORD_FIELDS)


def either(queries: Iterable[Query]) -> Query:
    return {"bool": {"should": list(queries), "minimum_should_match": 1}}


def constant(query: Query, score: float) -> Query:
    """With this score, however well it fits."""
    return {"constant_score": {"filter": query, "boost": score}}


def _wanted(asked: Asked) -> Query:
    wanted = asked.question.wanted
    side_by_side = [word for each in wanted for word in each.words]
    words: Query = {"must": [_span(span) for span in asked.spans]}
    if len(wanted) > 1:
        words["should"] = [_phrase(side_by_side)]
    named = terms("sought.keys", keys(asked.question.plain))
    return either([{"bool": words}, constant(named, IDENTIFIER)])


def _span(span: Span) -> Query:
    """The words, or others for the same, or a concept that they name."""
    words = {"bool": {"must": [_words(each) for each in span.sought]}}
    others = [_phrase(each) for each in span.spellings]
    concepts = [each for meaning in span.meanings for each in _concept(meaning)]
    return either([words, *others, *concepts])


def _concept(meaning: Meaning) -> Iterator[Query]:
    """Something narrower is worth less than the concept itself."""
    for field, worth in ((meaning.field, CONCEPT), (meaning.own_field, ITSELF)):
        yield constant(terms(field, [meaning.value]), worth)


def _words(sought: Sought) -> Query:
    ways = [_phrase(sought.words)]
    if any(sign.isdigit() for sign in sought.typed) and not sought.quoted:
        ways.append(constant(terms("sought.keys", [key(sought.typed)]), CONCEPT))
    return either(ways)


def _phrase(words: Sequence[str]) -> Query:
    """The words one after the other, best in the title; in one field they count fully."""
    fields = [
        {"match_phrase": {f"sought.{field}": {"query": " ".join(words), "boost": worth}}}
        for field, worth in WORD_FIELDS.items()
    ]
    return {"dis_max": {"queries": fields, "tie_breaker": SEVERAL_FIELDS}}
