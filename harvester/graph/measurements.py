"""What was measured, with what and where, as linked data."""

from collections.abc import Sequence

from harvester.graph.agents import agent
from harvester.graph.context import Document
from harvester.graph.samples import quantity, sample_iri
from harvester.graph.scribe import Scribe, add, concept, names, words
from harvester.graph.whereabouts import dated
from harvester.model import Instrument, Measurement, Record


def measurements(scribe: Scribe, record: Record) -> list[Document]:
    """A measurement that names no sample was made on all of the record's."""
    every = tuple(each.key for each in record.samples)
    return [measurement(scribe, each, each.samples or every) for each in record.measurements]


def measurement(scribe: Scribe, given: Measurement, samples: Sequence[str]) -> Document:
    technique = given.technique
    node: Document = {
        "id": scribe.part("measurement", given.key),
        "type": ["Measurement", "sosa:Observation", "prov:Activity"],
        "technique": concept(technique.scheme, technique.slug),
    }
    if samples:
        node["of"] = [sample_iri(scribe, key) for key in samples]
    if given.instrument:
        add(node, "instrument", instrument(scribe, given.instrument))
    if given.lab:
        add(node, "lab", agent(scribe, given.lab))
    if given.date:
        dated(scribe, node, [given.date], "date")
    for each in given.conditions:
        add(node, "condition", quantity(scribe, each, given.key))
    add(node, "dimensionality", given.dimensionality)
    # a technique found in running text always keeps the words that gave it
    certain = names(technique) and technique.confidence == "stated"
    return node | (words(technique, certain) or words(given, not given.verbatim))


def instrument(scribe: Scribe, given: Instrument) -> Document:
    node: Document = {
        "id": scribe.part("instrument", given.name, given.manufacturer),
        "type": ["Instrument", "sosa:Sensor"],
    }
    add(node, "name", given.name)
    add(node, "manufacturer", given.manufacturer)
    scribe.identified(node, given.identifiers)
    return node | words(given, given.name == given.verbatim)
