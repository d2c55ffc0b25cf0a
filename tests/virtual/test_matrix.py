"""Groups of techniques against dimensions, and what is missing."""

import pytest
from made import account, measured, quantity

from harvester.ontology import scheme
from harvester.virtual.gaps import Gap, gaps
from harvester.virtual.ladder import ladder
from harvester.virtual.matrix import DIMENSIONS, GROUPS, group, matrix
from harvester.virtual.placing import placed
from harvester.virtual.usual import USUAL, missing, usual


def cells(*measurements) -> dict:
    return {(c.group, c.dimensionality): c for c in matrix(placed(account(*measurements)))}


def found(*measurements, types=()) -> list[Gap]:
    standing = placed(account(*measurements))
    return list(gaps(ladder(standing), types, [each.technique for each in standing]))


# --- the matrix


def test_a_measurement_is_counted_once_under_its_group_and_dimensions() -> None:
    counted = cells(measured("sem-bse"), measured("sem-ebsd"), measured("xct", dimensionality="4D"))
    assert counted["sem", "2D"].measurements == 2
    assert counted["sem", "2D"].techniques == ("sem-bse", "sem-ebsd")
    assert counted["xray", "4D"].records == 1
    assert sum(each.measurements for each in counted.values()) == 3


def test_every_group_has_every_dimension_and_says_what_cannot_be() -> None:
    empty = cells()
    assert set(empty) == {(row, column) for row in GROUPS for column in DIMENSIONS}
    assert empty["fib", "3D"].possible
    assert not empty["apt", "4D"].possible


def test_what_does_not_tell_its_dimensions_is_counted_apart() -> None:
    assert cells(measured("sem-eds"))["sem", None].measurements == 1


@pytest.mark.parametrize(
    ("slug", "row"),
    [("sem-eds", "sem"), ("3d-ebsd", "fib"), ("opt-raman", "optical"), ("nanosims", "sims")],
)
def test_a_technique_of_two_groups_counts_for_its_first(slug: str, row: str) -> None:
    assert group(slug) == row


# --- what is missing


def test_scales_between_and_beyond_what_was_measured_are_gaps() -> None:
    coarse = measured("xct", quantity("voxel-size", 5000))
    fine = measured("fib-nt", quantity("voxel-size", 20))
    outer, between, inner = (gap for gap in found(coarse, fine) if gap.kind == "scale")
    assert between.decades == ("100nm-1um",)
    assert between.sentence == (
        "Nothing resolves 100 nm to 1 µm; "
        "coarser there is X-ray computed tomography or X-ray microscopy, "
        "finer there is FIB nanotomography. Usual there: Optical microscopy, "
        "X-ray imaging and analysis, Scanning electron microscopy."
    )
    assert "there is nothing coarser" in outer.sentence
    assert "there is nothing finer" in inner.sentence
    assert "apt" in inner.techniques


def test_dimensions_that_another_scale_has_are_a_gap() -> None:
    volume = measured("xct", quantity("voxel-size", 5000))
    image = measured("sem-bse", quantity("pixel-size", 20))
    flat, deep = (gap for gap in found(volume, image) if gap.kind == "dimension")
    assert (flat.dimensionality, flat.decades) == ("2D", ("1um-10um",))
    assert (deep.dimensionality, deep.decades) == ("3D", ("10nm-100nm",))
    assert deep.sentence == (
        "At 10 nm to 100 nm there are data in 2D but not in 3D, as at 1 µm to 10 µm."
    )


def test_no_gap_is_claimed_where_dimensions_are_not_told() -> None:
    volume = measured("xct", quantity("voxel-size", 5000))
    unsaid = measured("sem-eds", quantity("pixel-size", 20))
    assert not [gap for gap in found(volume, unsaid) if gap.kind == "dimension"]


def test_of_a_sample_that_was_never_measured_no_scale_is_missed() -> None:
    assert found() == []


def test_the_usual_that_is_missing_is_said_for_each_kind_of_piece() -> None:
    (gap,) = (
        gap for gap in found(measured("tl-ppl"), types=["thin-section"]) if gap.kind == "usual"
    )
    assert gap.techniques == ("sem-bse", "sem-eds")
    assert gap.sentence.startswith("Usual for a thin section and not found: ")


def test_a_narrower_type_takes_what_is_usual_for_its_broader_one() -> None:
    assert usual("polished-thin-section") == USUAL["section"]
    assert usual("core-piece") == ("xct",)
    assert usual("powder") == usual("unheard-of") == ()
    assert missing(["powder"], []) == []


def test_what_is_usual_is_in_the_vocabularies() -> None:
    assert set(USUAL) <= scheme("sample-type").concepts.keys()
    for techniques in USUAL.values():
        assert set(techniques) <= scheme("technique").concepts.keys()
