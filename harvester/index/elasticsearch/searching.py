"""A search from the words as typed to hits with their extracts."""

from typing import Any

from elasticsearch import Elasticsearch

from harvester.index import Hit, SearchRequest, SearchResult
from harvester.index.elasticsearch.pages import answer
from harvester.index.elasticsearch.questions import Query, query
from harvester.index.elasticsearch.reading import document
from harvester.index.grammar import Question, read
from harvester.index.searching import _also
from harvester.index.snippets import snippet
from harvester.index.synonyms import Synonyms, spans

MOST_VALUES = 10_000
DIGITS = 4
"""Scores that are equal in so many digits are equal."""


def search(
    client: Elasticsearch, alias: str, request: SearchRequest, synonyms: Synonyms
) -> SearchResult:
    """Find what has all words; if nothing has, what differs in a letter of each."""
    asked = read(request.words)
    cut = tuple(spans(asked.wanted, synonyms))
    said = _answer(client, alias, request, asked, query(request, asked, cut))
    close = bool(asked.wanted) and not _total(said)
    if close:
        nearly = query(request, asked, cut, close=True)
        said = _answer(client, alias, request, asked, nearly)
    return SearchResult(
        total=_total(said),
        hits=_hits(said, asked),
        facets=_facets(said, request.facets),
        also=_also(cut),
        close=close and bool(_total(said)),
    )


def _answer(
    client: Elasticsearch, alias: str, request: SearchRequest, asked: Question, query: Query
) -> dict[str, Any]:
    best_first = [{"_score": "desc"}, {"order": "asc"}]
    how = {
        "query": query,
        "sort": best_first if asked.wanted else ["order"],
        "aggs": {
            field: {"terms": {"field": field, "size": MOST_VALUES}} for field in request.facets
        },
        "search_type": "dfs_query_then_fetch",  # one scale of scores over all shards
    }
    return answer(client, alias, max(request.limit, 0), max(request.offset, 0), how)


def _total(said: dict[str, Any]) -> int:
    return int(said["hits"]["total"]["value"])


def _hits(said: dict[str, Any], asked: Question) -> list[Hit]:
    words = {word for each in asked.wanted for word in each.words}
    found = [(document(hit), round(hit["_score"] or 0.0, DIGITS)) for hit in said["hits"]["hits"]]
    return [Hit(each, score, snippet(each["text"], words)) for each, score in found]


def _facets(said: dict[str, Any], fields: tuple[str, ...]) -> dict[str, list[tuple[str, int]]]:
    """How many of the found documents have each value, most first, then by value."""
    counted = said.get("aggregations", {})
    return {field: _pairs(counted.get(field, {}).get("buckets", [])) for field in fields}


def _pairs(buckets: list[dict[str, Any]]) -> list[tuple[str, int]]:
    pairs = [(str(each["key"]), int(each["doc_count"])) for each in buckets if each["key"]]
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))
