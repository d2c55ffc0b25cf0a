"""Tiles of the map: Web Mercator as OpenStreetMap numbers them, each cut in four at each zoom.

https://wiki.openstreetmap.org/wiki/Slippy_map_tilenames
"""

from math import asinh, pi, radians, tan

from harvester.index import DEEPEST, Document

EDGE = 85.0511287798066
"""Degrees of latitude where the square map ends; what is beyond counts to its edge."""


def tile(latitude: float, longitude: float, zoom: int) -> tuple[int, int]:
    """The tile of a point: x from west to east, y from north to south."""
    across = (longitude + 180) / 360
    down = (1 - asinh(tan(radians(max(-EDGE, min(EDGE, latitude))))) / pi) / 2
    last = (1 << zoom) - 1
    return _number(across, zoom, last), _number(down, zoom, last)


def _number(part: float, zoom: int, last: int) -> int:
    return max(0, min(last, int(part * (1 << zoom))))


def code(latitude: float, longitude: float) -> int:
    """The deepest tile as one number, such that those in one tile of any zoom follow each other."""
    x, y = tile(latitude, longitude, DEEPEST)
    return int(f"{x:b}", 4) + 2 * int(f"{y:b}", 4)


def code_of(document: Document) -> int | None:
    """Of the place of a record."""
    latitude, longitude = document["latitude"], document["longitude"]
    return None if latitude is None or longitude is None else code(latitude, longitude)


def codes(zoom: int) -> int:
    """How many of these numbers a tile of a zoom has."""
    return 1 << 2 * (DEEPEST - zoom)


def of_code(number: int, zoom: int) -> tuple[int, int]:
    """The tile of a zoom in which a number lies."""
    number //= codes(zoom)
    bits = range(zoom)
    x = sum((number >> 2 * bit & 1) << bit for bit in bits)
    y = sum((number >> 2 * bit + 1 & 1) << bit for bit in bits)
    return x, y
