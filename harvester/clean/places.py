"""Where a sample comes from: names, points, boxes and polygons in degrees of WGS 84.

What lies on another body keeps its name and body and gets no coordinates of the Earth.
"""

import re
from typing import TypeAlias, TypedDict

from harvester.clean import ages, dates, datums, geometries, text
from harvester.clean.cleaned import Cleaned, changed, refused, remembered
from harvester.clean.geometries import NUMBER, NUMBERS, GeometryParts, numbers_in
from harvester.clean.identifiers import IdentifierValue
from harvester.record import Finding

Pair: TypeAlias = tuple[float, float]


class PlaceValue(TypedDict, total=False):
    """As `model.Place`: box is west, south, east, north; polygon points longitude, latitude."""

    verbatim: str
    name: str
    latitude: float
    longitude: float
    box: tuple[float, float, float, float]
    polygon: tuple[Pair, ...]
    elevation: float
    body: str
    identifiers: list[IdentifierValue]


class PlaceParts(GeometryParts, total=False):
    """A place in pieces, each as its source wrote it.

    `wkt` is a geometry in one field, `positions` are those of GML and `axes` their `srsName`;
    `datum` is the reference system that the source names.
    """

    name: str
    latitude: str
    longitude: str
    west: str
    south: str
    east: str
    north: str
    wkt: str
    positions: list[str]
    axes: str
    datum: str
    polygon_latitudes: list[str]
    polygon_longitudes: list[str]
    elevation: str
    body: str
    identifiers: list[IdentifierValue]


BODIES = {
    "moon": r"^moon|(?<!craters of )the moon|lunar|luna (?:16|20|24)|apollo 1[1-7]"
    r"|mare (?:tranquillitatis|imbrium|serenitatis|crisium)|oceanus procellarum|fra mauro"
    r"|taurus[- ]littrow|hadley[- ]apennine|descartes highlands",
    "mars": r"^mars$|(?:planet|on|from) mars|martian|jezero|gale crater|gusev",
    "mercury": r"^mercury$|planet mercury|mercury \(planet",
    "venus": r"^venus$|planet venus",
    "vesta": r"(?:4 |asteroid )vesta",
    "ryugu": r"ryugu|162173",
    "bennu": r"bennu|101955",
    "itokawa": r"itokawa|25143",
    "wild-2": r"(?:comet )?(?:81p/?)?wild ?2",
    "space": r"asteroid belt|interplanetary|interstellar|cometary",
}
BODY = {body: re.compile(rf"(?:{words})\b", re.IGNORECASE) for body, words in BODIES.items()}

UNLOCATED = frozenset({"name", "body", "identifiers", "datum", "axes"})
"""Parts that are no coordinates."""
LONGEST = 500
"""Characters of a field that coordinates are sought in; longer ones are names."""
PART = re.compile(
    r"\b(name|north|south|east|west|elevation|N|S|E|W)(?:bound)?(?:latitude|longitude|limit)?"
    r"\s*[=:]?\s*([^;,]+)",
    re.IGNORECASE,
)
SEXAGESIMAL = re.compile(
    r"([0-9]{1,3}(?:\.[0-9]+)?)\s*°?\s*(?:([0-9]{1,2}(?:\.[0-9]+)?)\s*['′’]\s*)?"
    r"(?:([0-9]{1,2}(?:\.[0-9]+)?)\s*(?:\"|″|''|”)\s*)?([NSEW])\b",
    re.IGNORECASE,
)
WKT = re.compile(
    r"(?:SRID=4326;)?\s*(?:POINT|POLYGON|ENVELOPE|LINESTRING|MULTI\w+)\s*Z?\s*\(", re.I
)
BARE_BOX = re.compile(rf"{NUMBER}(?:[,; ]\s*{NUMBER}){{3}}")
PAIR = re.compile(rf"\(?\s*({NUMBER})\s*[,; ]\s*({NUMBER})\s*\)?")


