"""A record tells of a family only what was done to its pieces."""

from made import measured, record

from harvester.iris import part_iri
from harvester.model import Sample
from harvester.virtual.account import accounts

TWO = (Sample(key="rum", name="07-14"), Sample(key="skye", name="SK 3"))


def test_only_records_that_describe_a_piece_give_an_account() -> None:
    ours, other = record(samples=TWO), record(name="2")
    told = accounts([ours, other], {part_iri(ours.iri, "sample", "rum")})
    assert [each.record for each in told] == [ours]
    assert [each.name for each in told[0].samples] == ["07-14"]


def test_measurements_of_other_samples_are_left_out() -> None:
    every = measured("sem-bse")
    mine, theirs = measured("xct", samples=("rum",)), measured("tem-bf", samples=("skye",))
    both = record(every, mine, theirs, samples=TWO)
    (told,) = accounts([both], {part_iri(both.iri, "sample", "rum")})
    assert told.measurements == (every, mine)
