"""The numbers of a search document: when, where, and on what scale was measured."""

import re
from collections.abc import Iterable

from harvester.index import RANGES
from harvester.model import Date, Measurement, Place, Record

YEAR = re.compile(r"(-?\d{4})(?:-|$)")
DAY = re.compile(r"(?!0000)\d{4}-\d\d-\d\d$")
ROLES = ("issued", "available", "created", "submitted", "accepted", "updated", "collected")
"""Which of several dates gives the year; others come after these, as the record lists them."""
CONDITIONS = {
    ("accelerating-voltage", "kV"): "voltages",
    ("pixel-size", "nm"): "pixel_sizes",
    ("voxel-size", "nm"): "pixel_sizes",
    ("step-size", "nm"): "pixel_sizes",
    ("field-of-view", "um"): "fields_of_view",
}
"""Where a quantity of that property and unit goes; in another unit it is not understood."""


def conditions(measurements: Iterable[Measurement]) -> dict[str, set[float]]:
    """The values of each numeric field."""
    found: dict[str, set[float]] = {field: set() for field in RANGES}
    for measurement in measurements:
        for quantity in measurement.conditions:
            field = CONDITIONS.get((quantity.kind, quantity.unit))
            if field:
                found[field].add(quantity.value)
    return found


def when(dates: Iterable[Date]) -> tuple[int | None, str | None]:
    """The year of a record, and the first day that the date which gives it may mean."""
    for date in sorted(dates, key=_rank):
        for day in (date.earliest, date.latest, date.edtf):
            if day and (match := YEAR.match(day)):
                return int(match[1]), _day(date.earliest)
    return None, None


def _day(earliest: str | None) -> str | None:
    return earliest if earliest and DAY.match(earliest) else None


def _rank(date: Date) -> int:
    return ROLES.index(date.role) if date.role in ROLES else len(ROLES)


def position(record: Record) -> tuple[float | None, float | None]:
    """The first point on the Earth, else the middle of the first box; latitude, longitude."""
    places = [*record.dataset.places, *(each.place for each in record.samples if each.place)]
    points = [point for place in places if place.body == "earth" and (point := _point(place))]
    return points[0] if points else (None, None)


def _point(place: Place) -> tuple[float, float] | None:
    if place.latitude is not None and place.longitude is not None:
        return place.latitude, place.longitude
    if place.box is None:
        return None
    west, south, east, north = place.box
    middle = (west + east) / 2 + (180 if west > east else 0)  # over the antimeridian
    return (south + north) / 2, middle - 360 if middle > 180 else middle
