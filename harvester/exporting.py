"""Records as lines for other programs: what they say now, read anew from the ledger."""

import json
from collections.abc import Iterator
from typing import Any

from harvester.home import Home
from harvester.iris import record_iri
from harvester.mapping import Mapper
from harvester.model import Record, Sample
from harvester.record import Change


def jsonl(home: Home, source: str | None = None) -> Iterator[bytes]:
    """One line a record, by the order in which it last changed; rejected ones are left out."""
    mapper = Mapper(home.settings)
    for change in home.ledger.changes(source=source):
        if change.deleted:
            yield _line(_tombstone(change, home.settings.base_url))
        elif isinstance(found := mapper.steps(change).result, Record):
            yield _line(_record(found, change))


def _line(said: dict[str, Any]) -> bytes:
    return json.dumps(said, ensure_ascii=False).encode() + b"\n"


def _record(found: Record, change: Change) -> dict[str, Any]:
    return {
        "source": found.source,
        "identifier": found.identifier,
        "datestamp": change.seen_datestamp,
        "deleted": False,
        "iri": found.iri,
        "title": found.dataset.title,
        "techniques": list(found.techniques),
        "samples": [_sample(sample, found.samples) for sample in found.samples],
    }


def _tombstone(change: Change, base: str) -> dict[str, Any]:
    return {
        "source": change.source,
        "identifier": change.identifier,
        "datestamp": change.seen_datestamp,
        "deleted": True,
        "iri": record_iri(base, change.source, change.identifier),
        "title": None,
        "techniques": [],
        "samples": [],
    }


def _sample(sample: Sample, others: tuple[Sample, ...]) -> dict[str, Any]:
    parent = next((other for other in others if other.key == sample.parent), None)
    return {
        "name": sample.name,
        "identifiers": [identifier.iri or identifier.value for identifier in sample.identifiers],
        "type": sample.type.slug if sample.type else None,
        "parent": _name(parent) if parent else None,
    }


def _name(sample: Sample) -> str | None:
    if sample.name:
        return sample.name
    return next((i.iri or i.value for i in sample.identifiers), None)
