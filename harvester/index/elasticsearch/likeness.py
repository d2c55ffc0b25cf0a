"""Records like one record: those that share its rare words, its concepts and its samples."""

from collections.abc import Iterator
from math import log1p
from typing import Any

from harvester.index import Document, Hit
from harvester.index.elasticsearch.fields import EVERYTHING, identity
from harvester.index.elasticsearch.filtering import Query, terms
from harvester.index.elasticsearch.pages import Pages, document, total
from harvester.index.elasticsearch.questions import constant, either
from harvester.index.elasticsearch.ranking import BEST, score
from harvester.index.grammar import STOP
from harvester.index.snippets import hit
from harvester.index.words import BETWEEN, spaced
from harvester.index.worth import SHARED, SHARED_WORDS

WORDS = 0.5
"""What it is worth to share a word, beside a value: Elasticsearch takes as many of each field."""


def similar(pages: Pages, like: Document, limit: int) -> list[Hit]:
    """Other records, most alike first."""
    if limit <= 0:
        return []
    itself = {"ids": {"values": [identity(like["iri"])]}}
    alike = either([_words(pages, like), *_shared(pages, like)])
    how = {"query": {"bool": {"must": [alike], "must_not": [itself]}}, "sort": BEST}
    return [hit(document(each), score(each), ()) for each in pages.hits(how, limit)]


def _words(pages: Pages, like: Document) -> Query:
    """Its rarest words; each counts in the field in which the record itself has it."""
    sought = {"title": spaced(like["title"]), "text": spaced(*like["text"])}
    how = {
        "fields": [f"sought.{field}" for field in sought],
        "like": {"_index": pages.alias, "doc": {"sought": sought}},
        "min_doc_freq": 2,
        "min_term_freq": 1,
        "max_query_terms": SHARED_WORDS,
        "minimum_should_match": 1,
        "boost": WORDS,
        "stop_words": [*sorted(STOP), BETWEEN],
    }
    return {"more_like_this": how}


def _shared(pages: Pages, like: Document) -> Iterator[Query]:
    """A value counts more the fewer of all records have it, not of those that have any."""
    values: dict[str, Any] = dict(like)
    pairs = [(field, value) for field in SHARED for value in values[field]]
    each = {str(at): terms(field, [value]) for at, (field, value) in enumerate(pairs)}
    aggs = {"shared": {"filters": {"filters": each}}} if each else {}
    said = pages.answer({"query": EVERYTHING, "aggs": aggs}, 0)
    for at, (field, value) in enumerate(pairs):
        having = said["aggregations"]["shared"]["buckets"][str(at)]["doc_count"]
        yield constant(terms(field, [value]), SHARED[field] * _rarity(having, total(said)))


def _rarity(having: int, all_records: int) -> float:
    """Inverse document frequency as of BM25."""
    return log1p((all_records - having + 0.5) / (having + 0.5))
