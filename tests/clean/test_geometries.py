"""Geometries in one field, and the reference systems in which they are given."""

import pytest

from harvester.clean import datums, geometries, places

POLYGON = "POLYGON ((10 44, 11 44, 11 45, 10 44))"


def placed(**parts) -> tuple[dict, list[str]]:
    read = places.together(parts)
    return dict(read.value or {}), [finding.code for finding in read.findings]


def test_a_polygon_with_its_reference_system():
    read, findings = placed(wkt=POLYGON, datum="https://epsg.io/4326")
    assert read["polygon"] == ((10, 44), (11, 44), (11, 45), (10, 44))
    assert not findings


def test_a_bare_pair_is_longitude_and_latitude():
    read, _ = placed(wkt="10.13 44.08")
    assert (read["latitude"], read["longitude"]) == (44.08, 10.13)


def test_of_lines_and_several_things_the_box_that_holds_them_is_kept_and_told():
    read, findings = placed(wkt="MULTIPOINT ((10 44), (12 43))")
    assert read["box"] == (10, 43, 12, 44)
    assert findings == ["cleaned"]


@pytest.mark.parametrize("words", ["POLYGON", "POINT (north)", "", "see map", "1"])
def test_what_is_no_geometry_is_told_and_the_name_stays(words):
    read, findings = placed(name="Rum", wkt=words)
    assert read["name"] == "Rum"
    assert "latitude" not in read
    assert findings == ["invalid"]


def test_positions_of_gml_with_the_order_of_their_axes():
    said = geometries.positions(["44 10 44 11 45 11 44 10"], "urn:ogc:def:crs:EPSG::4326")
    assert said.value == {"polygon": ["44.0 10.0", "44.0 11.0", "45.0 11.0", "44.0 10.0"]}
    assert not said.findings


def test_where_the_order_is_not_said_it_is_told_how_it_was_taken():
    said = geometries.positions(["10 44"])
    assert said.value == {"point": "44.0 10.0"}
    assert len(said.findings) == 1
    assert geometries.positions(["44 122"]).value == {"point": "44.0 122.0"}


@pytest.mark.parametrize("words", [["1 2 3"], [""], ["north"]])
def test_what_is_no_pair_is_refused(words):
    assert geometries.positions(words).value is None


@pytest.mark.parametrize(
    ("words", "nearness"),
    [
        ("", "same"),
        ("WGS84", "same"),
        ("World Geodetic System 1984", "same"),
        ("https://epsg.io/4326", "same"),
        ("urn:ogc:def:crs:EPSG::4326", "same"),
        ("EPSG:4283", "near"),
        ("4258", "near"),
        ("GDA94", "near"),
        ("EPSG:28355", "other"),
        ("WGS 84 / UTM zone 32N", "other"),
        ("local grid", "other"),
    ],
)
def test_how_far_a_reference_system_is_from_wgs_84(words, nearness):
    assert datums.nearness(words) == nearness


def test_coordinates_of_another_system_are_left_out_and_that_is_told():
    read, findings = placed(name="Rum", latitude="6321000", longitude="338000", datum="EPSG:32629")
    assert read == {"verbatim": "Rum 6321000 338000 EPSG:32629", "name": "Rum", "body": "earth"}
    assert findings == ["datum"]
    assert placed(name="Rum", datum="EPSG:32629")[1] == []


def test_near_systems_are_taken_and_that_is_told():
    read, findings = placed(latitude="-31.8", longitude="122.2", datum="https://epsg.io/4283")
    assert read["latitude"] == -31.8
    assert findings == ["datum"]
