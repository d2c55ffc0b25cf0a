"""Relatives are ranked by what they have in common, and each says why."""

from related_profiles import made

from harvester.related.ranking import ranked
from harvester.related.weights import FAMILY, NAMES

SAMPLE = made(
    "sample",
    origins={"allende": "Allende"},
    labs=frozenset({"Clyde"}),
    techniques=frozenset({"sem-bse"}),
    said={"allende": "Allende", "hallival": "Hallival"},
    titles=("BSE images of Allende",),
)


def test_the_more_in_common_the_earlier() -> None:
    same = made("b", origins={"allende": "ALLENDE"}, techniques=frozenset({"sem-bse"}))
    less = made("a", origins={"allende": "Allende"})
    found = ranked(SAMPLE, [less, same], {}, {})
    assert [each.profile.id for each in found] == ["b", "a"]
    (first, *_) = found[0].reasons
    assert (first.feature, first.left, first.right) == ("same_origin", "Allende", "ALLENDE")


def test_equal_ones_come_by_id_in_whatever_order_they_are_given() -> None:
    some = [made(id, origins={"allende": "Allende"}) for id in ("c", "a", "b")]
    assert [each.profile.id for each in ranked(SAMPLE, some, {}, {})] == ["a", "b", "c"]


def test_the_sample_itself_is_no_relative() -> None:
    assert ranked(SAMPLE, [SAMPLE], {}, {}) == []


def test_what_is_alike_in_words_or_technique_alone_is_no_relative() -> None:
    alike = made("a", techniques=frozenset({"sem-bse"}))
    assert ranked(SAMPLE, [alike], {"a-record": 1.0}, {}) == []


def test_likeness_of_words_adds_to_a_ground() -> None:
    other = made("a", origins={"allende": "Allende"})
    plain, worded = (ranked(SAMPLE, [other], like, {})[0] for like in ({}, {"a-record": 0.5}))
    assert worded.score == plain.score + 1
    assert worded.reasons[-1].feature == "text"


def test_a_name_that_few_records_have_is_a_ground() -> None:
    other = made("a", said={"hallival": "HALLIVAL"})
    (found,) = ranked(SAMPLE, [other], {}, {"hallival": 0.9})
    (reason,) = found.reasons
    assert (reason.left, reason.right) == ("Hallival", "HALLIVAL")
    assert 0 < reason.points < NAMES
    assert ranked(SAMPLE, [other], {}, {"hallival": 0.1}) == []


def test_a_name_in_running_text_is_worth_less_than_in_a_title() -> None:
    title, text = made("a", said={"hallival": "Hallival"}), made("b", mentioned={"hallival": "H"})
    found = ranked(SAMPLE, [text, title], {}, {"hallival": 0.7})
    assert [each.profile.id for each in found] == ["a", "b"]


def test_laboratories_tell_the_two_kinds_and_repositories_where_none_is_told() -> None:
    common = {"origins": {"allende": "Allende"}}
    same = made("a", labs=frozenset({"Clyde", "Elbe"}), sources=frozenset({"elbe"}), **common)
    other = made("b", labs=frozenset({"Elbe"}), **common)
    untold = made("c", **common)
    kinds = {
        each.profile.id: each.same_lab for each in ranked(SAMPLE, [same, other, untold], {}, {})
    }
    assert kinds == {"a": True, "b": False, "c": True}


def test_who_is_of_the_family_comes_first() -> None:
    near = made("b", origins={"allende": "Allende"})
    found = ranked(SAMPLE, [near, made("a")], {}, {}, {"a": "made of it"})
    assert (found[0].profile.id, found[0].score) == ("a", FAMILY)
