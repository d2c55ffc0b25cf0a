"""Which groups change when samples are linked anew: all that hang together with them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from harvester.identity.description import Description
from harvester.identity.grouping import Tie, grouped
from harvester.identity.judging import Link
from harvester.ledger.samples import Group, Judgement, KeptLink, SampleLedger

STRONG = {"certain", "very_likely"}
"""Decisions that make two samples one."""
PAIRWISE = 200
"""Samples that hang together and are still compared each with each, for what keeps them apart."""


class _Reach(NamedTuple):
    """`ever` has all the samples that were ever under each id."""

    members: set[str]
    ties: set[Tie]
    ever: dict[str, list[str]]


def regrouped(
    samples: SampleLedger,
    read: Callable[[Collection[str]], dict[str, Description]],
    judge: Callable[[Description, Description], Link],
    known: Mapping[str, Description],
    done: Sequence[str],
    links: Sequence[KeptLink],
) -> list[Group]:
    """The groups of all that hang together with `done`, whose links are now `links`.

    `read` gives those of these samples that a record has; `known` are read already.
    """
    members, ties, ever = _reach(samples, set(done), links)
    there = {iri: known[iri] for iri in members if iri in known} | read(members - known.keys())
    made = grouped(there, [*ties, *_refuted(there, ties, judge)], ever)
    own = [Group(id, some) for id, some in made.groups.items()]
    return own + [Group(id, (), now) for id, now in made.now.items()]


def _reach(samples: SampleLedger, done: set[str], links: Sequence[KeptLink]) -> _Reach:
    """Everything that was or is one with `done`, step by step; and the ties among it.

    All that were ever under one id belong together: only one of them can have it now.
    """
    reach = _Reach(set(), set(), {})
    frontier = done | {iri for link in samples.links(sorted(done)) for iri in _ends(link)}
    while frontier:
        asked = sorted(frontier)
        kept = [link for link in samples.links(sorted(frontier - done)) if not done & _ends(link)]
        given = [link for link in links if frontier & _ends(link)]
        ties = {*_of_links([*kept, *given]), *_of_people(samples.judgements(asked))}
        ever = samples.ever(asked)
        reach.members.update(frontier)
        reach.ties.update(ties)
        reach.ever.update(ever)
        joined = {iri for tie in ties if tie.relation == "same" for iri in (tie.left, tie.right)}
        frontier = joined.union(*ever.values()) - reach.members
    return reach


def newest(judgements: Iterable[Judgement]) -> dict[tuple[str, str], Judgement]:
    """The one that counts of those on a pair; they come oldest first."""
    return {(each.left, each.right): each for each in judgements}


def _ends(link: KeptLink) -> set[str]:
    return {link.left, link.right}


def _of_links(links: Iterable[KeptLink]) -> Iterator[Tie]:
    for link in links:
        if link.relation == "same" and link.decision in STRONG:
            yield Tie(link.left, link.right, "same", link.points)


def _of_people(judgements: Iterable[Judgement]) -> Iterator[Tie]:
    """What is derived from another is not the same object."""
    for each in newest(judgements).values():
        if each.ruling == "same":
            yield Tie(each.left, each.right, "same", judged=True)
        elif each.ruling != "unsure":
            yield Tie(each.left, each.right, "different", judged=True)


def _refuted(
    known: dict[str, Description],
    ties: set[Tie],
    judge: Callable[[Description, Description], Link],
) -> Iterator[Tie]:
    """Pairs that would be one through a third, and that some fact keeps apart."""
    for some in _hanging_together(known, ties):
        if 2 < len(some) <= PAIRWISE:
            for left, right in combinations(sorted(some), 2):
                evidence = judge(known[left], known[right]).evidence
                if any("same" in each.refutes for each in evidence):
                    yield Tie(left, right, "different")


def _hanging_together(known: Iterable[str], ties: Iterable[Tie]) -> list[tuple[str, ...]]:
    same = [tie for tie in ties if tie.relation == "same"]
    return list(grouped(known, same).groups.values())
