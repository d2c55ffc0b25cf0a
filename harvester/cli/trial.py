"""`try`: one record over the whole road, every step shown; the tool of who writes crosswalks."""

import json
from contextlib import closing
from typing import TYPE_CHECKING, Annotated, Any

import typer

from harvester.cli.output import emit, hint, line, paragraph, table
from harvester.cli.retries import tell_retries
from harvester.cli.session import Json, examples, home
from harvester.errors import UsageError

if TYPE_CHECKING:
    from harvester.home import Home
    from harvester.mapping import Mapped, Steps
    from harvester.model import Record
    from harvester.record import Change


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
    kept: Annotated[
        bool, typer.Option("--kept", help="Take the kept bytes; do not ask the source.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Take one record over the road and show each step; nothing is kept."""
    from harvester.mapping import Mapper

    opened = home(context)
    mapper = Mapper(opened.settings)  # first: a wrong file is told before a repository is asked
    change = _kept(opened, name, identifier) if kept else _asked(opened, name, identifier)
    if change.deleted:
        return _withdrawn(change, as_json)
    steps = mapper.steps(change)
    mapped = mapper.batch([change])[0]
    if as_json:
        emit(_as_dict(change, steps) | {"document": mapped.document})
    else:
        _show(change, steps, mapped)
    raise typer.Exit(0 if _record(steps) else 3)


def _kept(opened: "Home", name: str, identifier: str) -> "Change":
    found = opened.ledger.record(name, identifier)
    if found is None:
        raise UsageError(
            f"{name}/{identifier} is not kept. Without --kept its repository is asked."
        )
    return found


def _asked(opened: "Home", name: str, identifier: str) -> "Change":
    from harvester.rehearsal import as_change

    tell_retries()
    repository = opened.repository(name)
    with closing(opened.fetcher(repository)) as fetcher:
        return as_change(fetcher.record(identifier), repository)


def _withdrawn(change: "Change", as_json: bool) -> None:
    if as_json:
        return emit({"raw": change.raw.decode("utf-8", "replace"), "deleted": True})
    line(f"{change.source}/{change.identifier} was withdrawn by its repository.", style="bold")
    return line(change.raw.decode("utf-8", "replace"))


def _record(steps: "Steps") -> "Record | None":
    from harvester.model import Record

    return steps.result if isinstance(steps.result, Record) else None


def _reason(steps: "Steps") -> str | None:
    from harvester.record import Rejection

    return steps.result.reason if isinstance(steps.result, Rejection) else None


def _as_dict(change: "Change", steps: "Steps") -> dict[str, Any]:
    found = _record(steps)
    findings = steps.draft.findings if steps.draft else ()
    return {
        "raw": change.raw.decode("utf-8", "replace"),
        "crosswalk": steps.draft.crosswalk if steps.draft else None,
        "record": found.model_dump(mode="json", exclude_defaults=True) if found else None,
        "rejected": _reason(steps),
        "findings": [{"code": f.code, "where": f.where, "message": f.message} for f in findings],
    }


def _show(change: "Change", steps: "Steps", mapped: "Mapped") -> None:
    _heading(f"raw, {len(change.raw):,} bytes")
    line(change.raw.decode("utf-8", "replace"))
    if steps.draft:
        _heading(f"crosswalk {steps.draft.crosswalk}")
        _show_findings(steps)
    found = _record(steps)
    if found is None:
        _heading("rejected")
        return paragraph(_reason(steps) or "")
    _heading("record")
    line(_json(found.model_dump(mode="json", exclude_defaults=True)))
    _heading("search document")
    line(_json(mapped.document))
    _heading("graph")
    return _show_graph(found)


def _show_findings(steps: "Steps") -> None:
    findings = steps.draft.findings if steps.draft else ()
    if not findings:
        return hint("Every value was used or left out by name.")
    headings = ["finding", "where", "what", "value"]
    rows = [[each.code, each.where, each.message, each.value] for each in findings]
    return table(headings, rows, wrap=headings[1:])


def _show_graph(found: "Record") -> None:
    from harvester.graph import nquads

    line(nquads.turtle(found).decode().rstrip())


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _heading(text: str) -> None:
    line()
    line(f"── {text}", style="bold")
