"""Where a sample comes from: names, points, boxes and polygons in degrees of WGS 84.

What lies on another body keeps its name and body and gets no coordinates of the Earth.
"""

import re
from typing import TypeAlias, TypedDict

from harvester.clean import ages, dates, text
from harvester.clean.cleaned import Cleaned, changed, refused, remembered
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


class PlaceParts(TypedDict, total=False):
    """A place in pieces, each as its source wrote it.

    `point` and each of `polygon` are latitude, longitude; `box` is south, west, north, east.
    """

    name: str
    point: str
    latitude: str
    longitude: str
    box: str
    west: str
    south: str
    east: str
    north: str
    polygon: list[str]
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

LONGEST = 500
"""Characters of a field that coordinates are sought in; longer ones are names."""
NUMBER = r"[-+−]?[0-9]+(?:\.[0-9]+)?(?:[eE]-?[0-9]{1,2})?"
NUMBERS = re.compile(NUMBER)
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
WKT = re.compile(r"(?:SRID=4326;)?\s*(POINT|POLYGON|ENVELOPE)\s*Z?\s*\(([-+0-9.,\s()eE]+)\)", re.I)
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
    findings: list[Finding] = []
    place = PlaceValue()
    if name := parts.get("name"):
        place["name"] = name
    if identifiers := parts.get("identifiers"):
        place["identifiers"] = identifiers
    place["body"] = _body(parts)
    if place["body"] == "earth":
        place |= _geometry(parts, findings)
    elif parts.keys() - {"name", "body", "identifiers"}:
        shown = str(parts.get("point") or parts.get("latitude") or "")
        findings.append(changed(f"coordinates on {place['body']} are not put on the Earth", shown))
    if len(place) == 1:
        return Cleaned((), tuple(findings)) if findings else refused("no place is given", "")
    return Cleaned((place,), tuple(findings))


def _body(parts: PlaceParts) -> str:
    words = " ".join(filter(None, (parts.get("body"), parts.get("name"))))
    return next((body for body, pattern in BODY.items() if pattern.search(words)), "earth")


def _geometry(parts: PlaceParts, findings: list[Finding]) -> PlaceValue:
    place = PlaceValue()
    corners = _numbers(" ".join(filter(None, (parts.get(s, "") for s in _SIDES)))) or []  # type: ignore[misc]
    point = _point(parts, findings)
    if point:
        place["latitude"], place["longitude"] = point
    if "box" in parts and len(numbers := _numbers(parts["box"])) == 4:
        south, west, north, east = numbers
        corners = [west, south, east, north]
    if len(corners) == 4 and (box := _box(corners, findings)):
        place["box"] = box
    latitudes, longitudes = parts.get("polygon_latitudes", []), parts.get("polygon_longitudes", [])
    points = [" ".join(pair) for pair in zip(latitudes, longitudes, strict=False)]
    if polygon := _polygon(parts.get("polygon", points), findings):
        place["polygon"] = polygon
    if elevation := _numbers(parts.get("elevation", "")):
        place["elevation"] = elevation[0]
    return place


_SIDES = ("west", "south", "east", "north")


def _numbers(words: str) -> list[float]:
    return [float(number.replace("−", "-")) for number in NUMBERS.findall(words)]


def _point(parts: PlaceParts, findings: list[Finding]) -> Pair | None:
    """Latitude and longitude; (0, 0) is kept and flagged: it is rarely true."""
    words = parts.get("point") or f"{parts.get('latitude', '')} {parts.get('longitude', '')}"
    numbers = _numbers(words)
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
    pairs = [numbers for point in points if len(numbers := _numbers(point)) == 2]
    if not pairs:
        return ()
    if len(pairs) < 3 or not all(_possible(*pair) for pair in pairs):
        findings.append(changed("these are no corners of a polygon", "; ".join(points), "invalid"))
        return ()
    return tuple((longitude, latitude) for latitude, longitude in pairs)


def _parts(value: str) -> PlaceParts:
    """What a free form says: DCMI Point and Box, `North 37.3, South …`, WKT, degrees, a pair."""
    if match := WKT.fullmatch(value):
        return _wkt(match[1].upper(), match[2])
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


def _wkt(kind: str, inside: str) -> PlaceParts:
    numbers = _numbers(inside)
    if kind == "POINT" and len(numbers) >= 2:
        return PlaceParts(point=f"{numbers[1]} {numbers[0]}")
    if kind == "ENVELOPE" and len(numbers) == 4:
        west, east, north, south = numbers
        return PlaceParts(box=f"{south} {west} {north} {east}")
    pairs = zip(numbers[::2], numbers[1::2], strict=False)
    return PlaceParts(polygon=[f"{latitude} {longitude}" for longitude, latitude in pairs])
