"""Profiles of samples for tests, each with what a test is about and nothing else."""

from typing import Any

from harvester.related.profile import Profile

NOTHING: dict[str, Any] = {
    "members": (),
    "titles": (),
    "sources": frozenset({"clyde"}),
    "labs": frozenset(),
    "origins": {},
    "numbers": {},
    "parents": {},
    "places": {},
    "points": (),
    "materials": frozenset(),
    "types": frozenset(),
    "techniques": frozenset(),
    "technique_groups": frozenset(),
    "collections": {},
    "projects": {},
    "people": {},
    "labels": {},
    "missions": {},
    "said": {},
    "mentioned": {},
}


def made(id: str, **said: Any) -> Profile:
    return Profile(**{"id": id, "name": id, "records": (f"{id}-record",), **NOTHING, **said})
