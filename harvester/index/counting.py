"""How many of the found documents have each value, and how many lie in each tile of the map."""

from tantivy import Query, Searcher

from harvester.index import Cell, tiles
from harvester.index.checks import too_many_places
from harvester.index.values import MOST_VALUES, by_count


def counted(
    searcher: Searcher, query: Query, fields: tuple[str, ...]
) -> dict[str, list[tuple[str, int]]]:
    """Values of facets, most first, then by value."""
    if not fields:
        return {}
    size = {"size": MOST_VALUES, "segment_size": MOST_VALUES}
    asked = {field: {"terms": {"field": field, **size}} for field in fields}
    answer = searcher.aggregate(query, asked)
    return {field: by_count(answer[field]["buckets"]) for field in fields}


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
        raise too_many_places(zoom) from error
    buckets = answer["tiles"]["buckets"]
    found = [(tiles.of_code(int(each["key"]), zoom), each["doc_count"]) for each in buckets]
    return sorted(Cell(x, y, int(records)) for (x, y), records in found)
