"""`demo`: the main job on a fresh machine, with no server and no internet."""

import json
import os
from pathlib import Path
from typing import Annotated, Any

import typer
from platformdirs import user_data_path

from harvester import lookup, settings
from harvester.cli import harvest, present
from harvester.cli.output import emit, hint, line, write
from harvester.cli.progress import watching
from harvester.cli.session import Json, examples, session
from harvester.demo import questions
from harvester.demo.home import prepare
from harvester.demo.repositories import serving
from harvester.graph import jsonld
from harvester.home import Home
from harvester.index import SearchRequest
from harvester.record import RunReport
from harvester.road import harvest as over_the_road
from harvester.verdict import EXIT_CODES


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
    """Harvest four small demonstration repositories on this machine, and ask three questions."""
    folder = _folder(context)
    opened = Home(settings.load(folder))
    context.call_on_close(opened.close)
    hint(f"Demonstration data only: invented measurements on real materials. Home: {folder}")
    reports = _harvest(opened, folder, as_json)
    if as_json:
        emit({"home": str(folder), "questions": _answers(opened)})
    else:
        harvest.show(reports)
        _ask(opened, folder)
    worst = max(EXIT_CODES[report.verdict] for report in reports)
    # its faulty records are part of the demonstration: rejecting them is success here
    raise typer.Exit(worst if worst > EXIT_CODES["complete_with_rejects"] else 0)


def _folder(context: typer.Context) -> Path:
    """A folder of its own unless one is named, so that no catalogue gets demonstration data."""
    named = session(context).flag or os.environ.get("LITHOSCOPE_HOME")
    return settings.home_folder(Path(named)) if named else user_data_path("lithoscope-demo", False)


def _harvest(opened: Home, folder: Path, as_json: bool) -> list[RunReport]:
    reports = []
    with serving() as urls, watching() as watch:
        prepare(folder, urls)
        for name in urls:
            report = over_the_road(opened, opened.repository(name), watch=watch)
            reports.append(report)
            if as_json:
                emit(harvest.as_dict(report))
    return reports


def _ask(opened: Home, folder: Path) -> None:
    call = "lithoscope" if folder == settings.home_folder() else f"lithoscope --home {folder}"
    _heading("1. A search", f"{call} search {questions.SEARCH}")
    present.hits(opened.index.search(SearchRequest(questions.SEARCH, limit=3)), 0)
    source, identifier = questions.RECORD
    _heading("2. A record as JSON-LD", f"{call} show '{source}/{identifier}' --format jsonld")
    found = lookup.record(opened, lookup.change(opened, f"{source}/{identifier}"))
    write(b"\n".join(jsonld.pretty(found).splitlines()[:40]) + b"\n  ...\n")
    _heading("3. A SPARQL query: the techniques with most data", f"{call} query FILE.rq")
    present.bindings(opened.graph.query(questions.SPARQL).json())
    line()
    hint(f"Go on: {call} search Allende --technique sem-ebsd   or   {call} --help")


def _heading(title: str, command: str) -> None:
    line()
    line(title, style="bold")
    hint(f"$ {command}")


def _answers(opened: Home) -> dict[str, Any]:
    result = opened.index.search(SearchRequest(questions.SEARCH, limit=10))
    source, identifier = questions.RECORD
    found = lookup.record(opened, lookup.change(opened, f"{source}/{identifier}"))
    return {
        "search": {"total": result.total, "hits": [hit.document["iri"] for hit in result.hits]},
        "record": json.loads(jsonld.pretty(found)),
        "sparql": json.loads(opened.graph.query(questions.SPARQL).json()),
    }
