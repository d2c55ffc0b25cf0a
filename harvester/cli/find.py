"""`search`, `show`, `query`: what is in the catalogue."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from harvester.cli import present
from harvester.cli.output import emit, hint, write
from harvester.cli.session import Json, examples, home, known
from harvester.errors import SkipRecord, UsageError

if TYPE_CHECKING:
    from harvester.home import Home
    from harvester.index import SearchResult
    from harvester.record import Change

Shape = Literal["text", "jsonld", "turtle", "raw"]


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
        epilog=examples("query question.rq", "query question.rq --json", "query - < question.rq")
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
    lab: Annotated[
        list[str] | None, typer.Option(help="Only laboratories with this in their name.")
    ] = None,
    source: Annotated[list[str] | None, typer.Option(help="Only this repository.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="So many hits.")] = 10,
    offset: Annotated[int, typer.Option(min=0, help="Leave out the first so many.")] = 0,
    as_json: Json = False,
) -> None:
    """Find records by words, technique, material, laboratory and repository."""
    from harvester.index import SearchRequest

    opened = home(context)
    wanted = {
        "technique_groups": _slugs("technique", technique),
        "material_groups": _slugs("material", material),
        "labs": _labs(opened, lab),
        "source": tuple(known(opened, each) or "" for each in source or ()),
    }
    filters = {name: values for name, values in wanted.items() if values}
    result = opened.index.search(
        SearchRequest(" ".join(words or ()), filters, (None, None), limit, offset)
    )
    if as_json:
        return emit(_as_dict(result))
    present.hits(result, offset)
    return _advise(opened, result, offset)


def _slugs(name: str, wanted: list[str] | None) -> tuple[str, ...]:
    """Slugs of a scheme for what the user wrote: a slug or any label.

    Raises:
        UsageError: there is no such concept; the sentence names near ones.
    """
    from harvester.ontology import scheme

    return tuple(scheme(name).find(text).slug for text in wanted or ())


def _labs(opened: "Home", wanted: list[str] | None) -> tuple[str, ...]:
    """Names of the laboratories that have one of these words in them.

    Raises:
        UsageError: there is none; the sentence names some that there are.
    """
    from harvester.index import SearchRequest

    if not wanted:
        return ()
    counted = opened.index.search(SearchRequest(limit=0, facets=("labs",))).facets["labs"]
    sought = [text.casefold() for text in wanted]
    found = [name for name, _ in counted if any(text in name.casefold() for text in sought)]
    if not found:
        some = "; ".join(name for name, _ in counted[:3])
        raise UsageError(f"No laboratory has {' or '.join(wanted)} in its name. Some are: {some}")
    return tuple(found)


def _as_dict(result: "SearchResult") -> dict[str, Any]:
    kept = ("iri", "source", "identifier", "title", "techniques", "demonstration")
    hits = [
        {name: value for name, value in hit.document.items() if name in kept}
        | {"score": round(hit.score, 4)}
        for hit in result.hits
    ]
    return {"total": result.total, "hits": hits, "also": list(result.also), "close": result.close}


def _advise(opened: "Home", result: "SearchResult", offset: int) -> None:
    if not opened.index.cursor():
        hint(_nothing_yet(opened))
    elif not result.total:
        hint("Fewer words or filters find more. What is there: lithoscope source list")
    elif (shown := offset + len(result.hits)) < result.total:
        hint(f"{result.total - shown:,} more: --offset {shown}, or --limit")


def _nothing_yet(opened: "Home") -> str:
    kept = opened.ledger.head()
    if kept:
        return f"{kept:,} changes are kept and not in the index yet: lithoscope repair"
    return f"The catalogue in {opened.path} is empty. Fill it: lithoscope harvest"


def show(
    context: typer.Context,
    record: Annotated[str, typer.Argument(help="SOURCE/IDENTIFIER, an identifier, or an IRI.")],
    shape: Annotated[Shape, typer.Option("--format", help="How it is shown.")] = "text",
    as_json: Json = False,
) -> None:
    """Show a record: what it says, how it was read, and where it came from."""
    from harvester import lookup

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
    text = sys.stdin.read() if file == "-" else _read(Path(file))
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


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: is no text in UTF-8 ({error.reason}).") from error
