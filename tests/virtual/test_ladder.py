"""Each measurement stands on the ladder by its own sizes, else by those usual for its technique."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import account, measured, quantity

from harvester.ontology import scheme
from harvester.virtual.ladder import decades, ladder
from harvester.virtual.placing import Extent, placed, typical


def stands(*conditions, slug: str = "xct") -> tuple[list[str], list[str]]:
    rungs = ladder(placed(account(measured(slug, *conditions))))
    here = [rung.decade.slug for rung in rungs if rung.measured]
    return here, [rung.decade.slug for rung in rungs if rung.likely]


def test_the_ladder_goes_from_millimetres_down_without_a_hole() -> None:
    steps = decades()
    assert steps[0].slug == "1mm-10mm"
    assert steps[-1].scale == "nanometre"
    ends = pairwise(steps)
    assert all(coarse.at_least == fine.below for coarse, fine in ends)


def test_a_stated_size_puts_a_measurement_on_its_decade() -> None:
    assert stands(quantity("voxel-size", 2500)) == (["1um-10um"], [])
    assert stands(quantity("pixel-size", 1000)) == (["1um-10um"], [])
    assert stands(quantity("pixel-size", 2.5, "um")) == (["1um-10um"], [])


@pytest.mark.parametrize(("value", "unit"), [(10, "um"), (10_000, "nm"), (0.01, "mm")])
def test_a_decade_begins_with_its_first_length_in_whatever_unit(value: float, unit: str) -> None:
    assert stands(quantity("pixel-size", value, unit)) == (["10um-100um"], [])


def test_two_sizes_stand_each_on_its_own_decade_and_not_between() -> None:
    two = quantity("pixel-size", 10), quantity("pixel-size", 5000)
    assert stands(*two, slug="sem-bse") == (["1um-10um", "10nm-100nm"], [])


def test_without_one_it_is_likely_where_its_technique_usually_resolves() -> None:
    assert stands(slug="sem-ebsd") == ([], ["1um-10um", "100nm-1um", "10nm-100nm"])


def test_a_size_of_nothing_and_a_foreign_unit_say_nothing() -> None:
    endless, nothing = quantity("pixel-size", float("inf")), quantity("pixel-size", 0)
    told = stands(endless, nothing, quantity("step-size", 3, "s"), slug="sem-ebsd")
    assert told == stands(slug="sem-ebsd")


def test_field_of_view_and_resolution_are_placed_each_for_itself() -> None:
    (one,) = placed(account(measured("fib-nt", quantity("field-of-view", 20, "um"))))
    assert one.field_of_view == Extent(20e-6, 20e-6, "stated", (20e-6,))
    assert one.resolution == Extent(3e-9, 50e-9, "typical")


@pytest.mark.parametrize(
    ("made", "dimensionality"),
    [
        (measured("xct", dimensionality="4D"), "4D"),
        (measured("sem-bse"), "2D"),
        (measured("xct"), None),
        (measured("xct", quantity("voxel-size", 5)), "3D"),
        (measured("unheard-of"), None),
    ],
)
def test_dimensions_are_the_records_or_those_that_leave_no_choice(made, dimensionality) -> None:
    (one,) = placed(account(made))
    assert one.dimensionality == dimensionality


def test_every_usual_range_of_the_vocabulary_can_be_read() -> None:
    for concept in scheme("technique"):
        for name in ("typicalFieldOfView", "typicalResolution"):
            assert (typical(concept, name) is None) == (name not in concept.properties)


@given(st.floats(min_value=0.1, max_value=9.9e6))
def test_whatever_is_measured_stands_on_just_one_rung(nanometres: float) -> None:
    here, likely = stands(quantity("pixel-size", nanometres))
    assert len(here) == 1
    assert not likely
