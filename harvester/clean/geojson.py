"""Places as GeoJSON (RFC 7946): geometries, features and collections of them, in one field.

Coordinates are longitude, latitude, as the standard says.
"""

import json
from collections.abc import Iterator
from typing import Any

from harvester.clean import places
from harvester.clean.cleaned import Cleaned, refused
from harvester.clean.places import PlaceParts, PlaceValue
from harvester.record import Finding

LONGEST = 200_000
"""Characters of one field."""
MOST = 50
"""Geometries that are read of one field."""
DEEPEST = 8
"""Levels of collections and features."""


def clean(value: str) -> Cleaned[PlaceValue]:
    """Every point, box and polygon of one field; the outer ring of polygons, lines as boxes."""
    try:
        tree = json.loads(value) if len(value) <= LONGEST else None
    except (ValueError, RecursionError):
        tree = None
    read = [places.together(parts) for parts in list(_parts(tree, "", DEEPEST))[:MOST]]
    found = tuple(place for cleaned in read for place in cleaned.values)
    findings: tuple[Finding, ...] = tuple(f for cleaned in read for f in cleaned.findings)
    if not found and not findings:
        return refused("no place in GeoJSON stands here", value)
    return Cleaned(found, findings)


def _parts(tree: Any, name: str, levels: int) -> Iterator[PlaceParts]:
    if not isinstance(tree, dict) or not levels:
        return
    name = _named(tree) or name
    for key in ("features", "geometries"):
        for each in tree[key] if isinstance(tree.get(key), list) else ():
            yield from _parts(each, name, levels - 1)
    yield from _parts(tree.get("geometry"), name, levels - 1)
    parts = _geometry(tree.get("type"), tree.get("coordinates"))
    if parts:
        yield PlaceParts(name=name, **parts) if name else parts


def _named(tree: dict[str, Any]) -> str:
    properties = tree.get("properties")
    name = properties.get("name") if isinstance(properties, dict) else None
    return name.strip() if isinstance(name, str) else ""


def _geometry(kind: Any, coordinates: Any) -> PlaceParts | None:
    pairs = list(_pairs(coordinates, DEEPEST))
    if not pairs:
        return None
    if kind == "Point":
        return PlaceParts(longitude=str(pairs[0][0]), latitude=str(pairs[0][1]))
    if kind == "Polygon" and coordinates[0] and isinstance(coordinates[0], list):
        ring = list(_pairs(coordinates[0], DEEPEST))
        return _box(ring) if _is_box(ring) else PlaceParts(polygon=[f"{y} {x}" for x, y in ring])
    return _box(pairs)


def _is_box(ring: list[tuple[float, float]]) -> bool:
    """Whether four corners are those of a box along the meridians."""
    sides = {x for x, _ in ring}, {y for _, y in ring}
    return len(ring) == 5 and all(len(side) == 2 for side in sides) and len(set(ring)) == 4


def _box(pairs: list[tuple[float, float]]) -> PlaceParts:
    xs, ys = [x for x, _ in pairs], [y for _, y in pairs]
    return PlaceParts(box=f"{min(ys)} {min(xs)} {max(ys)} {max(xs)}")


def _pairs(coordinates: Any, levels: int) -> Iterator[tuple[float, float]]:
    if not isinstance(coordinates, list) or not levels:
        return
    if len(coordinates) >= 2 and all(_is_number(each) for each in coordinates[:2]):
        yield coordinates[0], coordinates[1]
    else:
        for each in coordinates:
            yield from _pairs(each, levels - 1)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e6
