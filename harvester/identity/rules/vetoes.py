"""Facts that refute: what makes one object, or one meteorite, impossible."""

from functools import cache

from harvester.identity.description import Description
from harvester.identity.rules.names import Values
from harvester.ontology import scheme

ONE_EACH = {"lunar", "osiris-rex", "ryugu", "itokawa", "meteorite"}
"""Kinds of numbers of which a thing has one: two numbers are two things."""


def other_number(a: Description, b: Description) -> Values:
    """They carry different numbers of the same catalogue."""
    for kind in sorted(a.numbers.keys() & b.numbers.keys()):
        one, other = a.numbers[kind], b.numbers[kind]
        if not one.keys() & other.keys() and _office(one) & _office(other):
            return next(iter(one.values())), next(iter(other.values()))
    return None


def other_find(a: Description, b: Description) -> Values:
    """They are of two different finds: every number is another stone."""
    for kind in sorted(a.numbers.keys() & b.numbers.keys() & ONE_EACH):
        one, other = a.numbers[kind], b.numbers[kind]
        if not one.keys() & other.keys():
            return next(iter(one.values())), next(iter(other.values()))
    return None


def two_splits(a: Description, b: Description) -> Values:
    """They are two different splits."""
    for key in sorted(a.curated.keys() & b.curated.keys()):
        one, other = a.curated[key], b.curated[key]
        if one.split and other.split and one.split != other.split:
            return one.verbatim, other.verbatim
    return None


def other_part(a: Description, b: Description) -> Values:
    """They are different parts or preparations."""
    if a.part and b.part and (_unlike(a.part, b.part) or a.number != b.number):
        return a.row.name or a.row.type, b.row.name or b.row.type
    if a.number and b.number and a.number != b.number:
        return a.row.name, b.row.name
    return None


@cache
def _unlike(one: str, other: str) -> bool:
    """A polished thin section is a thin section: what is broader only says less."""
    known = scheme("sample-type")
    if one == other or one not in known or other not in known:
        return one != other
    return one not in known.groups([other]) and other not in known.groups([one])


def whole_and_part(a: Description, b: Description) -> Values:
    """One is a part, the other is not."""
    if bool(a.number or a.of) != bool(b.number or b.of):
        return a.row.name, b.row.name
    for key in sorted(a.curated.keys() & b.curated.keys()):
        one, other = a.curated[key], b.curated[key]
        if bool(one.split) != bool(other.split):
            return one.verbatim, other.verbatim
    return None


def other_parent(a: Description, b: Description) -> Values:
    """They name different parents."""
    one, other = a.parent, b.parent
    if not one or not other or one.kind != other.kind or one.kind == "words":
        return None
    return (one.verbatim, other.verbatim) if one.value != other.value else None


def two_sample_numbers(a: Description, b: Description) -> Values:
    """Each has a sample number (IGSN) of its own."""
    one = {name.value: name.verbatim for name in a.names if name.kind == "igsn"}
    other = {name.value: name.verbatim for name in b.names if name.kind == "igsn"}
    if not one or not other or one.keys() & other.keys() or _forms(one) != _forms(other):
        return None
    return next(iter(one.values())), next(iter(other.values()))


def labels_of_two_laboratories(a: Description, b: Description) -> Values:
    """A bare label (A-1) means nothing in another laboratory."""
    shared = sorted(a.labels.keys() & b.labels.keys())
    if not shared or not a.owner or not b.owner or a.owner == b.owner:
        return None
    known = a.lasting.keys() & b.lasting.keys() or a.curated.keys() & b.curated.keys()
    bare = sum(map(str.isdigit, shared[0])) < 4
    return (a.labels[shared[0]], b.labels[shared[0]]) if bare and not known else None


def two_labels(a: Description, b: Description) -> Values:
    """One laboratory gave them two labels."""
    if not a.labels or not b.labels or a.labels.keys() & b.labels.keys() or a.owner != b.owner:
        return None
    if not a.owner:
        return None
    return next(iter(a.labels.values())), next(iter(b.labels.values()))


def _office(numbers: dict[str, str]) -> set[str]:
    """Who gave them: of museums the letters, of missions all are one's."""
    museums = {root.split()[0] for root in numbers if " " in root and root.split()[0].isupper()}
    return museums or {""}


def _forms(numbers: dict[str, str]) -> set[str]:
    """A number of before 2023 and a DOI may be one sample's."""
    return {value.partition("/")[0] if "/" in value else "" for value in numbers}