def clean(value: str) -> Cleaned[PlaceValue]:
    """A place in one field: a name, or coordinates in any form that people use."""
    line = text.line(value)
    if line.value is None:
        return Cleaned((), line.findings)
    return _clean(line.value)


@remembered(4096)
def _clean(value: str) -> Cleaned[PlaceValue]:
    digits = len(value) <= LONGEST and re.search("[0-9]", value)
    if ages.clean(value).values or (digits and dates.clean(value).values):
        return refused("this is a time, no place", value)
    return _place(_parts(value) if digits else PlaceParts(name=value))


def together(parts: PlaceParts) -> Cleaned[PlaceValue]:
    """A place from its pieces; impossible coordinates are left out and said."""
    words = " ".join(" ".join(v) if isinstance(v, list) else str(v) for v in _written(parts))
    verbatim = PlaceValue(verbatim=words)
    places, findings = _place(parts)
    return Cleaned(tuple(verbatim | place for place in places), findings)


def _written(parts: PlaceParts) -> list[object]:
    return [value for key, value in parts.items() if key != "identifiers"]


def _place(parts: PlaceParts) -> Cleaned[PlaceValue]:
    if parts and parts.keys() <= {"datum", "axes"}:
        return Cleaned(())
    findings: list[Finding] = []
    place = PlaceValue()
    if name := parts.get("name"):
        place["name"] = name
    if identifiers := parts.get("identifiers"):
        place["identifiers"] = identifiers
    place["body"] = _body(parts)
    if place["body"] == "earth":
        place |= _geometry(_located(parts, findings), findings)
    elif parts.keys() - UNLOCATED:
        shown = str(parts.get("point") or parts.get("latitude") or "")
        findings.append(changed(f"coordinates on {place['body']} are not put on the Earth", shown))
    if len(place) == 1:
        return Cleaned((), tuple(findings)) if findings else refused("no place is given", "")
    return Cleaned((place,), tuple(findings))


def _located(parts: PlaceParts, findings: list[Finding]) -> PlaceParts:
    """With what a geometry says as a whole; without coordinates that are not of WGS 84."""
    if not parts.keys() - UNLOCATED:
        return parts
    datum = parts.get("datum", "")
    near = datums.nearness(datum)
    if near == "other":
        findings.append(changed("coordinates in this system are left out", datum, "datum"))
        return PlaceParts(elevation=parts.get("elevation", ""))
    if near == "near":
        findings.append(changed("taken as WGS 84, which is some two metres off", datum, "datum"))
    read = [geometries.wkt(parts["wkt"])] if "wkt" in parts else []
    if "positions" in parts:
        read.append(geometries.positions(parts["positions"], parts.get("axes", "")))
    for cleaned in read:
        findings.extend(cleaned.findings)
        for geometry in cleaned.values:
            parts = {**geometry, **parts}
    return parts


def _body(parts: PlaceParts) -> str:
    words = " ".join(filter(None, (parts.get("body"), parts.get("name"))))
    return next((body for body, pattern in BODY.items() if pattern.search(words)), "earth")


def _geometry(parts: PlaceParts, findings: list[Finding]) -> PlaceValue:
    place = PlaceValue()
    corners = numbers_in(" ".join(filter(None, (parts.get(s, "") for s in _SIDES)))) or []  # type: ignore[misc]
    point = _point(parts, findings)
    if point:
        place["latitude"], place["longitude"] = point
    if "box" in parts and len(numbers := numbers_in(parts["box"])) == 4:
        south, west, north, east = numbers
        corners = [west, south, east, north]
    if len(corners) == 4 and (box := _box(corners, findings)):
        place["box"] = box
    latitudes, longitudes = parts.get("polygon_latitudes", []), parts.get("polygon_longitudes", [])
    points = [" ".join(pair) for pair in zip(latitudes, longitudes, strict=False)]
    if polygon := _polygon(parts.get("polygon", points), findings):
        place["polygon"] = polygon
    if elevation := numbers_in(parts.get("elevation", "")):
        place["elevation"] = elevation[0]
    return place


