"""Relatives in order: what they have in common with a sample, with all reasons, the best first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from harvester.related.profile import Profile
from harvester.related.weights import FAMILY, NAMES, TABLE, TEXT

SAME_NAMES = "Both are spoken of with names that few records have."
RARE_ENOUGH = 0.3
"""Of the worth of a name that one record alone has: below, it makes no relatives."""
BY_TEXT = 0.6
"""A name in running text is worth less than one in a title."""
WHOLE = 1.0
"""Worth of names that together count in full."""
ALIKE = "What is written of both is alike."
KIN = "Of one family: made out of each other, or of the same."


@dataclass(frozen=True, slots=True)
class Reason:
    """A thing in common with both values, in points."""

    feature: str
    text: str
    left: str
    right: str
    points: float


@dataclass(frozen=True, slots=True)
class Relative:
    """`same_lab`: a laboratory, or where none is told the repository, is one of the sample's."""

    profile: Profile
    score: float
    reasons: tuple[Reason, ...]
    same_lab: bool


def ranked(
    sample: Profile,
    others: Iterable[Profile],
    likeness: Mapping[str, float],
    rarity: Mapping[str, float],
    family: Mapping[str, str] | None = None,
) -> list[Relative]:
    """Those that have a ground in common, most related first; equal ones by id.

    Args:
        sample: Whose relatives they are; itself is never among them.
        others: Who could be.
        likeness: How alike texts are, by IRI of a record: 1 for the likest.
        rarity: What the sample's names are worth: 1 where one record has it, 0 where all have.
        family: How those of its family stand to it in words, by id.
    """
    known = family or {}
    found = (
        _related(sample, other, likeness, rarity, known.get(other.id, ""))
        for other in others
        if other.id != sample.id
    )
    return sorted((each for each in found if each), key=lambda each: (-each.score, each.profile.id))


def _related(
    sample: Profile,
    other: Profile,
    likeness: Mapping[str, float],
    rarity: Mapping[str, float],
    kin: str,
) -> Relative | None:
    reasons = [Reason("family", KIN, sample.name, kin, FAMILY)] if kin else []
    grounds = bool(kin)
    for weight in TABLE:
        if common := weight.feature(sample, other):
            text = (weight.feature.__doc__ or "").strip()
            points = round(weight.points * common.strength, 2)
            name = weight.feature.__name__
            reasons.append(Reason(name, text, common.left, common.right, points))
            grounds = grounds or weight.ground
    if shared := _names(sample, other, rarity):
        grounds = True
        reasons.append(shared)
    if not grounds:
        return None
    if alike := max((likeness.get(record, 0.0) for record in other.records), default=0.0):
        title = next(iter(sample.titles), ""), next(iter(other.titles), "")
        reasons.append(Reason("text", ALIKE, *title, round(TEXT * alike, 2)))
    reasons.sort(key=lambda each: -each.points)
    score = round(sum(each.points for each in reasons), 2)
    return Relative(other, score, tuple(reasons), _same_lab(sample, other))


def _names(sample: Profile, other: Profile, rarity: Mapping[str, float]) -> Reason | None:
    """The three that tell most, of those that both have."""
    mine, theirs = ({**each.mentioned, **each.said} for each in (sample, other))
    titled = sample.said.keys() & other.said.keys()
    worth = {
        name: rarity.get(name, 0.0) * (1.0 if name in titled else BY_TEXT)
        for name in mine.keys() & theirs.keys()
    }
    best = sorted((w for w in worth if worth[w] >= RARE_ENOUGH), key=lambda w: (-worth[w], w))[:3]
    if not best:
        return None
    left, right = (", ".join(of[name] for name in best) for of in (mine, theirs))
    points = NAMES * min(1.0, sum(worth[name] for name in best) / WHOLE)
    return Reason("shared_names", SAME_NAMES, left, right, round(points, 2))


def _same_lab(sample: Profile, other: Profile) -> bool:
    if sample.labs and other.labs:
        return not sample.labs.isdisjoint(other.labs)
    return not sample.sources.isdisjoint(other.sources)
