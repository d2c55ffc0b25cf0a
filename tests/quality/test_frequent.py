"""Kinds are counted in bounded memory; what is frequent is never forgotten."""

from hypothesis import given, settings
from hypothesis import strategies as st

from harvester.quality import Example
from harvester.quality.frequent import Frequent

ONE = Example("oai:rum.example:1")


def test_most_frequent_first_then_by_name_with_the_first_example() -> None:
    counted = Frequent()
    for word, record in (("b", "1"), ("c", "2"), ("a", "3"), ("c", "4")):
        counted.add(word, Example(record))
    assert [(k.what, k.count, k.example.record) for k in counted.kinds(3)] == [
        ("c", 2, "2"),
        ("a", 1, "3"),
        ("b", 1, "1"),
    ]


@settings(deadline=None)
@given(st.lists(st.text("abcdefghij", min_size=1, max_size=2), max_size=300))
def test_there_are_never_more_kinds_than_it_may_remember(words: list[str]) -> None:
    counted = Frequent(most=8)
    for word in words:
        counted.add(word, ONE)
        assert len(counted) <= 8
    assert counted.total == len(words)


def test_a_frequent_kind_survives_a_flood_of_rare_ones() -> None:
    counted = Frequent(most=10)
    for number in range(1_000):
        counted.add("chromite", ONE)
        counted.add(f"rare {number}", ONE)
    assert counted.kinds(1)[0].what == "chromite"
    assert counted.kinds(1)[0].count == 1_000
