"""Hits, histories and answers as a person reads them in a terminal."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from harvester.cli.described import described
from harvester.cli.output import fields, hint, line, paragraph, table

if TYPE_CHECKING:
    from harvester.index import Hit, SearchResult
    from harvester.ledger import MappingNote
    from harvester.model import Record
    from harvester.record import Change

INDENT = " " * 5
HEART = ("title", "material", "sample", "name", "measurement", "technique", "verbatim", "rule")
"""What an excerpt of a record in JSON-LD keeps."""


def hits(result: "SearchResult", offset: int) -> None:
    """Numbered hits: title, facts, the words that were found, and how to see more."""
    line(f"{result.total:,} {'record' if result.total == 1 else 'records'}", style="bold")
    if result.instead:
        hint(f"Nothing has just these words. Did you mean: {result.instead}")
    if result.also:
        hint(f"also searched: {', '.join(result.also)}")
    for number, hit in enumerate(result.hits, offset + 1):
        line()
        _hit(number, hit)


def _hit(number: int, hit: "Hit") -> None:
    document = hit.document
    title = document["title"] or document["identifier"]
    paragraph(title, lead=f"{number:>3}. ")
    facts = [
        "demonstration" if document["demonstration"] else "",
        document["source"],
        ", ".join(document["techniques"]),
        _samples([name for name in document["samples"] if name != title]),
    ]
    paragraph("  ·  ".join(filter(None, facts)), "dim", INDENT)
    if hit.snippet:
        paragraph(hit.snippet, lead=INDENT)
    line(f"{INDENT}lithoscope show '{document['source']}/{document['identifier']}'", "dim")


def _samples(names: Sequence[str]) -> str:
    return ", ".join(names[:3]) + (" …" if len(names) > 3 else "")


def record(found: "Record", change: "Change", note: "MappingNote | None") -> None:
    """Every field with the words that gave it, then the running text."""
    line(found.dataset.title or found.identifier, style="bold")
    line(found.iri, style="dim")
    kept = f"{change.kept_at}, version {change.seq}, read by {found.crosswalk}"
    origin = ("repository", f"{found.source}, {found.identifier}")
    fields([origin, ("kept", kept), *described(found)])
    for text in found.dataset.descriptions:
        line()
        paragraph(text.value, lead="  ")
    unread = [f.where for f in note.findings if f.code == "unread"] if note else []
    if unread:
        hint(f"Not read: {', '.join(dict.fromkeys(unread))}. How: lithoscope try …")


def history(versions: "Sequence[Change]") -> dict[str, Any]:
    """A withdrawn record for machines, its versions oldest first."""
    newest = versions[-1]
    return {
        "source": newest.source,
        "identifier": newest.identifier,
        "deleted": newest.deleted,
        "versions": [
            {
                "seq": version.seq,
                "kept": version.kept_at,
                "datestamp": version.datestamp,
                "deleted": version.deleted,
                "bytes": len(version.raw),
            }
            for version in versions
        ],
    }


def tombstone(versions: "Sequence[Change]") -> None:
    """A withdrawn record and its history."""
    newest = versions[-1]
    line(f"{newest.source}/{newest.identifier} was withdrawn by its repository.", style="bold")
    table(
        ["version", "kept", "datestamp", "what"],
        [[each.seq, each.kept_at, each.datestamp, _what(each)] for each in versions],
        right=["version"],
    )


def _what(version: "Change") -> str:
    return "withdrawn" if version.deleted else f"{len(version.raw):,} bytes"


def bindings(results: str) -> None:
    """SPARQL results as a table, or yes/no."""
    said = json.loads(results)
    if "boolean" in said:
        return line("yes" if said["boolean"] else "no")
    names = said["head"]["vars"]
    found = said["results"]["bindings"]
    if found:
        rows = [[row.get(name, {}).get("value") for name in names] for row in found]
        table(names, rows, wrap=names)
    return hint(f"{len(found):,} {'row' if len(found) == 1 else 'rows'}")


def excerpt(document: dict[str, Any]) -> dict[str, Any]:
    """The heart of a record in JSON-LD: what was measured on what, and the words that say so."""
    from harvester.graph.context import CONTEXT_IRI

    described = document["describes"]
    heart = {name: _heart(described[name]) for name in HEART if name in described}
    return {"@context": CONTEXT_IRI, "id": document["id"], "describes": heart}


def _heart(value: Any) -> Any:
    if isinstance(value, list):
        return [_heart(each) for each in value]
    if isinstance(value, dict):
        return {name: _heart(each) for name, each in value.items() if name in HEART}
    return value
