"""The search document of a record: what people look for in it, by kind."""

from collections.abc import Iterable, Iterator

from harvester.index import Document
from harvester.index.numbers import conditions, position, when
from harvester.model import Agent, File, Identifier, Record, Term
from harvester.ontology import scheme

LAB_ROLES = frozenset({"hosting-institution", "laboratory", "research-group"})


def document(record: Record, *, demonstration: bool = False) -> Document:
    """The same record always gives the same document."""
    techniques = _unique(record.techniques)
    terms = _materials(record)
    materials = _unique([term.slug for term in terms])
    sample_types = _unique([sample.type.slug for sample in record.samples if sample.type])
    numbers = conditions(record.measurements)
    year, day = when(record.dataset.dates)
    latitude, longitude = position(record)
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
        sample_types=sample_types,
        sample_type_groups=list(scheme("sample-type").groups(sample_types)),
        labs=_unique([agent.name for agent in _labs(record)]),
        people=_unique([agent.name for agent in record.dataset.agents if agent.kind == "person"]),
        instruments=_unique(
            [each.instrument.name for each in record.measurements if each.instrument]
        ),
        processing_level=record.dataset.level.slug if record.dataset.level else "",
        formats=_unique(_formats(record.dataset.file_formats, record.dataset.files)),
        licences=_unique([_spdx(each.iri) for each in record.dataset.licences if each.iri]),
        voltages=sorted(numbers["voltages"]),
        pixel_sizes=sorted(numbers["pixel_sizes"]),
        fields_of_view=sorted(numbers["fields_of_view"]),
        year=year,
        date=day,
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


def _formats(named: Iterable[Term], files: Iterable[File]) -> list[str]:
    return [each.slug for each in (*named, *[file.format for file in files if file.format])]


def _spdx(iri: str) -> str:
    return iri.rpartition("/")[2]
