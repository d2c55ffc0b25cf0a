"""`demo`: the main job on a fresh machine, with no server and no internet."""

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from harvester.cli import present, verdicts
from harvester.cli.output import emit, hint, line, paragraph
from harvester.cli.progress import watching
from harvester.cli.session import Json, examples, home, session
from harvester.errors import UsageError

if TYPE_CHECKING:
    from harvester.home import Home
    from harvester.record import RunReport

SHOWN = 2
"""Relatives of each kind."""
QUESTION = "demonstration.rq"
"""The SPARQL query in the home folder, to be changed and asked again."""


def register(app: typer.Typer) -> None:
    app.command(epilog=examples("demo", "demo --no-serve --json", "--home /tmp/trial demo"))(demo)


def demo(
    context: typer.Context,
    serve: Annotated[
        bool,
        typer.Option(help="Open the portal afterwards (it comes with a later version)."),
    ] = True,
    as_json: Json = False,
) -> None:
    """Harvest small demonstration repositories on this machine, and ask four questions."""
    from harvester.verdict import EXIT_CODES

    folder = _folder(context)
    opened = home(context, folder)
    _refuse_real_data(opened)
    hint(f"Demonstration data only: invented measurements on real materials. Home: {folder}")
    reports = _harvest(opened, as_json)
    if as_json:
        emit({"home": str(folder), "questions": _answers(opened)})
    else:
        verdicts.show(reports, {each.source for each in reports})
        _ask(opened)
    worst = max(EXIT_CODES[report.verdict] for report in reports)
    # its faulty records are part of the demonstration: rejecting them is success here
    raise typer.Exit(worst if worst > EXIT_CODES["complete_with_rejects"] else 0)


def _folder(context: typer.Context) -> Path:
    """A folder of its own unless one is named, so that no catalogue gets demonstration data."""
    from platformdirs import user_data_path

    from harvester import settings

    named = session(context).flag or os.environ.get("LITHOSCOPE_HOME")
    return settings.home_folder(Path(named)) if named else user_data_path("lithoscope-demo", False)


def _refuse_real_data(opened: "Home") -> None:
    from harvester.demo.repositories import REPOSITORIES

    kept = opened.ledger.totals()
    if kept and not any(each.name in kept for each in REPOSITORIES):
        raise UsageError(
            f"{opened.path} holds records of {', '.join(kept)}; demonstration data does not belong "
            "there. Choose another folder: lithoscope --home DIR demo"
        )


def _harvest(opened: "Home", as_json: bool) -> "list[RunReport]":
    from harvester.demo.home import prepare
    from harvester.demo.repositories import serving
    from harvester.road import harvest

    reports = []
    with serving() as urls, watching() as watch:
        prepare(opened.path, urls)
        for name in urls:
            reports.append(harvest(opened, opened.repository(name), watch=watch))
            if as_json:
                emit(verdicts.as_dict(reports[-1]))
            if watch.stopped:
                raise KeyboardInterrupt
    return reports


def _ask(opened: "Home") -> None:
    from harvester.demo import questions
    from harvester.index import SearchRequest

    call = _call(opened.path)
    _heading("1. A search", f"{call} search {questions.SEARCH}")
    present.hits(opened.index.search(SearchRequest(questions.SEARCH, limit=3)), 0)
    name = "/".join(questions.RECORD)
    _heading(
        "2. A record as JSON-LD (here without its details)", f"{call} show '{name}' --format jsonld"
    )
    line(json.dumps(present.excerpt(_record(opened)), ensure_ascii=False, indent=2))
    file = opened.path / QUESTION
    file.write_text(questions.SPARQL, "utf-8")
    _heading("3. A SPARQL query", f"{call} query {file}")
    asked = (each[2:] for each in questions.SPARQL.splitlines() if each.startswith("# "))
    paragraph(" ".join(asked))
    line()
    present.bindings(opened.graph.query(questions.SPARQL).json())
    _ask_of_sample(opened, call)


def _ask_of_sample(opened: "Home", call: str) -> None:
    from harvester import relatives
    from harvester.cli.related import show
    from harvester.demo.questions import SAMPLE

    found = relatives.related(opened, SAMPLE, SHOWN)
    command = f"{call} related {found.sample.id} --limit {SHOWN}"
    _heading("4. One sample in five repositories, and its relatives", command)
    show(found)
    line()
    hint(f"Go on: {call} show {found.sample.id}   or   {call} search Allende --technique sem-ebsd")


def _call(folder: Path) -> str:
    from harvester import settings

    return "lithoscope" if folder == settings.home_folder() else f"lithoscope --home {folder}"


def _heading(title: str, command: str) -> None:
    line()
    line(title, style="bold")
    hint(f"$ {command}")


def _record(opened: "Home") -> dict[str, Any]:
    from harvester import lookup
    from harvester.demo.questions import RECORD
    from harvester.graph import jsonld

    found = lookup.record(opened, lookup.change(opened, "/".join(RECORD)))
    said: dict[str, Any] = json.loads(jsonld.pretty(found))
    return said


def _answers(opened: "Home") -> dict[str, Any]:
    from harvester import relatives
    from harvester.demo import questions
    from harvester.index import SearchRequest

    result = opened.index.search(SearchRequest(questions.SEARCH, limit=10))
    return {
        "search": {"total": result.total, "hits": [hit.document["iri"] for hit in result.hits]},
        "record": _record(opened),
        "sparql": json.loads(opened.graph.query(questions.SPARQL).json()),
        "related": relatives.related(opened, questions.SAMPLE).as_dict(),
    }
