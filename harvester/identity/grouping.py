"""From links and judgements to groups, each one physical sample; pure, whatever came first."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from harvester.identity.ids import sample_id


class Tie(NamedTuple):
    """What is held of two samples (IRIs): `judged` by a person, who beats every rule."""

    left: str
    right: str
    relation: Literal["same", "different"]
    points: float = 0.0
    judged: bool = False


class Grouping(NamedTuple):
    """`groups` has the sorted members by id; `now` has where each other known id went.

    `conflicts` are ties of the relation `same` that others speak against, transitively too.
    """

    groups: dict[str, tuple[str, ...]]
    now: dict[str, tuple[str, ...]]
    conflicts: tuple[Tie, ...]


def grouped(
    members: Iterable[str], ties: Iterable[Tie], ever: Mapping[str, Iterable[str]] | None = None
) -> Grouping:
    """`ever`: the samples that were once under each id; what they are in now, the id resolves to.

    A group has the smallest id that a member ever had (a split leaves it to the part of the
    sample that it was made from, or to the first part by IRI).
    """
    groups, conflicts = _joined(sorted(set(members)), ties)
    had: dict[str, set[str]] = defaultdict(set)
    for id, were in (ever or {}).items():
        for member in were:
            had[member].add(id)
    named = _named(groups, had)
    at = {member: id for id, group in named.items() for member in group}
    once = {id: {at[each] for each in were if each in at} for id, were in (ever or {}).items()}
    once |= {sample_id(each): {at[each]} for each in at if sample_id(each) not in once}
    now = {id: tuple(sorted(to)) for id, to in sorted(once.items()) if id not in named}
    return Grouping(named, now, conflicts)


def _joined(
    members: list[str], ties: Iterable[Tie]
) -> tuple[list[tuple[str, ...]], tuple[Tie, ...]]:
    """Strongest first; what a `different` between any two members forbids is a conflict."""
    group = {each: {each} for each in members}
    known = [each for each in set(ties) if each.left in group and each.right in group]
    different = [each for each in known if each.relation == "different"]
    by_rules, by_people = _apart(different), _apart(each for each in different if each.judged)
    conflicts = []
    for tie in sorted((each for each in known if each.relation == "same"), key=_strength):
        one, other = group[tie.left], group[tie.right]
        if one is other:
            continue
        apart = by_people if tie.judged else by_rules
        if any(apart[each] & other for each in one):
            conflicts.append(tie)
            continue
        one |= other
        group.update(dict.fromkeys(other, one))
    return sorted({tuple(sorted(each)) for each in group.values()}), tuple(conflicts)


def _apart(ties: Iterable[Tie]) -> dict[str, set[str]]:
    apart: dict[str, set[str]] = defaultdict(set)
    for tie in ties:
        apart[tie.left].add(tie.right)
        apart[tie.right].add(tie.left)
    return apart


def _strength(tie: Tie) -> tuple[bool, float, str, str]:
    return not tie.judged, -tie.points, tie.left, tie.right


def _named(
    groups: list[tuple[str, ...]], had: Mapping[str, set[str]]
) -> dict[str, tuple[str, ...]]:
    """Ids from the smallest; after a split the part with the sample that an id is made from."""
    wishes = []
    for group in groups:
        own = {sample_id(each) for each in group}
        ids = own.union(*(had.get(each, set()) for each in group))
        wishes += [(id, id not in own, group) for id in ids]
    named: dict[str, tuple[str, ...]] = {}
    done: set[tuple[str, ...]] = set()
    for id, _, group in sorted(wishes):
        if id not in named and group not in done:
            named[id] = group
            done.add(group)
    return dict(sorted(named.items()))
