"""`search`, `show`, `query`: what is in the catalogue."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from harvester.cli import present
from harvester.cli.output import emit, hint, line, write
from harvester.cli.session import Json, examples, home
from harvester.errors import UsageError
from harvester.index import SearchRequest, SearchResult
from harvester.ontology import scheme


def register(app: typer.Typer) -> None:
    app.command(
        epilog=examples(
            "search Allende",
            "search chromite --technique sem-ebsd --technique fib-nt",
            'search "NWA 869" --source demo-clyde --json',
        )
    )(search)
    app.command(
        epilog=examples(
            "show demo-clyde/oai:clyde.example:rum-001",
            "show demo-clyde/oai:clyde.example:rum-001 --format jsonld",
            "show demo-clyde/oai:clyde.example:rum-001 --format raw",
        )
    )(show)
    app.command(
        epilog=examples(
            "query question.rq",
            "query question.rq --json",
            "query - < question.rq",
        )
    )(query)


def search(
    context: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(help='Words; "a phrase" keeps its order, -word leaves out.'),
    ] = None,
    technique: Annotated[
        list[str] | None, typer.Option(help="Only these techniques and what is narrower.")
    ] = None,
    material: Annotated[
        list[str] | None, typer.Option(help="Only these materials and what is narrower.")
    ] = None,
    lab: Annotated[list[str] | None, typer.Option(help="Only this laboratory.")] = None,
    source: Annotated[list[str] | None, typer.Option(help="Only this repository.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="So many hits.")] = 10,
    offset: Annotated[int, typer.Option(min=0, help="Leave out the first so many.")] = 0,
    as_json: Json = False,
) -> None:
    """Find records by words, technique, material, laboratory and repository."""
    wanted = {
        "technique_groups": _slugs("technique", technique),
        "material_groups": _slugs("material", material),
        "labs": tuple(lab or ()),
        "source": tuple(source or ()),
    }
    request = SearchRequest(
        words=" ".join(words or ()),
        filters={name: values for name, values in wanted.items() if values},
        limit=limit,
        offset=offset,
    )
    result = home(context).index.search(request)
    if as_json:
        return emit(_as_dict(result))
    present.hits(result, offset)
    if not result.total:
        hint("Fewer words or filters find more. What is there: lithoscope source list")
    return None


def _slugs(name: str, wanted: list[str] | None) -> tuple[str, ...]:
    """Slugs of a scheme for what the user wrote: a slug or any label.

    Raises:
        UsageError: there is no such concept; the sentence names near ones.
    """
    return tuple(scheme(name).find(text).slug for text in wanted or ())


def _as_dict(result: SearchResult) -> dict[str, object]:
    hits = [
        {
            "iri": hit.document["iri"],
            "source": hit.document["source"],
            "identifier": hit.document["identifier"],
            "title": hit.document["title"],
            "techniques": hit.document["techniques"],
            "score": round(hit.score, 4),
        }
        for hit in result.hits
    ]
    return {"total": result.total, "hits": hits, "also": list(result.also)}


def show(
    context: typer.Context,
    record: Annotated[str, typer.Argument(help="SOURCE/IDENTIFIER, an identifier, or an IRI.")],
    format_: Annotated[str, typer.Option("--format", help="text, jsonld, turtle or raw.")] = "text",
    as_json: Json = False,
) -> None:
    """Show a record: what it says, how it was read, and where it came from."""
    from harvester import lookup
    from harvester.graph import jsonld, nquads

    if format_ not in ("text", "jsonld", "turtle", "raw"):
        raise UsageError(f"--format {format_}: one of text, jsonld, turtle, raw.")
    opened = home(context)
    change = lookup.change(opened, record)
    if format_ == "raw":
        return write(change.raw + b"\n")
    if change.deleted:
        return present.tombstone(change, opened.ledger.versions(change.source, change.identifier))
    found = lookup.record(opened, change)
    if format_ == "jsonld" or as_json:
        return write(jsonld.pretty(found))
    if format_ == "turtle":
        return write(nquads.turtle(found))
    return present.record(found, change)


def query(
    context: typer.Context,
    file: Annotated[
        str, typer.Argument(help="A file with a SPARQL query, or - for standard input.")
    ],
    as_json: Json = False,
) -> None:
    """Ask a SPARQL query over all records (default graph: the union of all)."""
    text = sys.stdin.read() if file == "-" else _read(Path(file))
    answer = home(context).graph.query(text)
    if not answer.tabular:
        return write(answer.ntriples())
    if as_json:
        return line(answer.json())
    return present.bindings(answer.json())


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read as text: {error}.") from error
