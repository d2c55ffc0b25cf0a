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
    terms = _materials(record)
    materials = _unique([term.slug for term in terms])
    latitude, longitude = _position(record)
    return Document(
        iri=record.iri,
        source=record.source,
        identifier=record.identifier,
        title=record.dataset.title,
        text=_once(_texts(record, terms)),
        identifiers=_unique(_identifiers(record)),
        techniques=techniques,
        technique_groups=list(scheme("technique").groups(techniques)),
        materials=materials,
        material_groups=list(scheme("material").groups(materials)),
        samples=_unique([sample.name for sample in record.samples]),
        sample_types=_unique([sample.type.slug for sample in record.samples if sample.type]),
        labs=_unique([agent.name for agent in _labs(record)]),
        people=_unique([agent.name for agent in record.dataset.agents if agent.kind == "person"]),
        year=_year(record.dataset.dates),
        latitude=latitude,
        longitude=longitude,
        access=record.dataset.access or "",
        demonstration=demonstration,
    )


def _unique(values: Iterable[str | None]) -> list[str]:
    return sorted(set(filter(None, values)))


def _once(values: Iterable[str | None]) -> list[str]:
    """Each value once, in its first place."""
    return list(dict.fromkeys(filter(None, values)))


def _texts(record: Record, materials: Iterable[Term]) -> list[str | None]:
    dataset = record.dataset
    said: list[str | None] = [each.value for each in dataset.descriptions]
    said += [each.value for each in dataset.titles[1:]]
    said += [each.value for each in dataset.subjects]
    for sample in record.samples:
        said += (sample.name, sample.description, sample.collection, sample.age)
        said.append(sample.place.name if sample.place else None)
    for measurement in record.measurements:
        said.append(measurement.technique.verbatim)
        said.append(measurement.instrument.name if measurement.instrument else None)
        said.append(measurement.lab.name if measurement.lab else None)
    said += [each.verbatim for each in materials]
    for agent in dataset.agents:
        said.append(agent.name)
        said += [each.name for each in agent.affiliations]
    said += [place.name for place in dataset.places]
    said += [file.name for file in dataset.files]
    said += [each.title for each in dataset.funding]
    return said


def _materials(record: Record) -> list[Term]:
    of_samples = [term for sample in record.samples for term in sample.materials]
    return [*record.materials, *of_samples]


def _labs(record: Record) -> list[Agent]:
    measuring = [each.lab for each in record.measurements if each.lab]
    return [*measuring, *[each for each in record.dataset.agents if each.role in LAB_ROLES]]


def _identifiers(record: Record) -> list[str]:
    of_samples = [each for sample in record.samples for each in sample.identifiers]
    return [record.identifier, *_forms([*record.dataset.identifiers, *of_samples])]


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
