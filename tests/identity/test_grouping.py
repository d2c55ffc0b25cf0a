"""Groups of samples: what joins, what keeps apart, and that every id resolves for ever."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from harvester.identity.grouping import Tie, grouped
from harvester.identity.ids import sample_id

SAMPLES = [f"https://example.org/{letter}" for letter in "abcdef"]
A, B, C = SAMPLES[:3]
TIES = st.lists(
    st.builds(
        Tie,
        st.sampled_from(SAMPLES[:3]),
        st.sampled_from(SAMPLES[3:]),
        st.sampled_from(["same", "same", "different"]),
        st.sampled_from([5.0, 9.0]),
        st.booleans(),
    ),
    max_size=8,
)


@settings(deadline=None)
@given(TIES, st.randoms())
def test_the_order_of_arrival_does_not_matter(ties: list[Tie], random: Random) -> None:
    mixed, samples = random.sample(ties, len(ties)), random.sample(SAMPLES, len(SAMPLES))
    assert grouped(samples, mixed) == grouped(SAMPLES, ties)


@settings(deadline=None)
@given(TIES)
def test_what_a_person_calls_different_is_never_in_one_group(ties: list[Tie]) -> None:
    for members in grouped(SAMPLES, ties).groups.values():
        apart = [each for each in ties if each.relation == "different" and each.judged]
        assert not [each for each in apart if {each.left, each.right} <= set(members)]


@settings(deadline=None)
@given(TIES, TIES)
def test_every_id_resolves_and_undoing_gives_back_what_was(
    before: list[Tie], more: list[Tie]
) -> None:
    first = grouped(SAMPLES, before)
    then = grouped(SAMPLES, before + more, first.groups)
    ever = {id: set(first.groups.get(id, ())) for id in first.groups}
    for id, members in then.groups.items():
        ever.setdefault(id, set()).update(members)
    known = {*first.groups, *then.groups, *map(sample_id, SAMPLES)}
    assert known == {*then.groups, *then.now}
    back = grouped(SAMPLES, before, ever)
    assert set(back.groups.values()) == set(first.groups.values())
    assert known <= {*back.groups, *back.now}


def test_a_judgement_beats_a_rule_transitively_and_the_conflict_is_told() -> None:
    ties = [
        Tie(A, B, "same", judged=True),
        Tie(B, C, "same", 9),
        Tie(A, C, "different", judged=True),
    ]
    found = grouped(SAMPLES[:3], ties)
    assert set(found.groups.values()) == {(A, B), (C,)}
    assert found.conflicts == (ties[1],)


def test_the_id_that_went_says_where() -> None:
    joined = grouped([A, B], [Tie(A, B, "same", 9)])
    small, large = sorted(map(sample_id, (A, B)))
    assert (list(joined.groups), joined.now) == ([small], {large: (small,)})


def test_a_person_joins_what_facts_refute() -> None:
    ties = [Tie(A, B, "same", judged=True), Tie(A, B, "different")]
    assert list(grouped([A, B], ties).groups.values()) == [(A, B)]
