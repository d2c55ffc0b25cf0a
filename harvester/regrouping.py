"""Which groups change when samples are linked anew: all that hang together with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from harvester.identity.description import Description
from harvester.identity.grouping import Tie, grouped
from harvester.identity.judging import judge
from harvester.ledger.samples import Group, Judgement, KeptLink, SampleLedger

STRONG = {"certain", "very_likely"}
"""Decisions that make two samples one."""
PAIRWISE = 200
"""Samples that hang together and are still compared each with each, for what keeps them apart."""


def regrouped(
    samples: SampleLedger,
    read: Callable[[bytes], Description],
    done: Sequence[str],
    links: Sequence[KeptLink],
) -> list[Group]:
    """The groups of all that hang together with `done`, whose links are now `links`."""
    members, ties = _reach(samples, set(done), links)
    rows = samples.rows(sorted(members))
    tied = {iri for tie in ties for iri in (tie.left, tie.right)}
    known = {iri: read(row) for iri, row in rows.items() if iri in tied}
    apart = list(_refuted(known, ties))
    made = grouped(rows, [*ties, *apart], samples.ever(sorted(members)))
    own = [Group(id, some) for id, some in made.groups.items()]
    return own + [Group(id, (), now) for id, now in made.now.items()]


def _reach(
    samples: SampleLedger, done: set[str], links: Sequence[KeptLink]
) -> tuple[set[str], set[Tie]]:
    """Everything that was or is one with `done`, step by step; and the ties among it."""
    members: set[str] = set()
    ties: set[Tie] = set()
    frontier = done | {iri for link in samples.links(sorted(done)) for iri in _ends(link)}
    while frontier:
        asked = sorted(frontier)
        kept = [link for link in samples.links(asked) if not done & _ends(link)]
        given = [link for link in links if frontier & _ends(link)]
        found = {*_of_links([*kept, *given]), *_of_people(samples.judgements(asked))}
        ties |= found
        members |= frontier
        joined = {iri for tie in found if tie.relation == "same" for iri in (tie.left, tie.right)}
        frontier = (joined | _companions(samples, asked)) - members
    return members, ties


def _ends(link: KeptLink) -> set[str]:
    return {link.left, link.right}


def _companions(samples: SampleLedger, iris: Sequence[str]) -> set[str]:
    """All that were ever under one id with one of these: only one of them can have it now."""
    return {iri for some in samples.ever(iris).values() for iri in some}


def _of_links(links: Iterable[KeptLink]) -> Iterator[Tie]:
    for link in links:
        if link.relation == "same" and link.decision in STRONG:
            yield Tie(link.left, link.right, "same", link.points)


def _of_people(judgements: Iterable[Judgement]) -> Iterator[Tie]:
    """Of several on one pair the newest; what is derived from another is not the same object."""
    newest = {(each.left, each.right): each for each in judgements}
    for each in newest.values():
        if each.ruling == "same":
            yield Tie(each.left, each.right, "same", judged=True)
        elif each.ruling != "unsure":
            yield Tie(each.left, each.right, "different", judged=True)


def _refuted(known: dict[str, Description], ties: set[Tie]) -> Iterator[Tie]:
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
