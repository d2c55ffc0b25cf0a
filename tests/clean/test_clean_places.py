"""Places: names, points, boxes and polygons on the Earth; other bodies never on it."""

import pytest

from harvester.clean import places


def place(given: str) -> dict:
    return dict(places.clean(given).value or {})


@pytest.mark.parametrize(
    ("given", "latitude", "longitude"),
    [
        ("33.33, -110.47", 33.33, -110.47),
        ("33.33 -110.47", 33.33, -110.47),
        ("east=148.26218; north=-36.45746", -36.45746, 148.26218),
        ("44°05'N 10°08'E", 44.083333, 10.133333),
        ("36°37'12\"S, 145°12'E", -36.62, 145.2),
        ("10.13 E, 44.08 N", 44.08, 10.13),
        ("POINT(10.13 44.08)", 44.08, 10.13),
    ],
)
def test_a_point(given, latitude, longitude):
    read = place(given)
    assert (read["latitude"], read["longitude"]) == (latitude, longitude)


@pytest.mark.parametrize(
    "given",
    [
        "North 37.3, South 37.2, East -32.2, West -32.3",
        "northlimit=37.3; southlimit=37.2; westlimit=-32.3; eastlimit=-32.2; units=degrees",
        "37.2 -32.3 37.3 -32.2",
        "ENVELOPE(-32.3, -32.2, 37.3, 37.2)",
    ],
)
def test_a_box_is_west_south_east_north(given):
    assert place(given)["box"] == (-32.3, 37.2, -32.2, 37.3)


def test_a_polygon_is_longitude_latitude():
    read = place("POLYGON((10 44, 11 44, 11 45, 10 44))")
    assert read["polygon"] == ((10, 44), (11, 44), (11, 45), (10, 44))


def test_a_name_may_stand_beside_coordinates():
    read = place("Carrara, Italy (44°05'N, 10°08'E)")
    assert (read["name"], read["latitude"]) == ("Carrara, Italy", 44.083333)
    assert place("east=10; north=44; name=Carrara")["name"] == "Carrara"


@pytest.mark.parametrize(
    "name",
    ["Isle of Rum", "Unit 7–8, Rum", "Craters of the Moon, Idaho", "Half Moon Bay", "Marsberg"],
)
def test_a_name_alone(name):
    assert place(name) == {"name": name, "body": "earth"}


@pytest.mark.parametrize(
    ("given", "body"),
    [
        ("Mare Tranquillitatis", "moon"),
        ("Apollo 11 landing site, 0.67, 23.47", "moon"),
        ("the Moon", "moon"),
        ("asteroid Ryugu", "ryugu"),
        ("Gale crater", "mars"),
        ("Mars", "mars"),
        ("asteroid Bennu", "bennu"),
    ],
)
def test_other_bodies_get_no_coordinates_of_the_earth(given, body):
    read = place(given)
    assert read["body"] == body
    assert not {"latitude", "longitude", "box"} & read.keys()


def test_coordinates_on_another_body_are_told():
    parts = {"name": "Moon", "latitude": "0.67", "longitude": "23.47"}
    values, findings = places.together(parts)
    assert "latitude" not in values[0]
    assert "moon" in findings[0].message


@pytest.mark.parametrize("given", ["96.5, 10", "10, 191.2", "570.1 -6.28"])
def test_impossible_coordinates_are_refused_and_told(given):
    values, findings = places.clean(given)
    assert values == ()
    assert findings[0].code == "invalid"


def test_a_box_upside_down_is_refused():
    parts = {"west": "10", "east": "20", "south": "60", "north": "50"}
    assert places.together(parts).values == ()


def test_zero_zero_is_kept_and_flagged():
    values, findings = places.clean("0, 0")
    assert (values[0]["latitude"], values[0]["longitude"]) == (0, 0)
    assert findings[0].code == "zero"


@pytest.mark.parametrize(
    "given", ["1993 - 1994", "2004-03-02", "Eocene", "Late Cretaceous", "12 Ma"]
)
def test_a_time_is_no_place(given):
    assert places.clean(given).values == ()
