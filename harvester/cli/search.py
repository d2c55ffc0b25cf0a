"""`search`: records by words, technique, material, laboratory and repository."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from harvester.cli import present
from harvester.cli.output import emit, hint
from harvester.cli.session import Json, examples, home, known
from harvester.errors import UsageError

if TYPE_CHECKING:
    from harvester.home import Home
    from harvester.index import SearchResult


def register(app: typer.Typer) -> None:
    app.command(
        epilog=examples(
            "search Allende",
            "search chromite --technique sem-ebsd --technique fib-nt",
            'search "NWA 869" --source demo-clyde --json',
        )
    )(search)


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
