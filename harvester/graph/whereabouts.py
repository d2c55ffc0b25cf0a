"""When and where: dates as EDTF; places in WGS 84, but only on the Earth."""

import re
from collections.abc import Iterable

from harvester.graph.context import Document
from harvester.graph.scribe import Scribe, add, number, plain, words
from harvester.model import Date, Place

ROLES = {"issued", "created", "updated", "available", "accepted", "submitted"}
ROLES |= {"copyrighted", "valid", "collected", "destroyed"}
"""Those with a property of their own, named alike in the context."""

DAY = re.compile(r"-?\d{4,}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")


def dated(scribe: Scribe, node: Document, dates: Iterable[Date], role: str = "") -> None:
    """Say dates under the property of their role (`role` overrides it); `date` for other roles."""
    for each in dates:
        key = role or each.role
        value = plain(each.edtf)
        add(node, key if key in ROLES else "date", value)
        if not each.verbatim.startswith(value):
            scribe.read(node, each, {"text": value, "type": "edtf:EDTF"}, same=False)
        if "/" in value:
            add(node, "during", _period(scribe, each))


def _period(scribe: Scribe, given: Date) -> Document | None:
    ends = {
        key: day
        for key, day in (("start", given.earliest), ("end", given.latest))
        if day and DAY.fullmatch(day)
    }
    key = (given.edtf, given.earliest, given.latest)
    return {"id": scribe.part("period", *key), "type": "Period"} | ends if ends else None


def place(scribe: Scribe, given: Place) -> Document:
    where = (given.latitude, given.longitude, given.box, given.polygon, given.elevation)
    node: Document = {"id": scribe.part("place", given.body, given.name, *where), "type": "Place"}
    add(node, "name", given.name)
    (_on_earth if given.body == "earth" else _elsewhere)(node, given)
    scribe.identified(node, given.identifiers)
    return node | words(given, given.name == given.verbatim)


def _on_earth(node: Document, given: Place) -> None:
    add(node, "latitude", number(given.latitude))
    add(node, "longitude", number(given.longitude))
    add(node, "elevation", number(given.elevation))
    if given.box:
        west, south, east, north = given.box
        corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
        add(node, "box", _polygon(corners))
    if given.polygon:
        add(node, "outline", _polygon(given.polygon))


def _elsewhere(node: Document, given: Place) -> None:
    add(node, "body", given.body)
    add(node, "bodyLatitude", number(given.latitude))
    add(node, "bodyLongitude", number(given.longitude))


def _polygon(points: Iterable[tuple[float, float]]) -> str | None:
    """Well-known text, longitude first; None where a corner is no number."""
    pairs = [(number(x), number(y)) for x, y in points]
    if any(x is None or y is None for x, y in pairs):
        return None
    return f"POLYGON(({','.join(f'{x} {y}' for x, y in pairs)}))"
