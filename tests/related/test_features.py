"""What two samples have in common is told with the values of both."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from related_profiles import made

from harvester.ontology import scheme
from harvester.related import features
from harvester.related.features import Common
from harvester.related.weights import TABLE

SHARED = [
    (features.same_origin, {"origins": {"allende": "Allende"}}),
    (features.same_number, {"numbers": {"lunar:10017": "10017,25"}}),
    (features.same_parent, {"parents": {"rum 07 14": "RUM 07-14"}}),
    (features.same_place, {"places": {"isle of rum": "Isle of Rum, Scotland"}}),
    (features.same_mission, {"missions": {"ryugu": "A0026"}}),
    (features.same_label, {"labels": {"ba3": "BA-3"}}),
    (features.same_collection, {"collections": {"rock store": "Rock store"}}),
    (features.same_project, {"projects": {"ne 1": "NE/1"}}),
    (features.same_people, {"people": {"ada": "Ada"}}),
    (features.same_kind, {"types": frozenset({"thin-section"})}),
    (features.same_technique, {"techniques": frozenset({"sem-ebsd"})}),
    (features.same_material, {"materials": frozenset({"olivine"})}),
]


@pytest.mark.parametrize(
    ("feature", "said"), SHARED, ids=lambda each: getattr(each, "__name__", "")
)
def test_a_thing_in_common_is_told_and_nothing_where_one_has_it_alone(feature, said) -> None:
    one, other = made("a", **said), made("b", **said)
    assert isinstance(feature(one, other), Common)
    assert feature(one, made("c")) is None
    assert feature(made("c"), other) is None


@pytest.mark.parametrize("weight", TABLE, ids=lambda weight: weight.feature.__name__)
def test_every_reason_is_a_sentence(weight) -> None:
    text = (weight.feature.__doc__ or "").strip()
    assert text.endswith(".")
    assert "\n" not in text


def test_of_materials_the_closest_count_and_not_what_is_broader() -> None:
    olivine = scheme("material").concept("olivine")
    both = frozenset({"olivine", *olivine.broader})
    found = features.same_material(made("a", materials=both), made("b", materials=both))
    assert found
    assert found.left == olivine.label()


def test_near_places_count_the_more_the_nearer() -> None:
    here = made("a", points=((57.0, -6.3),))
    near = features.near_place(here, made("b", points=((57.01, -6.3),)))
    farther = features.near_place(here, made("c", points=((57.2, -6.3),)))
    assert near
    assert farther
    assert near.strength > farther.strength
    assert near.right == "1.1 km away"
    assert features.near_place(here, made("d", points=((58.0, -6.3),))) is None


def test_a_place_across_the_antimeridian_is_near() -> None:
    one, other = made("a", points=((-17.0, 179.99),)), made("b", points=((-17.0, -179.99),))
    assert features.near_place(one, other)


@given(
    st.tuples(st.floats(-90, 90), st.floats(-180, 180)),
    st.tuples(st.floats(-90, 90), st.floats(-180, 180)),
)
def test_whatever_the_places_near_is_near_both_ways(one, other) -> None:
    a, b = made("a", points=(one,)), made("b", points=(other,))
    forth, back = features.near_place(a, b), features.near_place(b, a)
    assert (forth is None) == (back is None)
    assert forth is None or 0.4 < forth.strength <= 1


def test_the_complementary_technique_is_one_that_the_sample_lacks() -> None:
    sem = made("a", techniques=frozenset({"sem-bse"}), technique_groups=frozenset({"sem"}))
    tem = made("b", techniques=frozenset({"tem-bf"}), technique_groups=frozenset({"tem"}))
    found = features.complementary(sem, tem)
    assert found
    assert "Transmission electron" in found.right or "bright field" in found.right
    assert features.complementary(sem, sem) is None
