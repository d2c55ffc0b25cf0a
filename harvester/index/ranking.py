"""Hits in an order that does not depend on how an index is cut into segments, and their counts."""

from collections.abc import Callable
from math import inf
from typing import TypeAlias

from tantivy import DocAddress, Order, Query, Searcher

from harvester.index.schema import iri

Ranked: TypeAlias = list[tuple[float, DocAddress]]
"""Scores and where the documents are."""

DIGITS = 4
"""Scores that are equal in so many digits are equal: the order of adding floats varies."""
BLOCK = 2_000
"""Equal hits are ordered within the first so many hits, within as many after these, and so on."""


def by_iri(searcher: Searcher, query: Query, limit: int, offset: int) -> Ranked:
    """Hits without scores."""
    found = searcher.search(
        query, limit, count=False, offset=offset, order_by_field="iri", order=Order.Asc
    )
    return [(0.0, address) for _, address in found.hits]


def best(searcher: Searcher, query: Query, limit: int, offset: int) -> Ranked:
    """Hits by falling score, equal scores by IRI."""

    def block(start: int) -> Ranked:
        hits = searcher.search(query, BLOCK, count=False, offset=start).hits
        return [(-round(score, DIGITS), address) for score, address in hits]

    ranked = _ranked(searcher, block, limit, offset)
    return [(-rank, address) for rank, address in ranked]


def by_date(searcher: Searcher, query: Query, limit: int, offset: int, order: Order) -> Ranked:
    """Hits without scores; those of no date last, equal dates by IRI."""
    sign = 1 if order == Order.Asc else -1

    def block(start: int) -> Ranked:
        found = searcher.search(
            query, BLOCK, count=False, offset=start, order_by_field="day", order=order
        )
        return [(inf if day is None else sign * day, address) for day, address in found.hits]

    return [(0.0, address) for _, address in _ranked(searcher, block, limit, offset)]


def _ranked(searcher: Searcher, block: Callable[[int], Ranked], limit: int, offset: int) -> Ranked:
    """A page of hits by rising rank, equal ranks by IRI."""
    start = offset - offset % BLOCK
    hits: Ranked = []
    while start + len(hits) < offset + limit:
        more = block(start + len(hits))
        hits += more
        if len(more) < BLOCK:
            break
    return _page(searcher, hits, limit, offset - start)


def _page(searcher: Searcher, hits: Ranked, limit: int, offset: int) -> Ranked:
    """A page of hits; only those that are as good as one of its own are read for their IRI."""
    page = hits[offset : offset + limit]
    if not page:
        return []
    first, last = page[0][0], page[-1][0]
    before = sum(rank < first for rank, _ in hits)
    near = [hit for hit in hits if first <= hit[0] <= last]
    near.sort(key=lambda hit: (hit[0], iri(searcher.doc(hit[1]))))
    return near[offset - before :][:limit]
