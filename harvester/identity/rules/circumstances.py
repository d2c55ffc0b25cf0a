"""What stands around a name: mass, place, material, date, laboratory."""

import math
import re
from functools import cache

from harvester.identity.description import Description
from harvester.identity.names.parts import terms
from harvester.identity.names.spelling import letters, words
from harvester.identity.rules.names import Values
from harvester.ontology import scheme

IRON = re.compile(
    r"\biron\b|\b(?:hex|oct)ahedrite|\bataxite|^I[A-C]{2,3}\b|^I{1,3}[A-G]\b", re.IGNORECASE
)
STONE = re.compile(
    r"chondrit|eucrit|howardit|diogenit|shergottit|aubrit|ureilit|\bstone\b|^(?:L|LL|H|C[A-Z]?)\d",
    re.IGNORECASE,
)
SAME_MASS = 0.002
"""Of the larger mass: 1.93 kg is 1930.9 g."""
OTHER_MASS = 0.05
EARTH = 6371.0
NEAR, FAR = 2.0, 100.0
"""Kilometres."""
KIND = re.compile(
    r"[(\[](iron|stone|pallasite|mesosiderite|octahedrite|hexahedrite)[)\]]", re.IGNORECASE
)


def equal_mass(a: Description, b: Description) -> Values:
    """The masses are equal."""
    share = _mass_share(a, b)
    return _masses(a, b) if share is not None and share <= SAME_MASS else None


def other_mass(a: Description, b: Description) -> Values:
    """The masses differ: one object has one mass."""
    share = _mass_share(a, b)
    return _masses(a, b) if share is not None and share > OTHER_MASS else None


def near(a: Description, b: Description) -> Values:
    """The coordinates are within 2 km."""
    distance = _distance(a, b)
    return _positions(a, b) if distance is not None and distance <= NEAR else None


def far(a: Description, b: Description) -> Values:
    """The coordinates are more than 100 km apart."""
    distance = _distance(a, b)
    return _positions(a, b) if distance is not None and distance > FAR else None


def same_place(a: Description, b: Description) -> Values:
    """The same place is named."""
    one, other = _places(a), _places(b)
    return (a.row.place, b.row.place) if one & other else None


def other_place(a: Description, b: Description) -> Values:
    """Different places are named, without a word in common."""
    one, other = words(a.row.place), words(b.row.place)
    if not one or not other or set(one.split()) & set(other.split()) or _places(a) & _places(b):
        return None
    return a.row.place, b.row.place


def same_material(a: Description, b: Description) -> Values:
    """The same material, or one is a kind of the other."""
    return (a.row.material, b.row.material) if _alike(a, b) else None


def other_material(a: Description, b: Description) -> Values:
    """Different materials, of which none is a kind of the other."""
    one, other = words(a.row.material), words(b.row.material)
    known = one in terms("material") and other in terms("material")
    return (a.row.material, b.row.material) if known and not _alike(a, b) else None


def iron_and_stone(a: Description, b: Description) -> Values:
    """One is an iron, the other a stone."""
    if not a.row.material or not b.row.material:
        return None
    kinds = {_metal(a.row.material), _metal(b.row.material)}
    return (a.row.material, b.row.material) if kinds == {True, False} else None


def kinds_in_brackets(a: Description, b: Description) -> Values:
    """Namesakes: the one in brackets is an iron, the other a stone."""
    one, other = (_kind_in_brackets(row.name) for row in (a.row, b.row))
    return (a.row.name, b.row.name) if {one, other} == {True, False} else None


def _kind_in_brackets(name: str) -> bool | None:
    """Whether it is said to be of metal."""
    found = KIND.search(name)
    return found[1].casefold() != "stone" if found else None


def same_date(a: Description, b: Description) -> Values:
    """The same date."""
    one, other = a.row.date.strip(), b.row.date.strip()
    return (one, other) if one and one[:10] == other[:10] else None


def same_collection(a: Description, b: Description) -> Values:
    """The same collection holds both."""
    one, other = letters(a.row.collection), letters(b.row.collection)
    return (a.row.collection, b.row.collection) if one and one == other else None


def _mass_share(a: Description, b: Description) -> float | None:
    one, other = a.row.mass_g, b.row.mass_g
    if not one or not other or one < 0 or other < 0:
        return None
    return abs(one - other) / max(one, other)


def _masses(a: Description, b: Description) -> Values:
    return f"{a.row.mass_g:g} g", f"{b.row.mass_g:g} g"


def _distance(a: Description, b: Description) -> float | None:
    """Kilometres along the Earth; none where a position is missing or the empty (0, 0)."""
    one, other = a.row, b.row
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    if (one.lat, one.lon) == (0, 0) or (other.lat, other.lon) == (0, 0):
        return None
    first, second = math.radians(one.lat), math.radians(other.lat)
    east = math.radians(one.lon - other.lon)
    half = (
        math.sin((first - second) / 2) ** 2
        + math.cos(first) * math.cos(second) * math.sin(east / 2) ** 2
    )
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(half)))


def _positions(a: Description, b: Description) -> Values:
    return f"{a.row.lat:g}, {a.row.lon:g}", f"{b.row.lat:g}, {b.row.lon:g}"


def _places(a: Description) -> set[str]:
    """Each of `Gers, France`, but a country alone says little."""
    whole = letters(a.row.place)
    first = letters(re.split(r"[,;(]", a.row.place)[0])
    return {each for each in (whole, first) if each}


def _alike(a: Description, b: Description) -> bool:
    one, other = words(a.row.material), words(b.row.material)
    if not one or not other:
        return False
    if set(one.split()) <= set(other.split()) or set(other.split()) <= set(one.split()):
        return True
    known, materials = terms("material"), scheme("material")
    if one not in known or other not in known:
        return False
    first, second = _slugs().get(one), _slugs().get(other)
    if not first or not second:
        return False
    return (
        first == second
        or first in materials.ancestors(second)
        or second in materials.ancestors(first)
    )


@cache
def _slugs() -> dict[str, str]:
    """Of what a name has in several concepts the first."""
    found: dict[str, str] = {}
    for each in scheme("material"):
        for name in each.names():
            found.setdefault(words(name), each.slug)
    return found


def _metal(material: str) -> bool | None:
    """Whether a class of meteorites is an iron; None where it does not show."""
    if IRON.search(material):
        return True
    return False if STONE.search(material) else None
