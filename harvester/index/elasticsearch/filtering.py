"""What a request filters by, in Elasticsearch's query language."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from harvester.index import Box, SearchRequest

Query: TypeAlias = dict[str, Any]


def filters(request: SearchRequest) -> Iterator[Query]:
    """All of which must hold."""
    for field, values in request.filters.items():
        yield terms(field, values)
    ranges: dict[str, tuple[Any, Any]] = {"year": request.years, "date": request.days}
    for field, (lower, upper) in (ranges | request.ranges).items():
        if lower is not None or upper is not None:
            yield _range(field, lower, upper)
    if request.box is not None:
        yield _box(request.box)


def exclusions(request: SearchRequest) -> Iterator[Query]:
    """None of which may hold."""
    for field, values in request.without.items():
        yield terms(field, values)


def terms(field: str, values: Iterable[str]) -> Query:
    """Documents with one of these values; none has an empty one, or one that is no Unicode."""
    return {"terms": {field: [value for value in values if value and _sayable(value)]}}


def _sayable(value: str) -> bool:
    return not any("\ud800" <= sign <= "\udfff" for sign in value)


def _range(field: str, lower: Any, upper: Any) -> Query:
    ends = {"gte": lower, "lte": upper}
    return {"range": {field: {name: end for name, end in ends.items() if end is not None}}}


def _box(box: Box) -> Query:
    """Over the antimeridian a box is what is east of its west, and what is west of its east."""
    latitude = _range("latitude", box.south, box.north)
    if box.west <= box.east:
        longitude = [_range("longitude", box.west, box.east)]
    else:
        longitude = [_range("longitude", box.west, None), _range("longitude", None, box.east)]
    return {"bool": {"filter": [latitude], "should": longitude, "minimum_should_match": 1}}
