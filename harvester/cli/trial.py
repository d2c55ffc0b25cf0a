"""`try`: one record over the whole road, every step shown; the tool of who writes crosswalks."""

import json
from contextlib import closing
from typing import Annotated, Any

import typer

from harvester.cli.output import emit, line
from harvester.cli.session import Json, examples, home
from harvester.home import Home
from harvester.mapping import Mapper, Steps
from harvester.model import Record
from harvester.record import Change
from harvester.rehearsal import as_change


def register(app: typer.Typer) -> None:
    app.command(
        "try",
        epilog=examples(
            "try gfz oai:doidb.wdc-terra.org:1234",
            "try gfz oai:doidb.wdc-terra.org:1234 --kept",
            "try demo-clyde oai:clyde.example:rum-001 --json",
        ),
    )(try_record)


def try_record(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="The repository.")],
    identifier: Annotated[str, typer.Argument(help="The record's OAI identifier.")],
    kept: Annotated[bool, typer.Option(help="Take the kept bytes; do not ask the source.")] = False,
    as_json: Json = False,
) -> None:
    """Take one record over the road and show each step; nothing is kept."""
    opened = home(context)
    change = _change(opened, name, identifier, kept)
    mapper = Mapper(opened.settings)
    steps = mapper.steps(change)
    mapped = mapper.batch([change])[0]
    if as_json:
        emit(_as_dict(change, steps) | {"document": mapped.document})
    else:
        _show(change, steps)
        if mapped.document:
            _heading("index document")
            line(json.dumps(mapped.document, ensure_ascii=False, indent=2))
        _heading("graph")
        line(mapped.graphs[0].nquads.decode())
    raise typer.Exit(0 if isinstance(steps.result, Record) else 3)


def _change(opened: Home, name: str, identifier: str, kept: bool) -> Change:
    repository = opened.repository(name)
    if kept and (found := opened.ledger.record(name, identifier)):
        return found
    with closing(opened.fetcher(repository)) as fetcher:
        return as_change(fetcher.record(identifier), repository)


def _as_dict(change: Change, steps: Steps) -> dict[str, Any]:
    found = steps.result
    mapped = isinstance(found, Record)
    findings = steps.draft.findings if steps.draft else ()
    return {
        "raw": change.raw.decode("utf-8", "replace"),
        "crosswalk": steps.draft.crosswalk if steps.draft else None,
        "record": found.model_dump(mode="json", exclude_defaults=True) if mapped else None,
        "rejected": None if isinstance(found, Record) else found.reason,
        "findings": [{"code": f.code, "where": f.where, "message": f.message} for f in findings],
    }


def _show(change: Change, steps: Steps) -> None:
    _heading(f"raw, {len(change.raw):,} bytes")
    line(change.raw.decode("utf-8", "replace"))
    if steps.draft:
        _heading(f"findings of {steps.draft.crosswalk}")
        for finding in steps.draft.findings:
            line(f"{finding.code:<12}{finding.where}  {finding.message}  {finding.value}")
    if isinstance(steps.result, Record):
        _heading("record")
        said = steps.result.model_dump(mode="json", exclude_defaults=True)
        line(json.dumps(said, ensure_ascii=False, indent=2))
    else:
        _heading("rejected")
        line(steps.result.reason)


def _heading(text: str) -> None:
    line()
    line(f"── {text}", style="bold")
