"""From two descriptions to a relation, with everything that speaks for it and against."""

from collections.abc import Sequence
from typing import NamedTuple

from harvester.identity.description import Description
from harvester.identity.weights import (
    RELATIONS,
    TABLE,
    THRESHOLDS,
    Decision,
    Relation,
    Weight,
)


class Evidence(NamedTuple):
    """One rule's word: its text for the curator, both values verbatim, points, what it refutes."""

    rule: str
    text: str
    left: str
    right: str
    points: float
    speaks_for: tuple[Relation, ...]
    refutes: tuple[Relation, ...]


class Link(NamedTuple):
    """`relation` and `decision` are None where nothing was decided; evidence is there anyway."""

    left: str
    right: str
    relation: Relation | None
    decision: Decision | None
    points: float
    evidence: tuple[Evidence, ...]

    @property
    def score(self) -> float:
        return score(self.points)


def score(points: float) -> float:
    """Between 0 and 1, rising with the points: 0.5 where the decision `possible` begins."""
    return round(1 / (1 + 2 ** (THRESHOLDS[-1][1] - points)), 3)


def judge(a: Description, b: Description, table: Sequence[Weight] = TABLE) -> Link:
    """The closest relation that has enough points and that nothing refutes."""
    evidence = tuple(_said(a, b, table))
    around = sum(each.points for each in evidence if not each.speaks_for)
    refuted = {relation for each in evidence for relation in each.refutes}
    for relation in RELATIONS:
        grounds = sum(each.points for each in evidence if relation in each.speaks_for)
        points = grounds + around
        decision = _decision(points) if grounds else None
        if decision and relation not in refuted:
            return Link(a.row.id, b.row.id, relation, decision, points, evidence)
    return Link(a.row.id, b.row.id, None, None, around, evidence)


def _said(a: Description, b: Description, table: Sequence[Weight]) -> list[Evidence]:
    return [
        Evidence(
            weight.name,
            weight.text,
            *values,
            weight.points,
            weight.speaks_for,
            weight.refutes,
        )
        for weight in table
        if (values := weight.rule(a, b))
    ]


def _decision(points: float) -> Decision | None:
    return next((decision for decision, least in THRESHOLDS if points >= least), None)
