"""`show` and `query`: what a record says, and what all of them say together."""

import sys
from pathlib import Path
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
    app.command(
        epilog=examples("query question.rq", "query question.rq --json", "query - < question.rq")
    )(query)


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


def query(
    context: typer.Context,
    file: Annotated[
        str, typer.Argument(help="A file with a SPARQL query, or - for standard input.")
    ],
    as_json: Json = False,
) -> None:
    """Ask a SPARQL query over all records (default graph: the union of all)."""
    text = _read(file)
    answer = home(context).graph.query(text)
    if not answer.tabular:
        return write(_jsonld(answer.ntriples()) if as_json else answer.ntriples())
    if as_json:
        return write(answer.json().encode() + b"\n")
    return present.bindings(answer.json())


def _jsonld(ntriples: bytes) -> bytes:
    import pyoxigraph as ox

    triples = ox.parse(ntriples, ox.RdfFormat.N_TRIPLES)
    return (ox.serialize(triples, format=ox.RdfFormat.JSON_LD) or b"[]") + b"\n"


def _read(file: str) -> str:
    name = "Standard input" if file == "-" else file
    try:
        return (sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()).decode()
    except OSError as error:
        raise UsageError(f"{name}: cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{name}: is no text in UTF-8 ({error.reason}).") from error
