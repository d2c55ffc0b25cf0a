"""Hits in an order that does not depend on how an index is cut into segments, and their counts."""

from typing import Any, TypeAlias

from tantivy import DocAddress, Order, Query, Searcher

from harvester.index.schema import iri

Ranked: TypeAlias = list[tuple[float, DocAddress]]
"""Scores and where the documents are."""

DIGITS = 4
"""Scores that are equal in so many digits are equal: the order of adding floats varies."""
BLOCK = 2_000
"""Equal scores are ordered within the first so many hits, within as many after these, and so on."""
MOST_VALUES = 10_000


def by_iri(searcher: Searcher, query: Query, limit: int, offset: int) -> Ranked:
    """Hits without scores."""
    found = searcher.search(
        query, limit, count=False, offset=offset, order_by_field="iri", order=Order.Asc
    )
    return [(0.0, address) for _, address in found.hits]


def best(searcher: Searcher, query: Query, limit: int, offset: int) -> Ranked:
    """Hits by falling score, equal scores by IRI."""
    start = offset - offset % BLOCK
    hits: Ranked = []
    while start + len(hits) < offset + limit:
        block = searcher.search(query, BLOCK, count=False, offset=start + len(hits)).hits
        hits += [(round(score, DIGITS), address) for score, address in block]
        if len(block) < BLOCK:
            break
    return _page(searcher, hits, limit, offset - start)


def _page(searcher: Searcher, hits: Ranked, limit: int, offset: int) -> Ranked:
    """A page of hits; only those that are as good as one of its own are read for their IRI."""
    page = hits[offset : offset + limit]
    if not page:
        return []
    best_score, worst = page[0][0], page[-1][0]
    before = sum(score > best_score for score, _ in hits)
    near = [hit for hit in hits if worst <= hit[0] <= best_score]
    near.sort(key=lambda hit: (-hit[0], iri(searcher.doc(hit[1]))))
    return near[offset - before :][:limit]


def counted(
    searcher: Searcher, query: Query, fields: tuple[str, ...]
) -> dict[str, list[tuple[str, int]]]:
    """How many of the found documents have each value, most first, then by value."""
    if not fields:
        return {}
    size = {"size": MOST_VALUES, "segment_size": MOST_VALUES}
    asked = {field: {"terms": {"field": field, **size}} for field in fields}
    answer = searcher.aggregate(query, asked)
    return {field: _pairs(answer[field]["buckets"]) for field in fields}


def _pairs(buckets: list[dict[str, Any]]) -> list[tuple[str, int]]:
    pairs = [(str(bucket["key"]), int(bucket["doc_count"])) for bucket in buckets]
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))
