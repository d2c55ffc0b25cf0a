"""Tiles of the map."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvester.index import DEEPEST, tiles

LATITUDES, LONGITUDES = st.floats(-90, 90), st.floats(-180, 180)
ZOOMS = st.integers(0, DEEPEST)


@pytest.mark.parametrize(
    ("latitude", "longitude", "zoom", "tile"),
    [
        (57.0, -6.3, 0, (0, 0)),
        (57.0, -6.3, 1, (0, 0)),
        (51.51202, 0.02435, 17, (65544, 43582)),  # the example of OpenStreetMap's wiki
        (0.0, 180.0, 3, (7, 4)),
        (0.0, -180.0, 3, (0, 4)),
        (90.0, 0.0, 5, (16, 0)),
        (-90.0, 0.0, 5, (16, 31)),
    ],
)
def test_a_point_has_a_tile_at_each_zoom(latitude, longitude, zoom, tile):
    assert tiles.tile(latitude, longitude, zoom) == tile


@given(LATITUDES, LONGITUDES, ZOOMS)
def test_the_number_of_the_deepest_tile_gives_that_of_any_zoom(latitude, longitude, zoom):
    code = tiles.code(latitude, longitude)
    assert tiles.of_code(code, zoom) == tiles.tile(latitude, longitude, zoom)


@given(LATITUDES, LONGITUDES, st.integers(1, DEEPEST))
def test_a_tile_lies_in_one_of_the_zoom_above(latitude, longitude, zoom):
    x, y = tiles.tile(latitude, longitude, zoom)
    assert tiles.tile(latitude, longitude, zoom - 1) == (x // 2, y // 2)
