"""How many of the found documents have each value, and how many lie in each tile of the map."""

from typing import Any

from tantivy import Query, Searcher

from harvester.errors import UsageError
from harvester.index import Cell, tiles

MOST_VALUES = 10_000


def counted(
    searcher: Searcher, query: Query, fields: tuple[str, ...]
) -> dict[str, list[tuple[str, int]]]:
    """Values of facets, most first, then by value."""
    if not fields:
        return {}
    size = {"size": MOST_VALUES, "segment_size": MOST_VALUES}
    asked = {field: {"terms": {"field": field, **size}} for field in fields}
    answer = searcher.aggregate(query, asked)
    return {field: _pairs(answer[field]["buckets"]) for field in fields}


def _pairs(buckets: list[dict[str, Any]]) -> list[tuple[str, int]]:
    pairs = [(str(bucket["key"]), int(bucket["doc_count"])) for bucket in buckets]
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))


def cells(searcher: Searcher, query: Query, zoom: int | None) -> list[Cell]:
    """Tiles with something in them: ranges of `tiles.code`, each as long as a tile of the zoom.

    Raises:
        UsageError: there are more than tantivy counts, 65,000.
    """
    if zoom is None:
        return []
    steps = {"field": "tile", "interval": float(tiles.codes(zoom)), "min_doc_count": 1}
    try:
        answer = searcher.aggregate(query, {"tiles": {"histogram": steps}})
    except ValueError as error:
        raise UsageError(
            f"At zoom {zoom} there are too many places to count: take a smaller box or zoom."
        ) from error
    buckets = answer["tiles"]["buckets"]
    found = [(tiles.of_code(int(each["key"]), zoom), each["doc_count"]) for each in buckets]
    return sorted(Cell(x, y, int(records)) for (x, y), records in found)
