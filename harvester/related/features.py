"""What makes two samples relatives: small functions, each with the values of both sides.

The docstring is the reason as a person reads it. None where there is nothing in common.
"""

from collections.abc import Collection, Mapping
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from harvester.ontology import scheme
from harvester.related.profile import Point, Profile

EARTH_KM = 6371.0
NEAR_KM = 50.0
"""Farther away a place is another."""


class Common(NamedTuple):
    """Both values; `strength` is above 0 and 1 where it counts with its whole weight."""

    left: str
    right: str
    strength: float = 1.0


def same_origin(a: Profile, b: Profile) -> Common | None:
    """Both are of the same meteorite or named stone."""
    return _shared(a.origins, b.origins)


def same_number(a: Profile, b: Profile) -> Common | None:
    """Both are splits under the same number of a mission or a museum."""
    return _shared(a.numbers, b.numbers)


def same_parent(a: Profile, b: Profile) -> Common | None:
    """Records give the same parent for both."""
    return _shared(a.parents, b.parents)


def same_mission(a: Profile, b: Profile) -> Common | None:
    """The same mission brought both back, or they are kept under its numbers."""
    return _shared(a.missions, b.missions)


def same_label(a: Profile, b: Profile) -> Common | None:
    """Both bear the same label; of another laboratory it may mean another sample."""
    return _shared(a.labels, b.labels)


def same_place(a: Profile, b: Profile) -> Common | None:
    """Both are from the same place."""
    return _shared(a.places, b.places)


def near_place(a: Profile, b: Profile) -> Common | None:
    """Their places are near each other."""
    apart = min((_kilometres(one, other) for one in a.points for other in b.points), default=None)
    if apart is None or apart > NEAR_KM:
        return None
    distance = "the same position" if apart < 0.1 else f"{apart:.1f} km away"
    return Common(_position(a.points[0]), distance, 1 - apart / (2 * NEAR_KM))


def same_material(a: Profile, b: Profile) -> Common | None:
    """They are, or are made of, the same."""
    shared = _closest(a.materials & b.materials)
    said = ", ".join(scheme("material").concept(slug).label() for slug in shared)
    return Common(said, said, min(1.0, len(shared) / 3)) if shared else None


def same_collection(a: Profile, b: Profile) -> Common | None:
    """Both are kept in the same collection."""
    return _shared(a.collections, b.collections)


def same_project(a: Profile, b: Profile) -> Common | None:
    """Both were studied in the same project."""
    return _shared(a.projects, b.projects)


def same_people(a: Profile, b: Profile) -> Common | None:
    """The same people studied both."""
    return _shared(a.people, b.people)


def same_kind(a: Profile, b: Profile) -> Common | None:
    """They were prepared in the same way."""
    shared = sorted(a.types & b.types)
    said = ", ".join(_label("sample-type", slug) for slug in shared)
    return Common(said, said) if shared else None


def complementary(a: Profile, b: Profile) -> Common | None:
    """The other was looked at in a way that this one was not."""
    missing = sorted(b.technique_groups - a.technique_groups)
    if not a.techniques or not missing:
        return None
    mine = ", ".join(_label("technique", slug) for slug in sorted(a.techniques)[:3])
    theirs = sorted(b.techniques - a.techniques)[:3]
    return Common(mine, ", ".join(_label("technique", slug) for slug in theirs)) if theirs else None


def same_technique(a: Profile, b: Profile) -> Common | None:
    """Both were measured with the same technique."""
    shared = sorted(a.techniques & b.techniques)
    said = ", ".join(_label("technique", slug) for slug in shared[:3])
    return Common(said, said, min(1.0, len(shared) / 2)) if shared else None


def _shared(a: Mapping[str, str], b: Mapping[str, str]) -> Common | None:
    keys = sorted(a.keys() & b.keys())
    return Common(a[keys[0]], b[keys[0]]) if keys else None


def _closest(slugs: Collection[str]) -> list[str]:
    """Without those that only are broader than another of them."""
    known = scheme("material")
    broader = {
        above for slug in slugs if slug in known for above in known.groups([slug]) if above != slug
    }
    return sorted(slug for slug in slugs if slug in known and slug not in broader)


def _label(name: str, slug: str) -> str:
    known = scheme(name)
    return known.concept(slug).label() if slug in known else slug


def _position(point: Point) -> str:
    return f"{point[0]:g}, {point[1]:g}"


def _kilometres(one: Point, other: Point) -> float:
    """On a sphere (haversine), to half a percent."""
    (lat, lon), (lat2, lon2) = (tuple(map(radians, point)) for point in (one, other))
    half = sin((lat2 - lat) / 2) ** 2 + cos(lat) * cos(lat2) * sin((lon2 - lon) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))
