"""Pairs whose relation is documented: how many are found, and how few are wrong.

`benchmark.tsv`: kind of difference, relation, and both rows as `name|key=value|…`. `none` says that
they are no relatives by these rows; `notsame` leaves open which they are.
"""

import csv
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from harvester.identity.judging import Link
from harvester.identity.matching import explain
from harvester.identity.row import Row

FILE = Path(__file__).with_name("benchmark.tsv")
NEGATIVE = {"none", "notsame", "same_origin", "same_parent"}


class Pair(NamedTuple):
    kind: str
    relation: str
    left: Row
    right: Row


def row(name: str, text: str) -> Row:
    given, *fields = text.split("|")
    return Row.model_validate({"id": name, "name": given, **dict(f.split("=", 1) for f in fields)})


def pairs() -> list[Pair]:
    with FILE.open(encoding="utf-8") as file:
        return [
            Pair(each["kind"], each["relation"], row("l", each["left"]), row("r", each["right"]))
            for each in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


@pytest.fixture(scope="module")
def judged() -> list[tuple[Pair, Link]]:
    return [(pair, explain(pair.left, pair.right)) for pair in pairs()]


def test_it_is_large_and_of_many_kinds():
    read = pairs()
    assert len(read) >= 300
    assert len({pair.kind for pair in read}) >= 12
    assert sum(pair.relation in NEGATIVE for pair in read) >= 100


def test_same_objects_are_found_and_others_are_not(judged: list[tuple[Pair, Link]]):
    counted = Counter((pair.relation == "same", link.relation == "same") for pair, link in judged)
    found, missed, wrong = counted[True, True], counted[True, False], counted[False, True]
    assert found / (found + wrong) >= 0.99, faults(judged)
    assert found / (found + missed) >= 0.95, faults(judged)


def test_the_relation_is_the_right_one(judged: list[tuple[Pair, Link]]):
    linked = [(pair, link) for pair, link in judged if link.relation and pair.relation != "notsame"]
    right = sum(pair.relation == link.relation for pair, link in linked)
    assert right / len(linked) >= 0.95, faults(judged)
    related = [link for pair, link in judged if pair.relation not in {"none", "notsame"}]
    assert sum(link.relation is not None for link in related) / len(related) >= 0.95


def test_a_pair_is_the_same_from_both_sides(judged: list[tuple[Pair, Link]]):
    for pair, link in judged:
        turned = explain(pair.right, pair.left)
        assert (turned.relation, turned.decision) == (link.relation, link.decision), pair


def faults(judged: list[tuple[Pair, Link]]) -> str:
    return "\n".join(
        f"{pair.kind}: {pair.left.name!r} {pair.right.name!r}: "
        f"{link.relation} and not {pair.relation}"
        for pair, link in judged
        if (link.relation or "none") != pair.relation
    )