_SIDES = ("west", "south", "east", "north")


def _point(parts: PlaceParts, findings: list[Finding]) -> Pair | None:
    """Latitude and longitude; (0, 0) is kept and flagged: it is rarely true."""
    words = parts.get("point") or f"{parts.get('latitude', '')} {parts.get('longitude', '')}"
    numbers = numbers_in(words)
    if not words.strip():
        return None
    if len(numbers) < 2 or not _possible(numbers[0], numbers[1]):
        findings.append(changed("these are no coordinates on the Earth", words, "invalid"))
        return None
    if numbers[:2] == [0, 0]:
        findings.append(changed("0, 0 is more often an empty field than a place", words, "zero"))
    return numbers[0], numbers[1]


def _possible(latitude: float, longitude: float) -> bool:
    return -90 <= latitude <= 90 and -180 <= longitude <= 180


def _box(corners: list[float], findings: list[Finding]) -> tuple[float, float, float, float] | None:
    west, south, east, north = corners
    if not (_possible(south, west) and _possible(north, east)) or south > north:
        findings.append(changed("these are no corners of a box", f"{corners}", "invalid"))
        return None
    return west, south, east, north


def _polygon(points: list[str], findings: list[Finding]) -> tuple[Pair, ...]:
    """Points come as latitude, longitude (DataCite) and go as longitude, latitude (GeoJSON)."""
    pairs = [numbers for point in points if len(numbers := numbers_in(point)) == 2]
    if not pairs:
        return ()
    if len(pairs) < 3 or not all(_possible(*pair) for pair in pairs):
        findings.append(changed("these are no corners of a polygon", "; ".join(points), "invalid"))
        return ()
    return tuple((longitude, latitude) for latitude, longitude in pairs)


def _parts(value: str) -> PlaceParts:
    """What a free form says: DCMI Point and Box, `North 37.3, South …`, WKT, degrees, a pair."""
    if WKT.match(value):
        return PlaceParts(wkt=value)
    named = {key.lower(): said.strip() for key, said in PART.findall(value)}
    sides = {_SHORT.get(key, key): said for key, said in named.items()}
    if {"west", "south", "east", "north"} <= sides.keys():
        west, south, east, north = (sides[side] for side in _SIDES)
        return PlaceParts(box=f"{south} {west} {north} {east}", **_name(sides))
    if {"east", "north"} <= sides.keys() and NUMBERS.match(sides["east"]):
        return PlaceParts(latitude=sides["north"], longitude=sides["east"], **_name(sides))
    if len(angles := SEXAGESIMAL.findall(value)) == 2:
        return _from_angles(value, angles)
    if BARE_BOX.fullmatch(value):
        return PlaceParts(box=value)
    if match := PAIR.fullmatch(value):
        return PlaceParts(point=f"{match[1]} {match[2]}")
    return PlaceParts(name=value)


_SHORT = {"n": "north", "s": "south", "e": "east", "w": "west"}


def _name(named: dict[str, str]) -> PlaceParts:
    return PlaceParts(name=named["name"]) if "name" in named else PlaceParts()


def _from_angles(value: str, angles: list[tuple[str, str, str, str]]) -> PlaceParts:
    """`44°05'N 10°08'E`, in either order; the words around them are the name."""
    degrees = {
        "latitude" if side.upper() in "NS" else "longitude": (
            float(whole) + float(minutes or 0) / 60 + float(seconds or 0) / 3600
        )
        * (-1 if side.upper() in "SW" else 1)
        for whole, minutes, seconds, side in angles
    }
    if len(degrees) != 2:
        return PlaceParts(name=value)
    parts = PlaceParts(point=f"{degrees['latitude']:.6f} {degrees['longitude']:.6f}")
    if name := SEXAGESIMAL.sub("", value).strip(" ,;:()"):
        parts["name"] = name
    return parts
