"""How many of the found documents have each value, and how many lie in each tile of the map."""

from typing import Any

from harvester.index import Cell, SearchRequest, tiles
from harvester.index.values import MOST_VALUES, by_count

TILES = "tiles of the map"
"""Beside the names of the facets."""


def asked(request: SearchRequest) -> dict[str, Any]:
    """What to count."""
    values = {field: {"terms": {"field": field, "size": MOST_VALUES}} for field in request.facets}
    if request.cells is None:
        return values
    steps = {"interval": tiles.codes(request.cells), "min_doc_count": 1}
    return values | {TILES: {"histogram": {"field": "sought.tile", **steps}}}


def counted(said: dict[str, Any], facets: tuple[str, ...]) -> dict[str, list[tuple[str, int]]]:
    """Values of facets, most first, then by value."""
    return {
        field: by_count(each for each in _buckets(said, field) if each["key"]) for field in facets
    }


def cells(said: dict[str, Any], zoom: int | None) -> list[Cell]:
    """Ranges of `tiles.code`, each as long as a tile of the zoom."""
    found = [
        (tiles.of_code(int(each["key"]), zoom or 0), each["doc_count"])
        for each in _buckets(said, TILES)
    ]
    return sorted(Cell(x, y, records) for (x, y), records in found)


def _buckets(said: dict[str, Any], name: str) -> list[dict[str, Any]]:
    buckets: list[dict[str, Any]] = said.get("aggregations", {}).get(name, {}).get("buckets", [])
    return buckets
