"""`export`: everything, for other programs."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from harvester.cli.output import emit, hint, write_all
from harvester.cli.session import Json, Source, examples, home, known
from harvester.errors import StoreError, UsageError

if TYPE_CHECKING:
    from harvester.home import Home

Shape = Literal["jsonl", "nquads"]
What = Literal["records", "links"]


def register(app: typer.Typer) -> None:
    app.command(
        epilog=examples(
            "export --format jsonl > records.jsonl",
            "export --what links --format jsonl > links.jsonl",
            "export --format nquads --output catalogue.nq",
        )
    )(export)


def export(
    context: typer.Context,
    shape: Annotated[
        Shape, typer.Option("--format", help="One line a record, or the whole graph as N-Quads.")
    ] = "jsonl",
    what: Annotated[
        What, typer.Option("--what", help="Records, or links between their samples.")
    ] = "records",
    source: Source = None,
    output: Annotated[Path | None, typer.Option(help="A file instead of standard output.")] = None,
    provenance: Annotated[
        bool,
        typer.Option("--provenance", help="nquads: also when and by which run; else left out."),
    ] = False,
    as_json: Json = False,
) -> None:
    """Export one line a record (jsonl; tombstones too) or a link, or the whole graph (nquads).

    Without --provenance, nquads has what the records say, and not when and by which run they came:
    that differs between two harvests of the same data.
    """
    if shape == "nquads" and source is not None:
        raise UsageError("--source goes with --format jsonl; nquads is the whole graph.")
    if what == "links" and (shape == "nquads" or source is not None):
        raise UsageError("--what links goes with --format jsonl, and is of all repositories.")
    if shape == "jsonl" and provenance:
        raise UsageError("--provenance goes with --format nquads.")
    lines = _lines(home(context), shape, what, source, provenance)
    if output is None:
        return write_all(lines)
    count = save(lines, output)
    if as_json:
        return emit({"file": str(output), "lines": count})
    return hint(f"{count:,} lines are in {output}.")


def _lines(
    opened: "Home", shape: Shape, what: What, source: str | None, provenance: bool
) -> Iterator[bytes]:
    from harvester import exporting

    if shape == "nquads":
        return opened.graph.dump(provenance=provenance)
    if what == "links":
        return exporting.links(opened)
    return exporting.jsonl(opened, known(opened, source))


def save(lines: Iterable[bytes], file: Path) -> int:
    """How many there are. An older file stays until the new one is whole."""
    with _saying(file):
        if file.exists() and not file.is_file():  # a device or a pipe
            return _write(lines, file)
        whole = file.resolve()  # where a link leads, not the link, is replaced
        draft = whole.with_name(f"{whole.name}.part")
        try:
            count = _write(lines, draft)
            draft.replace(whole)
        finally:
            draft.unlink(missing_ok=True)
        return count


def _write(lines: Iterable[bytes], file: Path) -> int:
    count = 0
    with file.open("wb") as written:
        for count, line in enumerate(lines, 1):  # noqa: B007
            written.write(line)
    return count


@contextmanager
def _saying(file: Path) -> Iterator[None]:
    try:
        yield
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError, PermissionError) as error:
        raise UsageError(f"{file}: cannot be written ({error.strerror}).") from error
    except OSError as error:
        raise StoreError(f"{file}: cannot be written ({error.strerror}).") from error
