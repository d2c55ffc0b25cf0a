"""Exclusions, ranges, days, boxes and tiles, as every engine promises them."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shelf import document, found, put

from harvester.errors import UsageError
from harvester.index import DEEPEST, Box, Cell, SearchRequest, tiles


@pytest.fixture
def bench(engine):
    put(
        engine,
        document("1", techniques=["apt"], voltages=[5.0, 20.0], date="2019-01-01", labs=["GFZ"]),
        document("2", techniques=["apt", "sem"], pixel_sizes=[4.5], date="2019-12-31"),
        document("3", techniques=["sem"], voltages=[300.0], fields_of_view=[0.05]),
        document("4", voltages=[30.0], date="2020-06-15"),
    )
    return engine


def test_what_has_a_value_to_be_without_is_left_out(bench):
    assert found(bench, without={"techniques": ("apt",)}) == ["3", "4"]
    assert found(bench, without={"techniques": ("apt", "sem")}) == ["4"]
    assert found(bench, without={"techniques": ("apt",), "labs": ("GFZ",)}) == ["3", "4"]
    assert found(bench, filters={"techniques": ("sem",)}, without={"techniques": ("apt",)}) == ["3"]
    assert found(bench, without={"labs": ("nobody",)}) == ["1", "2", "3", "4"]


def test_with_and_without_a_value_are_together_everything(bench):
    counts = bench.search(SearchRequest(facets=("techniques", "labs"))).facets
    for facet, values in counts.items():
        for value, count in values:
            assert bench.search(SearchRequest(without={facet: (value,)})).total == 4 - count


@pytest.mark.parametrize(
    ("field", "bounds", "expected"),
    [
        ("voltages", (20, 30), ["1", "4"]),
        ("voltages", (None, 5), ["1"]),
        ("voltages", (6, 19), []),
        ("voltages", (30.5, None), ["3"]),
        ("voltages", (None, None), ["1", "2", "3", "4"]),
        ("voltages", (30, 20), []),
        ("pixel_sizes", (4.5, 4.5), ["2"]),
        ("fields_of_view", (None, 0.1), ["3"]),
    ],
)
def test_one_of_the_values_lies_in_the_range_ends_included(bench, field, bounds, expected):
    assert found(bench, ranges={field: bounds}) == expected


def test_ranges_all_hold(bench):
    assert found(bench, ranges={"voltages": (1, None), "fields_of_view": (0, 1)}) == ["3"]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (("2019-01-01", "2019-12-31"), ["1", "2"]),
        (("2019-01-02", None), ["2", "4"]),
        ((None, "2019-06-01"), ["1"]),
        ((None, None), ["1", "2", "3", "4"]),
        (("2021-01-01", "2019-01-01"), []),
    ],
)
def test_days_are_a_range_with_both_ends(bench, days, expected):
    assert found(bench, days=days) == expected


def test_dates_order_what_is_found_equal_ones_by_iri_and_none_last(bench):
    put(bench, document("0", date="2019-12-31"))

    assert found(bench, order="newest") == ["4", "0", "2", "1", "3"]
    assert found(bench, order="oldest") == ["1", "0", "2", "4", "3"]
    assert found(bench, order="newest", limit=2, offset=1) == ["0", "2"]


PLACES = {
    "fiji": (-17.7, 178.0),
    "samoa": (-13.6, -172.4),
    "rum": (57.0, -6.3),
    "pole": (90.0, 0.0),
    "line": (0.0, 180.0),
}


@pytest.fixture
def atlas(engine):
    placed = [document(n, latitude=lat, longitude=long) for n, (lat, long) in PLACES.items()]
    put(engine, document("nowhere"), *placed)
    return engine


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        (Box(170, -20, -170, -10), ["fiji", "samoa"]),
        (Box(-170, -20, 170, -10), []),
        (Box(170, -20, 180, -10), ["fiji"]),
        (Box(-6.3, 57, -6.3, 57), ["rum"]),
        (Box(-180, -90, 180, 90), ["fiji", "line", "pole", "rum", "samoa"]),
        (Box(-180, 89, 180, 90), ["pole"]),
        (Box(179, -1, -179, 1), ["line"]),
    ],
)
def test_a_box_may_lie_across_the_antimeridian(atlas, box, expected):
    assert found(atlas, box=box) == expected


def test_tiles_count_what_is_found(atlas):
    put(atlas, document("skye", latitude=57.3, longitude=-6.2), document("5", latitude=-85.9))
    whole = atlas.search(SearchRequest(cells=0, limit=0))
    quarters = atlas.search(SearchRequest(cells=1)).cells

    assert whole.cells == [Cell(0, 0, 6)]
    assert (
        sorted(quarters) == quarters == [Cell(0, 0, 2), Cell(0, 1, 1), Cell(1, 0, 1), Cell(1, 1, 2)]
    )
    islands = atlas.search(SearchRequest(box=Box(-8, 56, -5, 58), cells=12)).cells
    assert [each.records for each in islands] == [1, 1]
    assert not atlas.search(SearchRequest()).cells


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    points=st.lists(st.tuples(st.floats(-90, 90), st.floats(-179.9, 179.9)), max_size=20),
    zoom=st.integers(0, DEEPEST - 2),
)
def test_every_place_is_in_its_tile(engine, points, zoom):
    points = [(round(latitude, 4), round(longitude, 4)) for latitude, longitude in points]
    placed = [document(str(n), latitude=a, longitude=b) for n, (a, b) in enumerate(points)]
    put(engine, *placed, anew=True)
    expected = [tiles.tile(*point, zoom) for point in points]
    counted = engine.search(SearchRequest(cells=zoom, limit=0)).cells

    assert counted == [Cell(*tile, expected.count(tile)) for tile in sorted(set(expected))]


@pytest.mark.parametrize(
    "wrong",
    [
        {"without": {"technique": ("sem",)}},
        {"ranges": {"year": (1999, None)}},
        {"ranges": {"voltages": (float("nan"), None)}},
        {"days": ("2019", None)},
        {"days": (None, "2019-02-30")},
        {"box": Box(0, 10, 20, -10)},
        {"box": Box(-190, 0, 0, 10)},
        {"cells": DEEPEST + 1},
        {"cells": -1},
        {"page": "", "limit": 0},
    ],
    ids=str,
)
def test_what_cannot_be_asked_is_refused(engine, wrong):
    with pytest.raises(UsageError):
        engine.search(SearchRequest(**wrong))
