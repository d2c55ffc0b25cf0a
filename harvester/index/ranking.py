"""Hits in an order that does not depend on how an index is cut into segments, and their counts."""

from collections.abc import Iterator
from itertools import count
from typing import Any, TypeAlias

from tantivy import DocAddress, Order, Query, Searcher

from harvester.index.schema import restored

Ranked: TypeAlias = list[tuple[float, DocAddress]]
"""Scores and where the documents are."""

DIGITS = 4
"""Scores that are equal in so many digits are equal: the order of adding floats varies."""
SPARE = 50
"""Hits looked at beyond those wanted, to see whether the last of them has equals."""
FEW = 500
"""So many equals are read for their IRI; more are found by going through all hits by IRI."""
PAGE = 2_000
MOST_VALUES = 10_000


def by_iri(searcher: Searcher, query: Query, limit: int, offset: int) -> Ranked:
    """Hits without scores."""
    found = searcher.search(
        query, limit, count=False, offset=offset, order_by_field="iri", order=Order.Asc
    )
    return [(0.0, address) for _, address in found.hits]


def best(searcher: Searcher, query: Query, limit: int, offset: int) -> Ranked:
    """Hits by falling score, equal scores by IRI."""
    scored = _with_equals(searcher, query, offset + limit)
    page = scored[offset : offset + limit]
    if not page:
        return []
    first, last = page[0][0], page[-1][0]
    before = sum(score > first for score, _ in scored)
    near = [(score, address) for score, address in scored if last <= score <= first]
    near = _sorted(searcher, query, near)
    near.sort(key=lambda hit: -hit[0])
    return near[offset - before :][:limit]


def _with_equals(searcher: Searcher, query: Query, wanted: int) -> Ranked:
    """The best hits, and all that are as good as the last of them."""
    asked = wanted + SPARE
    while True:
        hits = searcher.search(query, asked, count=False).hits
        scored = [(round(score, DIGITS), address) for score, address in hits]
        if len(scored) < asked or scored[-1][0] < scored[wanted - 1][0]:
            return scored
        asked *= 4


def _sorted(searcher: Searcher, query: Query, hits: Ranked) -> Ranked:
    """Hits by IRI."""
    if len(hits) <= FEW:
        return sorted(hits, key=lambda hit: restored(searcher.doc(hit[1]))["iri"])
    scores = {(address.segment_ord, address.doc): score for score, address in hits}
    found: Ranked = []
    for address in _all_by_iri(searcher, query):
        score = scores.get((address.segment_ord, address.doc))
        if score is not None:
            found.append((score, address))
            if len(found) == len(hits):
                break
    return found


def _all_by_iri(searcher: Searcher, query: Query) -> Iterator[DocAddress]:
    for number in count():
        page = by_iri(searcher, query, PAGE, number * PAGE)
        yield from (address for _, address in page)
        if len(page) < PAGE:
            return


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
