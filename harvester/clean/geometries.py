"""Geometries in one field: WKT, the positions of GML, and bare pairs of numbers."""

import re
from collections.abc import Sequence
from typing import TypedDict

from harvester.clean.cleaned import Cleaned, changed, refused

NUMBER = r"[-+−]?[0-9]+(?:\.[0-9]+)?(?:[eE]-?[0-9]{1,2})?"
NUMBERS = re.compile(NUMBER)
WKT = re.compile(
    r"(?:SRID=[0-9]+;)?\s*(?:(POINT|POLYGON|ENVELOPE|LINESTRING|MULTI\w{5,10})\s*)?(?:Z|M|ZM)?\s*"
    r"(\(?[-+0-9.,\s()eE]+\)?)",
    re.IGNORECASE,
)
LATITUDE_FIRST = re.compile(r"urn:ogc:def:crs:EPSG|opengis\.net/def/crs/EPSG/0/4326", re.I)
"""Names of reference systems in which the latitude stands first."""
LONGEST = 200_000


class GeometryParts(TypedDict, total=False):
    """`point` and each of `polygon` are latitude, longitude; `box` is south, west, north, east."""

    point: str
    box: str
    polygon: list[str]


def wkt(words: str) -> Cleaned[GeometryParts]:
    """A point, box or polygon; of lines and of several things the box that holds them all."""
    match = WKT.fullmatch(words.strip()) if len(words) <= LONGEST else None
    if not match or not NUMBERS.search(match[2]):
        return refused("this is no geometry (WKT)", words)
    kind = (match[1] or "").upper()
    numbers = numbers_in(match[2])
    if kind == "ENVELOPE" and len(numbers) == 4:
        west, east, north, south = numbers
        return Cleaned((GeometryParts(box=f"{south} {west} {north} {east}"),))
    points = [numbers_in(point)[:2] for point in match[2].split(",")]
    if any(len(point) < 2 for point in points):
        return refused("this is no geometry (WKT)", words)
    closed = kind == "POLYGON" and match[2].count("(") < 3
    return _of_points(points, words, closed=closed)


def positions(words: Sequence[str], axes: str = "") -> Cleaned[GeometryParts]:
    """What `gml:pos`, `gml:posList` or `gml:coordinates` hold: pairs of numbers.

    Args:
        words: The text of each element.
        axes: The `srsName`, which may say that the latitude stands first.
    """
    said = " ".join(words)
    numbers = numbers_in(said) if len(said) <= LONGEST else []
    if not numbers or len(numbers) % 2:
        return refused("these are no pairs of coordinates", said)
    points = [numbers[i : i + 2] for i in range(0, len(numbers), 2)]
    latitude_first = bool(LATITUDE_FIRST.search(axes)) or any(abs(p[1]) > 90 for p in points)
    if latitude_first:
        points = [[longitude, latitude] for latitude, longitude in points]
    read = _of_points(points, said, closed=len(points) > 3 and points[0] == points[-1])
    if latitude_first or axes or any(abs(point[0]) > 90 for point in points):
        return read
    order = changed("which number is the latitude is not said: the second is taken for it", said)
    return Cleaned(read.values, (*read.findings, order))


def _of_points(points: list[list[float]], words: str, *, closed: bool) -> Cleaned[GeometryParts]:
    """Points are longitude, latitude."""
    if len(points) == 1:
        return Cleaned((GeometryParts(point=f"{points[0][1]} {points[0][0]}"),))
    if closed:
        return Cleaned((GeometryParts(polygon=[f"{lat} {lon}" for lon, lat in points]),))
    east, north = (max(each[axis] for each in points) for axis in (0, 1))
    west, south = (min(each[axis] for each in points) for axis in (0, 1))
    held = changed("of several points the box that holds them is kept", words)
    return Cleaned((GeometryParts(box=f"{south} {west} {north} {east}"),), (held,))


def numbers_in(words: str) -> list[float]:
    """All numbers that stand in a field."""
    return [float(number.replace("−", "-")) for number in NUMBERS.findall(words)]
