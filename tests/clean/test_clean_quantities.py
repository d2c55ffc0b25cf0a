"""Numbers with units become a value and a UCUM code, in the unit in which a property is kept."""

import pytest

from harvester.clean import quantities, units


@pytest.mark.parametrize(
    ("given", "value", "unit"),
    [
        ("15 kV", 15, "kV"),
        ("15kV", 15, "kV"),
        ("53 keV", 53, "keV"),
        ("9.5 nA", 9.5, "nA"),
        ("0.5 µm", 0.5, "um"),
        ("0.5 μm", 0.5, "um"),
        ("0.5 microns", 0.5, "um"),
        ("3 nm", 3, "nm"),
        ("2 Å", 2, "Ao"),
        ("20 °C", 20, "Cel"),
        ("2 GPa", 2, "GPa"),
        ("1.3 wt%", 1.3, "%"),
        ("5 ct", 5, "[car_m]"),
        ("3,47 g", 3.47, "g"),
        ("1,200 kg", 1200, "kg"),
        ("1 000 mg", 1000, "mg"),
        ("−12.5 mm", -12.5, "mm"),
        ("1e-3 Pa", 0.001, "Pa"),
        ("~ 48 GB", 48, "GBy"),
    ],
)
def test_a_quantity(given, value, unit):
    read = quantities.clean(given).value
    assert (read["value"], read["unit"]) == (value, unit)


@pytest.mark.parametrize(
    ("given", "kind", "value", "unit"),
    [
        ("0.5 µm", "pixel-size", 500, "nm"),
        ("2.4 kg", "mass", 2400, "g"),
        ("12 µg", "mass", 0.000012, "g"),
        ("5 ct", "mass", 1, "g"),
        ("300 K", "temperature", 26.85, "Cel"),
        ("200000 V", "accelerating-voltage", 200, "kV"),
    ],
)
def test_a_property_is_kept_in_one_unit(given, kind, value, unit):
    read = quantities.clean(given, kind).value
    assert (read["kind"], read["value"], read["unit"]) == (kind, value, unit)


@pytest.mark.parametrize(
    ("given", "kind"),
    [("13.5 mm", "mass"), ("12 files", ""), ("kV", ""), ("5-10 kV", ""), ("1e999 g", "mass")],
)
def test_what_is_none_is_refused(given, kind):
    assert quantities.clean(given, kind).values == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("an accelerating voltage of 20 kV and a current of 9 nA", "accelerating-voltage 20 kV"),
        ("probe current: 9 nA", "beam-current 9 nA"),
        ("at 15 kV", "accelerating-voltage 15 kV"),
        ("with a step size of 0.5 µm", "step-size 500 nm"),
        ("voxel size of 1.3 µm", "voxel-size 1300 nm"),
        ("5 nm pixel size", "pixel-size 5 nm"),
        ("50 nm voxels", "voxel-size 50 nm"),
        ("voxel size 30 × 30 × 30 nm", "voxel-size 30 nm"),
        ("a voxel size of 10 x 10 x 20 nm", "voxel-size 20 nm"),
        ("WD = 10.5 mm", "working-distance 10.5 mm"),
        ("dwell time 10 µs", "dwell-time 10 us"),
        ("fields of view of 20 µm", "field-of-view 20 um"),
        ("an individual of 14.1 g", "mass 14.1 g"),
    ],
)
def test_a_property_is_known_by_the_words_beside_it(text, found):
    first = next(quantities.find(text)).quantity
    assert f"{first['kind']} {first['value']:g} {first['unit']}" == found


@pytest.mark.parametrize(
    "text",
    ["grains 12 µm across", "5 g/cm³ dense", "10017,25 g", "3-5 kV", "sample A15 kV", "12 m"],
)
def test_a_number_that_nothing_explains_is_left_alone(text):
    assert list(quantities.find(text)) == []


def test_every_unit_of_the_table_is_known_to_pint():
    for code in units.SPELLINGS:
        if code != "Cel":
            assert units._factor(code, code) == 1


def test_what_measures_something_else_is_not_converted():
    assert units.convert(1, "kV", "g") is None
    assert units.convert(1, "kV", "Cel") is None
    assert units.convert(0, "Cel", "K") == 273.15
