"""A record as JSON-LD, in the words of the one context."""

import json
import re
from typing import Any

from harvester.graph.context import Document, context
from harvester.graph.dataset import dataset
from harvester.graph.measurements import measurements
from harvester.graph.provenance import provenance, provenance_iri
from harvester.graph.samples import preparation, sample
from harvester.graph.scribe import Scribe, add, plain
from harvester.model import Record, Sample
from harvester.record import Finding

__all__ = ["document", "pretty", "provenance", "provenance_iri"]


def document(record: Record, findings: list[Finding] | None = None) -> Document:
    """The record as one tree without `@context`; every node has an address, derived from its words.

    What could not be said as linked data (an address that is none) is added to `findings`.
    """
    scribe = Scribe(record.iri, record.source, [] if findings is None else findings)
    physical = _is_physical(record)
    described = dataset(scribe, record.dataset, physical)
    if record.samples:
        described["sample"] = [sample(scribe, each) for each in record.samples]
    if record.measurements:
        described["measurement"] = measurements(scribe, record)
    for each in record.preparations:
        add(described, "preparation", preparation(scribe, each))
    scribe.terms(described, "mentions", record.mentions)
    scribe.terms(described, "material", record.materials)
    return {
        "id": record.iri,
        "type": ["Record", "dcat:CatalogRecord"],
        "source": plain(record.source),
        "identifier": plain(record.identifier),
        "metadataFormat": plain(record.format),
        "crosswalk": plain(record.crosswalk),
        "topic": _topic(scribe, record) if physical else described["id"],
        "describes": described,
    }


def pretty(record: Record) -> bytes:
    """The record for people and other programs: indented, with the context in it."""
    whole = {"@context": context()} | _tidy(document(record))
    return json.dumps(whole, ensure_ascii=False, indent=2).encode() + b"\n"


def _is_physical(record: Record) -> bool:
    types = (re.sub("[^a-z]", "", each.casefold()) for each in record.dataset.types)
    return bool(record.samples) and "physicalobject" in types


def _topic(scribe: Scribe, record: Record) -> str:
    """Of a physical object's record the sample that bears its identifier, else the first."""
    own = {(each.scheme, each.value) for each in record.dataset.identifiers}

    def bears(each: Sample) -> bool:
        return any((i.scheme, i.value) in own for i in each.identifiers)

    chosen = next(filter(bears, record.samples), record.samples[0])
    return scribe.part("sample", chosen.key)


def _tidy(value: Any) -> Any:
    """A list of one as that one."""
    if isinstance(value, dict):
        return {key: _tidy(each) for key, each in value.items()}
    if isinstance(value, list):
        return _tidy(value[0]) if len(value) == 1 else [_tidy(each) for each in value]
    return value
