"""Small records of measurements on samples."""

from harvester.iris import record_iri
from harvester.model import Dataset, Measurement, Quantity, Record, Sample, Term, Text
from harvester.virtual.account import Account


def quantity(kind: str, value: float, unit: str = "nm") -> Quantity:
    return Quantity(kind=kind, value=value, unit=unit)


def term(scheme: str, slug: str) -> Term:
    return Term(scheme=scheme, slug=slug)


def measured(slug: str, *conditions: Quantity, **more: object) -> Measurement:
    given = {"key": slug, "technique": term("technique", slug), "conditions": conditions, **more}
    return Measurement.model_validate(given)


def dataset(title: str = "", **more: object) -> Dataset:
    return Dataset.model_validate({"titles": (Text(value=title),), **more})


def record(*measurements: Measurement, name: str = "1", **more: object) -> Record:
    """Of one sample, `s`, unless other samples are given."""
    given = {
        "iri": record_iri("https://rocks.example/", "rum", name),
        "source": "rum",
        "identifier": name,
        "format": "oai_dc",
        "crosswalk": "oai_dc/1",
        "dataset": dataset(f"Record {name}"),
        "samples": (Sample(key="s", name="07-14"),),
        "measurements": measurements,
        **more,
    }
    return Record.model_validate(given)


def account(*measurements: Measurement, name: str = "1", **more: object) -> Account:
    """Of all samples of such a record."""
    made = record(*measurements, name=name, **more)
    return Account(made, frozenset(each.key for each in made.samples))
