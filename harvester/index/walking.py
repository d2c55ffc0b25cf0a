"""All hits page by page, in an order of their IRIs' hashes: a page begins behind a hash.

tantivy seeks a number at once, and a text only by counting all that come before it.
"""

from tantivy import FieldType, Occur, Order, Query, Schema, Searcher

from harvester.errors import UsageError
from harvester.index.ranking import Ranked
from harvester.index.schema import MOST_TURNS


def walk(
    searcher: Searcher, schema: Schema, query: Query, limit: int, page: str
) -> tuple[Ranked, str | None]:
    """The hits of a page, and what to ask for the next one.

    Raises:
        UsageError: nobody gave this page.
    """
    rest = _behind(schema, query, _turn(page)) if page else query
    found = searcher.search(
        rest, limit + 1, count=False, order_by_field="turn", order=Order.Asc
    ).hits
    shown = found[:limit]
    following = str(shown[-1][0]) if len(found) > limit else None
    return [(0.0, address) for _, address in shown], following


def _turn(page: str) -> int:
    known = page.isascii() and page.isdecimal() and len(page) <= len(str(MOST_TURNS))
    if not known or int(page) >= MOST_TURNS:
        raise UsageError(f"There is no page {page[:100]}; the first is empty.")
    return int(page)


def _behind(schema: Schema, query: Query, last: int) -> Query:
    behind = Query.range_query(
        schema, "turn", FieldType.Integer, lower_bound=last, include_lower=False
    )
    return Query.boolean_query([(Occur.Must, query), (Occur.Must, behind)])
