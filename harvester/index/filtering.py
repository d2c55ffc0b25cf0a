"""What a request filters by, as tantivy's query objects."""

from collections.abc import Iterator, Sequence

from tantivy import FieldType, Occur, Query, Schema

from harvester.index import Box, Range, SearchRequest
from harvester.index.schema import number


def filters(schema: Schema, request: SearchRequest) -> Iterator[Query]:
    """All of which must hold."""
    for field, values in request.filters.items():
        yield term_set(schema, field, values)
    days = number(request.days[0]), number(request.days[1])
    ranges: list[tuple[str, Range]] = [("year", request.years), ("day", days)]
    ranges += request.ranges.items()
    for field, (lower, upper) in ranges:
        if lower is not None or upper is not None:
            yield _range(schema, field, lower, upper)
    if request.box is not None:
        yield _box(schema, request.box)


def exclusions(schema: Schema, request: SearchRequest) -> Iterator[Query]:
    """None of which may hold."""
    for field, values in request.without.items():
        yield term_set(schema, field, values)


def term_set(schema: Schema, field: str, values: Sequence[str]) -> Query:
    """Documents with one of these values."""
    return Query.term_set_query(schema, field, values)


def _range(schema: Schema, field: str, lower: float | None, upper: float | None) -> Query:
    kind = FieldType.Integer if field in {"year", "day"} else FieldType.Float
    return Query.range_query(schema, field, kind, lower, upper)


def _box(schema: Schema, box: Box) -> Query:
    """Over the antimeridian a box is what is east of its west, and what is west of its east."""
    latitude = _range(schema, "latitude", box.south, box.north)
    if box.west <= box.east:
        longitude = _range(schema, "longitude", box.west, box.east)
    else:
        east = _range(schema, "longitude", box.west, None)
        west = _range(schema, "longitude", None, box.east)
        longitude = Query.boolean_query([(Occur.Should, east), (Occur.Should, west)])
    return Query.boolean_query([(Occur.Must, latitude), (Occur.Must, longitude)])
