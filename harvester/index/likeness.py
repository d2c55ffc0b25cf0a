"""Records like one record: those that share its rare words, its concepts and its samples."""

from collections.abc import Iterator
from typing import Any

from tantivy import Occur, Query, Schema, Searcher

from harvester.index import Document, Hit
from harvester.index.grammar import STOP
from harvester.index.ranking import best
from harvester.index.schema import restored, term
from harvester.index.snippets import hit
from harvester.index.words import BETWEEN, spaced
from harvester.index.worth import SHARED, SHARED_WORDS


def similar(searcher: Searcher, schema: Schema, document: Document, limit: int) -> list[Hit]:
    """Other records, most alike first."""
    if limit <= 0:
        return []
    clauses = [
        (Occur.Should, each) for each in (_words(schema, document), *_shared(schema, document))
    ]
    alike = Query.boolean_query(clauses)
    itself = Query.term_query(schema, "iri", term(document["iri"]))
    others = Query.boolean_query([(Occur.Must, alike), (Occur.MustNot, itself)])
    ranked = best(searcher, others, limit, 0)
    return [hit(restored(searcher.doc(at)), score, ()) for score, at in ranked]


def _words(schema: Schema, document: Document) -> Query:
    texts = {"title": [spaced(document["title"])], "text": [spaced(*document["text"])]}
    return Query.more_like_this_document_fields_query(
        schema,
        texts,
        min_doc_frequency=2,
        min_term_frequency=1,
        max_query_terms=SHARED_WORDS,
        stop_words=[*sorted(STOP), BETWEEN],
    )


def _shared(schema: Schema, document: Document) -> Iterator[Query]:
    values: dict[str, Any] = dict(document)
    for field, worth in SHARED.items():
        for value in values[field]:
            yield Query.boost_query(Query.term_query(schema, field, value), worth)
