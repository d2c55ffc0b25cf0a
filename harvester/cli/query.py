"""`query`: what all records say together, asked in SPARQL."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from harvester.cli import present
from harvester.cli.output import emit, table, write
from harvester.cli.session import Json, examples, home
from harvester.errors import UsageError


def register(app: typer.Typer) -> None:
    app.command(
        epilog=examples(
            "query --list",
            "query raw-data-behind-a-figure",
            "query raw-data-behind-a-figure --show > mine.rq",
            "query mine.rq --json",
            "query - < mine.rq",
        )
    )(query)


def query(
    context: typer.Context,
    asked: Annotated[
        str | None,
        typer.Argument(
            metavar="FILE|NAME|-",
            help="A file with a SPARQL query, the name of a question, or - for standard input.",
        ),
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="List the questions by name.")] = False,
    shown: Annotated[
        bool, typer.Option("--show", help="Print the query instead of asking it, to edit it.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Ask a SPARQL query over all records (default graph: the union of all)."""
    if listed:
        return _list(as_json)
    if asked is None:
        raise UsageError("What is asked? A file, a name from `lithoscope query --list`, or -.")
    text = _text(asked)
    if shown:
        return write(text.encode())
    answer = home(context).graph.query(text)
    if not answer.tabular:
        return write(_jsonld(answer.ntriples()) if as_json else answer.ntriples())
    if as_json:
        return write(answer.json().encode() + b"\n")
    return present.bindings(answer.json())


def _list(as_json: bool) -> None:
    from harvester.questions import questions

    known = questions().values()
    if as_json:
        for each in known:
            emit({"name": each.name, "question": each.title})
    else:
        table(["name", "question"], [[each.name, each.title] for each in known])


def _text(asked: str) -> str:
    from harvester.questions import find

    is_name = asked != "-" and not Path(asked).exists() and Path(asked).stem == asked
    return find(asked).text if is_name else _read(asked)


def _read(file: str) -> str:
    name = "Standard input" if file == "-" else file
    try:
        return (sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()).decode()
    except OSError as error:
        raise UsageError(f"{name}: cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{name}: is no text in UTF-8 ({error.reason}).") from error


def _jsonld(ntriples: bytes) -> bytes:
    import pyoxigraph as ox

    triples = ox.parse(ntriples, ox.RdfFormat.N_TRIPLES)
    return (ox.serialize(triples, format=ox.RdfFormat.JSON_LD) or b"[]") + b"\n"
