"""What points the rules would have if pairs of a list decided: log2 of m by u (Fellegi, Sunter).

`m` is how often a rule speaks of pairs that are the same object, `u` of others. Points are bits, as
in the table in force. Rules are taken for independent of each other, which they are not: what
comes out is a proposal, for a person to judge by the labelled pairs.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log2
from typing import NamedTuple

from harvester.identity.description import Description
from harvester.identity.weights import TABLE, Weight

Spoken = frozenset[str]
"""The rules that had something to say of a pair."""


class Share(NamedTuple):
    """Of how many pairs of each kind, and in how many of them a rule spoke; parts are possible."""

    same: float
    spoke_of_same: float
    other: float
    spoke_of_other: float

    @property
    def m(self) -> float:
        """With half a pair more on each side, as nothing is known to be impossible."""
        return (self.spoke_of_same + 0.5) / (self.same + 1)

    @property
    def u(self) -> float:
        return (self.spoke_of_other + 0.5) / (self.other + 1)


class Proposal(NamedTuple):
    """`proposed` is None for a rule that never spoke, or of every pair: nothing was learned."""

    rule: str
    points: float
    proposed: float | None
    m: float | None
    u: float | None
    spoke: int
    text: str


def learned(table: Sequence[Weight] = TABLE) -> tuple[Weight, ...]:
    """Rules whose word counts for the same object, or against it."""
    return tuple(
        weight
        for weight in table
        if "same" in weight.speaks_for or "same" in weight.refutes or not weight.speaks_for
    )


def spoken(a: Description, b: Description) -> Spoken:
    return frozenset(weight.name for weight in learned() if weight.rule(a, b))


def refuted(said: Spoken) -> bool:
    """Whether a fact makes the same object impossible, whatever the points."""
    return not said.isdisjoint(weight.name for weight in TABLE if "same" in weight.refutes)


def counted(pairs: Iterable[Spoken]) -> Counter[str]:
    """In how many pairs each rule spoke."""
    return Counter(rule for said in pairs for rule in said)


def from_labels(labelled: Iterable[tuple[Spoken, bool]]) -> dict[str, Share]:
    """Counts of pairs of which a person said whether they are the same."""
    found: dict[bool, list[Spoken]] = {True: [], False: []}
    for said, same in labelled:
        found[same].append(said)
    yes, no = counted(found[True]), counted(found[False])
    return {
        rule: Share(len(found[True]), yes[rule], len(found[False]), no[rule]) for rule in yes | no
    }


def proposals(
    pairs: Iterable[Spoken], shares: Mapping[str, Share], table: Sequence[Weight] = TABLE
) -> list[Proposal]:
    """Beside a table, in its order; vetoes refute without points, and have none proposed."""
    spoke = counted(pairs)
    return [
        _proposal(weight, shares.get(weight.name), spoke[weight.name])
        for weight in learned(table)
        if not weight.refutes or weight.points
    ]


def _proposal(weight: Weight, share: Share | None, spoke: int) -> Proposal:
    if share is None:
        return Proposal(weight.name, weight.points, None, None, None, spoke, weight.text)
    proposed = round(log2(share.m / share.u), 1)
    rounded = round(share.m, 4), round(share.u, 4)
    return Proposal(weight.name, weight.points, proposed, *rounded, spoke, weight.text)
