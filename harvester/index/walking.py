"""All hits page by page, by IRI: a page begins behind the last IRI of the one before.

tantivy cannot seek an IRI, so a page also says how many hits there were up to it; from there the
place is looked for, in both directions, as hits may have come and gone.
"""

import re

from tantivy import DocAddress, Order, Query, Searcher

from harvester.errors import UsageError
from harvester.index.ranking import Ranked

PAGE = re.compile(r"(\d{1,15}):(.+)", re.DOTALL)
"""How many hits there were, and the last of them."""


def walk(searcher: Searcher, query: Query, limit: int, page: str) -> tuple[Ranked, str | None]:
    """The hits of a page, and what to ask for the next one.

    Raises:
        UsageError: nobody gave this page.
    """
    place, last = _read(page)
    place = _behind(searcher, query, place, last)
    hits: list[tuple[str, DocAddress]] = []
    while len(hits) <= limit:
        block = _block(searcher, query, limit + 1, place)
        hits += [hit for hit in block if hit[0] > last]
        place += len(block)
        if len(block) <= limit:
            break
    shown, rest = hits[:limit], hits[limit:]
    return (
        [(0.0, address) for _, address in shown],
        f"{place - len(rest)}:{shown[-1][0]}" if rest else None,
    )


def _read(page: str) -> tuple[int, str]:
    if not page:
        return 0, ""
    match = PAGE.fullmatch(page)
    if not match:
        raise UsageError(f"There is no page {page[:100]}; the first is empty.")
    return int(match[1]), match[2]


def _behind(searcher: Searcher, query: Query, place: int, last: str) -> int:
    """At most so many hits are up to the last one, as far as that is easily known."""
    step = 1
    while place:
        before = _block(searcher, query, 1, place - 1)
        if before and before[0][0] <= last:
            break
        place, step = max(0, place - step), step * 2
    return place


def _block(
    searcher: Searcher, query: Query, limit: int, offset: int
) -> list[tuple[str, DocAddress]]:
    found = searcher.search(
        query, limit, count=False, offset=offset, order_by_field="iri", order=Order.Asc
    )
    return [(str(name), address) for name, address in found.hits]
