"""Records as lines for other programs: what they say now, read anew from the ledger."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from harvester.home import Home
from harvester.identity.judging import score
from harvester.identity.row import Row
from harvester.iris import link_iri, record_iri, record_name
from harvester.ledger.samples import KeptLink
from harvester.mapping import Mapper
from harvester.model import Record, Sample
from harvester.record import Change

LINKS = 1_000
"""Links whose samples are read at once."""


def jsonl(home: Home, source: str | None = None) -> Iterator[bytes]:
    """One line a record, by the order in which it last changed; rejected ones are left out."""
    mapper = Mapper(home.settings)
    for change in home.ledger.changes(source=source):
        if change.deleted:
            yield _line(_tombstone(change, home.settings.base_url))
        elif isinstance(found := mapper.steps(change).result, Record):
            yield _line(_record(found, change))


def links(home: Home) -> Iterator[bytes]:
    """One line a link between samples: what was decided, by whom, and everything that speaks."""
    samples = home.ledger.samples
    every = samples.links()
    for start in range(0, len(every), LINKS):
        some = every[start : start + LINKS]
        rows = samples.rows(sorted({iri for link in some for iri in (link.left, link.right)}))
        ends = {iri: Row.model_validate_json(row) for iri, row in rows.items()}
        groups = samples.groups_of(list(ends))
        for link in some:
            yield _line(_link(link, home.settings.base_url, ends, groups))


def _link(
    link: KeptLink, base: str, ends: Mapping[str, Row], groups: Mapping[str, str]
) -> dict[str, Any]:
    left, right = (_end(ends.get(iri, Row(id=iri)), groups) for iri in (link.left, link.right))
    return {
        "link": link_iri(base, link.id),
        "left": left,
        "right": right,
        "relation": link.relation,
        "decision": link.decision,
        "score": score(link.points),
        "decided_by": link.method,
        "derived": {link.left: "left", link.right: "right"}.get(link.part),
        "evidence": json.loads(link.evidence),
    }


def _end(row: Row, groups: Mapping[str, str]) -> dict[str, Any]:
    """`id` is that of the virtual sample."""
    source, identifier = record_name(row.record)
    return {
        "source": source,
        "identifier": identifier,
        "record": row.record,
        "sample": row.id,
        "id": groups.get(row.id),
        "name": row.name or next(iter((*row.identifiers, *row.other_names)), None),
    }


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
