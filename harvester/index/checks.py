"""What a request may name; refused with a sentence before an engine sees it."""

from collections.abc import Iterable
from datetime import date
from math import isfinite

from harvester.errors import UsageError
from harvester.index import DEEPEST, FACETS, RANGES, Box, SearchRequest


def check(request: SearchRequest) -> None:
    """Raises:
    UsageError: a filter, range, facet, day, box, zoom or size of a page is none.
    """
    _names((*request.filters, *request.without, *request.facets), FACETS)
    _names(request.ranges, RANGES)
    for bound in (each for bounds in request.ranges.values() for each in bounds):
        if bound is not None and not isfinite(bound):
            raise UsageError(f"{bound} is no number to begin or end a range with.")
    for day in request.days:
        _day(day)
    if request.box is not None:
        _box(request.box)
    if request.cells is not None and not 0 <= request.cells <= DEEPEST:
        raise UsageError(f"{request.cells} is no zoom; there are 0 to {DEEPEST}.")
    if request.page is not None and request.limit < 1:
        raise UsageError("A page has at least one hit: ask for a limit of 1 or more.")


def too_many_places(zoom: int | None) -> UsageError:
    """There are more tiles with something in them than an engine counts, some 65,000."""
    return UsageError(
        f"At zoom {zoom} there are too many places to count: take a smaller box or zoom."
    )


def _names(given: Iterable[str], known: tuple[str, ...]) -> None:
    for name in given:
        if name not in known:
            raise UsageError(f"Nothing is kept by {name}; there is {', '.join(known)}.")


def _day(day: str | None) -> None:
    try:
        known = day is None or date.fromisoformat(day).isoformat() == day
    except ValueError:
        known = False
    if not known:
        raise UsageError(f"{day} is no day; write it like 2019-07-01.")


def _box(box: Box) -> None:
    east_west = all(-180 <= degrees <= 180 for degrees in (box.west, box.east))
    if not (east_west and -90 <= box.south <= box.north <= 90):
        raise UsageError(
            f"{','.join(map(str, box))} is no box; write west,south,east,north in degrees, "
            "like 170,-25,-175,-10."
        )
