"""What all records together say of one physical sample, as far as others can be like it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from harvester.identity.description import Description
from harvester.identity.names.spelling import words
from harvester.index import Document
from harvester.ontology import scheme
from harvester.related.naming import names

SEPARATORS = re.compile(r"[\W_]+")
MISSIONS = {"lunar", "osiris-rex", "ryugu", "itokawa", "chang-e"}
"""Kinds of numbers whose office keeps what a mission brought back."""
Point = tuple[float, float]
"""Latitude and longitude in degrees, on Earth."""


@dataclass(frozen=True, slots=True)
class Profile:
    """One sample; `id` is its lasting id. What is compared without case maps to what was written.

    `origins` are the meteorites or named things that it is of; `places` the first words of where it
    is from; `labels` a laboratory's own, without their separators; `missions` what brought it back.
    `materials`, `techniques` and `types` are slugs of our vocabularies, each with all that is
    broader in the fields called groups. `parents` are names that records give for what it was made
    of. `said` are the names in titles, `mentioned` those in the text of its records.
    """

    id: str
    name: str
    members: tuple[str, ...]
    records: tuple[str, ...]
    titles: tuple[str, ...]
    sources: frozenset[str]
    labs: frozenset[str]
    origins: Mapping[str, str]
    numbers: Mapping[str, str]
    parents: Mapping[str, str]
    places: Mapping[str, str]
    points: tuple[Point, ...]
    materials: frozenset[str]
    types: frozenset[str]
    techniques: frozenset[str]
    technique_groups: frozenset[str]
    collections: Mapping[str, str]
    projects: Mapping[str, str]
    people: Mapping[str, str]
    labels: Mapping[str, str]
    missions: Mapping[str, str]
    said: Mapping[str, str]
    mentioned: Mapping[str, str]


def profile(
    id: str,
    described: Sequence[Description],
    documents: Mapping[str, Document],
) -> Profile:
    """Of the group of that id.

    Args:
        id: Its lasting id.
        described: Its records' samples.
        documents: The search documents of its records, by IRI; some may be missing.
    """
    rows = [each.row for each in described]
    told = [documents[row.record] for row in rows if row.record in documents]
    techniques = {slug for row in rows for slug in row.techniques}
    return Profile(
        id=id,
        name=_called(described),
        members=tuple(row.id for row in rows),
        records=tuple(sorted({row.record for row in rows})),
        titles=tuple(dict.fromkeys(row.title for row in rows if row.title)),
        sources=frozenset(row.source for row in rows),
        labs=frozenset(row.lab for row in rows if row.lab)
        | {name for each in told for name in each["labs"]},
        origins={words(e.origin.name): e.origin.verbatim for e in described if e.origin},
        numbers={f"{n.kind}:{n.root}": n.verbatim for e in described for n in e.curated.values()},
        parents={words(e.row.parent): e.row.parent for e in described if e.row.parent},
        places=_places(row.place for row in rows),
        points=tuple(sorted(_points(described, told))),
        materials=frozenset(slug for row in rows for slug in row.materials)
        | {slug for each in told for slug in each["materials"]},
        types=frozenset(row.sample_type for row in rows if row.sample_type),
        techniques=frozenset(techniques),
        technique_groups=frozenset(scheme("technique").groups(sorted(techniques))),
        collections=_plainly(row.collection for row in rows),
        projects=_plainly(name for row in rows for name in row.projects),
        people=_plainly(name for each in told for name in each["people"]),
        labels={SEPARATORS.sub("", v): w for e in described for v, w in e.labels.items()},
        missions={n.kind: n.verbatim for e in described for n in e.names if n.kind in MISSIONS},
        said=names(text for row in rows for text in (row.title, row.name, row.place)),
        mentioned=names(text for each in told for text in each["text"]),
    )


def _called(described: Sequence[Description]) -> str:
    called = [e.row.name for e in described] + [i for e in described for i in e.row.identifiers]
    return next(filter(None, called), described[0].row.id if described else "")


def _points(described: Sequence[Description], told: Sequence[Document]) -> set[Point]:
    own = {(e.row.lat, e.row.lon) for e in described}
    of_records = {(each["latitude"], each["longitude"]) for each in told}
    known = own if any(lat is not None for lat, _ in own) else of_records
    return {(lat, lon) for lat, lon in known if lat is not None and lon is not None}


def _places(names: Iterable[str]) -> dict[str, str]:
    """By the first part of `Wadi Tayin, Sultanate of Oman`: the others are in which country."""
    first = ((words(name.split(",")[0]), name) for name in names if name)
    return {key: name for key, name in first if key}


def _plainly(names: Iterable[str]) -> dict[str, str]:
    return {words(name): name for name in names if name}
