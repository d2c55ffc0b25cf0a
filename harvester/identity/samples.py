"""The samples of a record as rows, so that records are compared as lists of samples are."""

from collections.abc import Iterable

from harvester.clean.units import convert
from harvester.identity.row import Row
from harvester.iris import part_iri
from harvester.model import Identifier, Measurement, Quantity, Record, Sample

REGION = "region-of-interest"
"""What was looked at and not taken away is no piece of matter: it has no row."""


def rows(record: Record) -> list[Row]:
    """A row for each sample, named by its IRI in the record's graph."""
    samples = {each.key: each for each in record.samples}
    return [_row(record, each, samples) for each in record.samples if not _region(each)]


def _row(record: Record, sample: Sample, samples: dict[str, Sample]) -> Row:
    measured = [m for m in record.measurements if not m.samples or sample.key in m.samples]
    slugs = [term.slug for term in sample.materials]
    kind = sample.type.slug if sample.type else ""
    dataset = record.dataset
    return Row(
        id=part_iri(record.iri, "sample", sample.key),
        name=sample.name or "",
        identifiers=_identifiers(sample),
        other_names=tuple(e.value for e in sample.identifiers if e.scheme == "local"),
        parent=_parent(record, sample, samples),
        type=kind.replace("-", " "),
        material=", ".join(slug.replace("-", " ") for slug in slugs),
        mass_g=_grams(sample.mass),
        date=sample.collected.edtf if sample.collected else "",
        collection=sample.collection or "",
        lab=_lab(measured),
        record=record.iri,
        source=record.source,
        title=dataset.title,
        materials=tuple(slugs),
        techniques=_each(m.technique.slug for m in measured),
        sample_type=kind,
        levels=(dataset.level.slug,) if dataset.level else (),
        dimensionalities=_each(m.dimensionality for m in measured),
        projects=_each(funding.award or funding.title for funding in dataset.funding),
    ).model_copy(update=_where(sample))


def _where(sample: Sample) -> dict[str, object]:
    """Degrees only on Earth: those of other bodies mean another position."""
    place = sample.place
    if place is None:
        return {}
    name = {"place": place.name or ""}
    if place.body != "earth" or place.latitude is None or place.longitude is None:
        return dict(name)
    return {**name, "lat": place.latitude, "lon": place.longitude}


def _parent(record: Record, sample: Sample, samples: dict[str, Sample]) -> str:
    """An identifier of the matter that it is of, else its name; from relations if it is alone.

    Data that are derived from the sample itself do not make it its own parent.
    """
    seen = {sample.key}
    parent = samples.get(sample.parent or "")
    while parent and _region(parent) and parent.key not in seen:
        seen.add(parent.key)
        parent = samples.get(parent.parent or "")
    if parent and parent.key not in seen and not _region(parent):
        return next(iter(_identifiers(parent)), parent.name or "")
    relations = record.dataset.relations if len(samples) == 1 else ()
    derived = (e.identifier for e in relations if e.kind == "is-derived-from")
    said = (_said(each) for each in derived if each.scheme == "igsn")
    return next((each for each in said if each not in _identifiers(sample)), "")


def _identifiers(sample: Sample) -> tuple[str, ...]:
    """Not a source's own numbers: elsewhere they mean another thing."""
    return tuple(_said(each) for each in sample.identifiers if each.scheme != "local")


def _said(identifier: Identifier) -> str:
    """As rules read it: a DOI-like name with its scheme, the number of an office as it is."""
    scheme, value = identifier.scheme, identifier.value
    if scheme in {"doi", "igsn", "handle"} and not value.startswith(f"{scheme}:"):
        return f"{scheme}:{value}"
    return value


def _grams(mass: Quantity | None) -> float | None:
    return convert(mass.value, mass.unit, "g") if mass else None


def _lab(measured: list[Measurement]) -> str:
    """The one laboratory that measured it; of several it is not known whose its label is."""
    labs = _each(each.lab.name if each.lab else None for each in measured)
    return labs[0] if len(labs) == 1 else ""


def _each(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(sorted({value for value in values if value}))


def _region(sample: Sample) -> bool:
    return sample.type is not None and sample.type.slug == REGION
