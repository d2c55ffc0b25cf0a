"""The command `lithoscope`: one module a group of commands, all registered here."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from harvester import __version__
from harvester.cli import (
    authority,
    catalogue,
    demo,
    doctor,
    export,
    harvest,
    judging,
    matching,
    migrate,
    ontology,
    projections,
    quality,
    query,
    rejects,
    related,
    runs,
    schedule,
    search,
    show,
    sources,
    trial,
    validating,
    worker,
)
from harvester.cli.ending import Lithoscope
from harvester.cli.output import problem
from harvester.cli.session import Session

app = typer.Typer(
    cls=Lithoscope,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    help="Lithoscope: find the same or related samples across laboratories. New here? Try: "
    "lithoscope demo",
)
for commands in (
    demo,
    catalogue,
    sources,
    harvest,
    schedule,
    worker,
    trial,
    search,
    show,
    related,
    query,
    matching,
    judging,
    authority,
    runs,
    rejects,
    quality,
    projections,
    export,
    ontology,
    migrate,
    doctor,
    validating,
):
    commands.register(app)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"lithoscope {__version__}")
        raise typer.Exit


@app.callback()
def _begin(
    context: typer.Context,
    home: Annotated[
        Path | None,
        typer.Option(
            help="Folder of the catalogue. Default: LITHOSCOPE_HOME, else your data folder."
        ),
    ] = None,
    ledger_url: Annotated[
        str | None,
        typer.Option(help="Ledger on a server: postgresql://user@host/rocks. Default: a file."),
    ] = None,
    search_url: Annotated[
        str | None,
        typer.Option(help="Index on a server: elasticsearch+https://host:9200/rocks."),
    ] = None,
    graph_url: Annotated[
        str | None, typer.Option(help="Graph on a SPARQL server: http://host:3030/rocks.")
    ] = None,
    debug: Annotated[
        bool, typer.Option("--debug", help="Show the whole trace of an error.")
    ] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")
    ] = False,
) -> None:
    urls = {"ledger_url": ledger_url, "search_url": search_url, "graph_url": graph_url}
    context.obj = Session(home, urls, debug=debug)


def main() -> None:
    """Run the command line. A fault of ours is one sentence too, unless `--debug` is given."""
    try:
        app()
    except Exception as error:
        if "--debug" in sys.argv:
            raise
        problem(
            f"A fault in Lithoscope itself ({error!r}). What was kept is safe. Please report it, "
            "with what the same command says after `lithoscope --debug`."
        )
        sys.exit(5)
