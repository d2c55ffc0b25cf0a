"""Records, hits and answers as a person reads them in a terminal."""

import json
from collections.abc import Sequence

from harvester.cli.output import hint, line, table
from harvester.index import SearchResult
from harvester.model import Dataset, Interpreted, Measurement, Record, Sample
from harvester.ontology import scheme
from harvester.record import Change


def hits(result: SearchResult, offset: int) -> None:
    """Numbered hits, three lines each at most."""
    line(f"{result.total:,} {'record' if result.total == 1 else 'records'}", style="bold")
    if result.also:
        hint(f"also searched: {', '.join(result.also)}")
    for number, hit in enumerate(result.hits, offset + 1):
        document = hit.document
        line()
        line(f"{number:>3}. {document['title'] or document['identifier']}")
        facts = [
            document["source"],
            ", ".join(document["techniques"]),
            _samples(document["samples"]),
        ]
        line("     " + "  ·  ".join(filter(None, facts)), style="dim")
        if hit.snippet:
            line(f"     {hit.snippet}")
        line(f"     lithoscope show '{document['source']}/{document['identifier']}'", style="dim")


def _samples(names: Sequence[str]) -> str:
    return ", ".join(names[:3]) + (" …" if len(names) > 3 else "")


def record(found: Record, change: Change) -> None:
    """Every field with the words that gave it."""
    line(found.dataset.title or found.identifier, style="bold")
    line(found.iri, style="dim")
    _field("source", f"{found.source}, {found.identifier}")
    _field("kept", f"{change.kept_at}, version {change.seq}, read by {found.crosswalk}")
    _dataset(found.dataset)
    for measurement in found.measurements:
        _measurement(measurement)
    for term in found.mentions:
        _field("mentioned only", term.slug, term)
    for sample in found.samples:
        _field("sample", _sample(sample, found.samples), sample)
    for term in found.materials:
        _field("material", term.slug, term)
    for text in found.dataset.descriptions:
        line()
        line(text.value)


def _dataset(dataset: Dataset) -> None:
    for agent in dataset.agents:
        _field(agent.role, agent.name)
    for date in dataset.dates:
        _field(date.role, date.edtf, date)
    for identifier in dataset.identifiers:
        _field(identifier.scheme, identifier.iri or identifier.value, identifier)
    for licence in dataset.licences:
        _field("licence", licence.iri or licence.verbatim)


def _measurement(measurement: Measurement) -> None:
    label = scheme("technique").concept(measurement.technique.slug).label()
    _field("technique", f"{label} ({measurement.technique.slug})", measurement.technique)
    for quantity in measurement.conditions:
        _field("  " + quantity.kind, f"{quantity.value:g} {quantity.unit}", quantity)


def _field(name: str, value: str, read: Interpreted | None = None) -> None:
    line(f"  {name:<16}{value}{_words(read, value)}")


def _words(read: Interpreted | None, value: str) -> str:
    if read is None or not read.verbatim or read.verbatim == value:
        return ""
    sure = "" if read.confidence == "stated" else f", {read.confidence}"
    return f"   from “{read.verbatim}”{sure}"


def _sample(sample: Sample, others: Sequence[Sample]) -> str:
    parts = [sample.name or "", *(i.iri or i.value for i in sample.identifiers)]
    if sample.type:
        parts.append(sample.type.slug)
    parent = next((o for o in others if o.key == sample.parent), None)
    if parent:
        parts.append(f"part of {parent.name or parent.identifiers[0].value}")
    return ", ".join(dict.fromkeys(filter(None, parts)))


def tombstone(change: Change, versions: Sequence[Change]) -> None:
    """A withdrawn record and its history."""
    line(f"{change.source}/{change.identifier} was withdrawn by its repository.", style="bold")
    for version in versions:
        what = "withdrawn" if version.deleted else f"{len(version.raw):,} bytes"
        when = f"kept {version.kept_at}, datestamp {version.datestamp}"
        line(f"  version {version.seq}, {when}: {what}")
    hint("What it said before: lithoscope show … --format raw gives the newest version.")


def bindings(results: str) -> None:
    """SPARQL results as a table, or yes/no."""
    said = json.loads(results)
    if "boolean" in said:
        return line("yes" if said["boolean"] else "no")
    names = said["head"]["vars"]
    rows = [
        [row.get(name, {}).get("value", "") for name in names]
        for row in said["results"]["bindings"]
    ]
    table(names, rows)
    return hint(f"{len(rows):,} {'row' if len(rows) == 1 else 'rows'}")
