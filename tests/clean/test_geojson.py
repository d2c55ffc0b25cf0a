"""GeoJSON as CKAN, InvenioRDM and others put it into one field."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvester.clean import geojson

POINT = {"type": "Point", "coordinates": [-6.32, 57.01, 780]}
BOX = {
    "type": "Polygon",
    "coordinates": [[[5.8, 46.0], [6.5, 46.0], [6.5, 46.5], [5.8, 46.5], [5.8, 46.0]]],
}
TRIANGLE = {"type": "Polygon", "coordinates": [[[5, 46], [6, 46], [6, 47], [5, 46]]]}


def read(tree):
    return geojson.clean(json.dumps(tree)).values


def test_a_point_is_longitude_then_latitude():
    (place,) = read(POINT)
    assert (place["latitude"], place["longitude"]) == (57.01, -6.32)


def test_four_corners_along_the_meridians_are_a_box():
    assert read(BOX)[0]["box"] == (5.8, 46.0, 6.5, 46.5)


def test_any_other_ring_is_a_polygon():
    assert read(TRIANGLE)[0]["polygon"] == ((5, 46), (6, 46), (6, 47), (5, 46))


def test_a_line_is_the_box_around_it():
    assert read({"type": "LineString", "coordinates": [[5, 46], [6, 48]]})[0]["box"] == (
        5,
        46,
        6,
        48,
    )


def test_features_keep_their_name_and_collections_give_all_of_theirs():
    feature = {"type": "Feature", "properties": {"name": "Rum"}, "geometry": POINT}
    places = read({"type": "FeatureCollection", "features": [feature, {"geometry": BOX}]})
    assert [place.get("name") for place in places] == ["Rum", None]
    geometries = {"type": "GeometryCollection", "geometries": [POINT, TRIANGLE]}
    assert len(read(geometries)) == 2


def test_impossible_coordinates_are_told():
    cleaned = geojson.clean(json.dumps({"type": "Point", "coordinates": [12, 91]}))
    assert not cleaned.values
    assert cleaned.findings[0].message == "these are no coordinates on the Earth"


@pytest.mark.parametrize("value", ["", "Rum", "[1, 2]", '{"type": "Point"}', "[" * 5000])
def test_what_is_no_geojson_is_refused(value):
    cleaned = geojson.clean(value)
    assert not cleaned.values
    assert cleaned.findings


ANY = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["type", "coordinates", "features", "geometry", "properties"]),
            inner | st.sampled_from(["Point", "Polygon", "Feature"]),
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(ANY)
def test_nothing_that_may_stand_there_breaks_it(tree):
    geojson.clean(json.dumps(tree))
