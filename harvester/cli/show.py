"""`show`: what a record says, how it was read, and where it came from."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from harvester.cli import present
from harvester.cli.output import emit, write
from harvester.cli.session import Json, examples, home
from harvester.errors import SkipRecord, UsageError

if TYPE_CHECKING:
    from harvester.home import Home
    from harvester.record import Change

Shape = Literal["text", "jsonld", "turtle", "raw"]


def register(app: typer.Typer) -> None:
    app.command(
        epilog=examples(
            "show demo-clyde/oai:clyde.example:rum-001",
            "show demo-clyde/oai:clyde.example:rum-001 --format jsonld",
            "show demo-clyde/oai:clyde.example:rum-001 --format raw",
        )
    )(show)


def show(
    context: typer.Context,
    record: Annotated[str, typer.Argument(help="SOURCE/IDENTIFIER, an identifier, or an IRI.")],
    shape: Annotated[Shape, typer.Option("--format", help="How it is shown.")] = "text",
    as_json: Json = False,
) -> None:
    """Show a record: what it says, how it was read, and where it came from."""
    from harvester import lookup

    if as_json and shape in ("turtle", "raw"):
        raise UsageError(f"--json goes with --format text or jsonld; {shape} is no JSON.")
    opened = home(context)
    change = lookup.change(opened, record)
    if shape == "raw":
        return write(change.raw + b"\n")
    if change.deleted:
        return _withdrawn(opened, change, shape, as_json)
    found = lookup.record(opened, change)
    if shape == "turtle":
        from harvester.graph import nquads

        return write(nquads.turtle(found))
    if shape == "jsonld" or as_json:
        from harvester.graph import jsonld

        return write(jsonld.pretty(found))
    return present.record(found, change, opened.ledger.noted(change.seq))


def _withdrawn(opened: "Home", change: "Change", shape: Shape, as_json: bool) -> None:
    versions = opened.ledger.versions(change.source, change.identifier)
    if as_json:
        return emit(present.history(versions))
    if shape != "text":
        name = f"{change.source}/{change.identifier}"
        raise SkipRecord(
            f"{name} was withdrawn by its repository, so there is nothing to show as {shape}. "
            f"Its history: lithoscope show '{name}'"
        )
    return present.tombstone(versions)
