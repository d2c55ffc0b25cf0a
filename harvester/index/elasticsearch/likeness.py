"""Records like one record: those that share its rare words, its concepts and its samples."""

from collections.abc import Iterator
from typing import Any

from harvester.index import Document, Hit
from harvester.index.elasticsearch.fields import identity
from harvester.index.elasticsearch.filtering import Query
from harvester.index.elasticsearch.pages import Pages, document
from harvester.index.elasticsearch.questions import LUCENE, either
from harvester.index.elasticsearch.ranking import BEST, score
from harvester.index.grammar import STOP
from harvester.index.snippets import hit
from harvester.index.words import BETWEEN, spaced
from harvester.index.worth import SHARED, SHARED_WORDS


def similar(pages: Pages, like: Document, limit: int) -> list[Hit]:
    """Other records, most alike first."""
    if limit <= 0:
        return []
    itself = {"ids": {"values": [identity(like["iri"])]}}
    alike = either([*_words(like), *_shared(like)])
    how = {"query": {"bool": {"must": [alike], "must_not": [itself]}}, "sort": BEST}
    return [hit(document(each), score(each), ()) for each in pages.hits(how, limit)]


def _words(like: Document) -> Iterator[Query]:
    texts = {"title": spaced(like["title"]), "text": spaced(*like["text"])}
    for field, text in texts.items():
        how = {
            "fields": [f"sought.{field}"],
            "like": text,
            "min_doc_freq": 2,
            "min_term_freq": 1,
            "max_query_terms": SHARED_WORDS,
            "minimum_should_match": 1,
            "boost_terms": LUCENE,
            "stop_words": [*sorted(STOP), BETWEEN],
        }
        yield {"more_like_this": how}


def _shared(like: Document) -> Iterator[Query]:
    values: dict[str, Any] = dict(like)
    for field, worth in SHARED.items():
        for value in values[field]:
            yield {"term": {field: {"value": value, "boost": worth * LUCENE}}}
