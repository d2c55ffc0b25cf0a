"""The command `lithoscope`: one module a group of commands, all registered here."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from harvester import __version__, log
from harvester.cli import (
    catalogue,
    demo,
    doctor,
    export,
    find,
    harvest,
    projections,
    rejects,
    runs,
    sources,
    trial,
)
from harvester.cli.output import problem
from harvester.cli.session import Session
from harvester.errors import LithoscopeError

app = typer.Typer(
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
    trial,
    find,
    runs,
    rejects,
    projections,
    export,
    doctor,
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
    debug: Annotated[bool, typer.Option(help="Show the whole trace of an error.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")
    ] = False,
) -> None:
    log.set_up(debug=debug)
    context.obj = Session(home, debug)


def main() -> None:
    """Run the command line; a LithoscopeError becomes one sentence and its exit code."""
    try:
        app()
    except LithoscopeError as error:
        if "--debug" in sys.argv:
            raise
        problem(str(error))
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        problem("Stopped by you. What was kept is kept.")
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(141)
