"""The search document of a record: what people look for in it, by kind."""

import re
from collections.abc import Iterable, Iterator

from harvester.index import Document
from harvester.model import Agent, Date, Identifier, Place, Record, Term
from harvester.ontology import scheme

YEAR = re.compile(r"(-?\d{4})(?:-|$)")
ROLES = ("issued", "available", "created", "submitted", "accepted", "updated", "collected")
"""Which of several dates gives the year; others come after these, as the record lists them."""
LAB_ROLES = frozenset({"hosting-institution", "laboratory", "research-group"})


def document(record: Record, *, demonstration: bool = False) -> Document:
    """The same record always gives the same document."""
    techniques = _unique(record.techniques)
    materials = _unique(term.slug for term in _materials(record))
    latitude, longitude = _position(record)
    return Document(
        iri=record.iri,
        source=record.source,
        identifier=record.identifier,
        title=record.dataset.title,
        text=_once(_texts(record)),
        identifiers=_unique(_identifiers(record)),
        techniques=techniques,
        technique_groups=list(scheme("technique").groups(techniques)),
        materials=materials,
        material_groups=list(scheme("material").groups(materials)),
        samples=_unique(sample.name for sample in record.samples),
        sample_types=_unique(sample.type.slug for sample in record.samples if sample.type),
        labs=_unique(agent.name for agent in _labs(record)),
        people=_unique(agent.name for agent in record.dataset.agents if agent.kind == "person"),
        year=_year(record.dataset.dates),
        latitude=latitude,
        longitude=longitude,
        access=record.dataset.access or "",
        demonstration=demonstration,
    )


def _unique(values: Iterable[str | None]) -> list[str]:
    return sorted({value for value in values if value})


def _once(values: Iterable[str | None]) -> list[str]:
    """Each value once, in its first place."""
    return list(dict.fromkeys(value for value in values if value))


def _texts(record: Record) -> Iterator[str | None]:
    dataset = record.dataset
    yield from (each.value for each in dataset.descriptions)
    yield from (each.value for each in dataset.titles[1:])
    yield from (each.value for each in dataset.subjects)
    for sample in record.samples:
        yield from (sample.name, sample.description, sample.collection, sample.age)
        yield from _place_names([sample.place] if sample.place else [])
    for measurement in record.measurements:
        yield measurement.technique.verbatim
        yield measurement.instrument.name if measurement.instrument else None
        yield measurement.lab.name if measurement.lab else None
    yield from (each.verbatim for each in _materials(record))
    for agent in dataset.agents:
        yield agent.name
        yield from (each.name for each in agent.affiliations)
    yield from _place_names(dataset.places)
    yield from (file.name for file in dataset.files)
    yield from (each.title for each in dataset.funding)


def _place_names(places: Iterable[Place]) -> Iterator[str | None]:
    return (place.name for place in places)


def _materials(record: Record) -> Iterator[Term]:
    yield from record.materials
    for sample in record.samples:
        yield from sample.materials


def _labs(record: Record) -> Iterator[Agent]:
    yield from (each.lab for each in record.measurements if each.lab)
    yield from (each for each in record.dataset.agents if each.role in LAB_ROLES)


def _identifiers(record: Record) -> Iterator[str]:
    yield record.identifier
    yield from _forms(record.dataset.identifiers)
    for sample in record.samples:
        yield from _forms(sample.identifiers)


def _forms(identifiers: Iterable[Identifier]) -> Iterator[str]:
    """The code of a sample number is known without its agent's prefix, too."""
    for each in identifiers:
        yield each.value
        if each.scheme == "igsn":
            yield each.value.rpartition("/")[2]


def _year(dates: Iterable[Date]) -> int | None:
    given = sorted(dates, key=lambda date: _rank(date.role))
    days = (day for date in given for day in (date.earliest, date.latest, date.edtf) if day)
    years = (YEAR.match(day) for day in days)
    return next((int(match[1]) for match in years if match), None)


def _rank(role: str) -> int:
    return ROLES.index(role) if role in ROLES else len(ROLES)


def _position(record: Record) -> tuple[float | None, float | None]:
    """The first point on the Earth, else the middle of the first box; latitude, longitude."""
    places = [*record.dataset.places, *(each.place for each in record.samples if each.place)]
    points = [point for place in places if place.body == "earth" and (point := _point(place))]
    return points[0] if points else (None, None)


def _point(place: Place) -> tuple[float, float] | None:
    if place.latitude is not None and place.longitude is not None:
        return place.latitude, place.longitude
    if place.box is None:
        return None
    west, south, east, north = place.box
    middle = (west + east) / 2 + (180 if west > east else 0)  # over the antimeridian
    return (south + north) / 2, middle - 360 if middle > 180 else middle
