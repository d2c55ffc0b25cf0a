"""`export`: everything, for other programs."""

from pathlib import Path
from typing import Annotated

import typer

from harvester import exporting
from harvester.cli.output import emit, hint, write
from harvester.cli.session import Json, examples, home
from harvester.errors import UsageError

FORMATS = ("jsonl", "nquads")


def register(app: typer.Typer) -> None:
    app.command(
        epilog=examples(
            "export --format jsonl > records.jsonl",
            "export --source demo-clyde --format jsonl",
            "export --format nquads --output catalogue.nq",
        )
    )(export)


def export(
    context: typer.Context,
    format_: Annotated[str, typer.Option("--format", help="jsonl or nquads.")] = "jsonl",
    source: Annotated[str | None, typer.Option(help="Only this repository (jsonl).")] = None,
    output: Annotated[Path | None, typer.Option(help="A file instead of standard output.")] = None,
    provenance: Annotated[bool, typer.Option(help="Also when and by which run (nquads).")] = False,
    as_json: Json = False,
) -> None:
    """Export one line a record (jsonl; tombstones too) or the whole graph (nquads)."""
    if format_ not in FORMATS:
        raise UsageError(f"--format {format_}: one of {', '.join(FORMATS)}.")
    opened = home(context)
    if source is not None:
        opened.repository(source)
    if format_ == "nquads":
        lines = opened.graph.dump(provenance=provenance)
    else:
        lines = exporting.jsonl(opened, source)
    count = 0
    if output is None:
        for line in lines:
            write(line)
        return
    try:
        with output.open("wb") as file:
            for count, line in enumerate(lines, 1):  # noqa: B007
                file.write(line)
    except OSError as error:
        raise UsageError(f"{output}: cannot be written: {error.strerror}.") from error
    if as_json:
        emit({"file": str(output), "lines": count})
    else:
        hint(f"{count:,} lines are in {output}.")
