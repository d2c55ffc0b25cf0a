"""`search`: records by words, technique, material, laboratory, scale, time and place."""

from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from harvester.cli import bounds, present
from harvester.cli.output import emit, hint
from harvester.cli.session import Json, examples, home, known
from harvester.errors import UsageError

if TYPE_CHECKING:
    from harvester.home import Home
    from harvester.index import SearchRequest, SearchResult

Names = list[str] | None
Words = Annotated[Names, typer.Argument(help='Words; "a phrase" in its order; -word: without it.')]
Technique = Annotated[Names, typer.Option(help="Only these techniques and what is narrower.")]
NoTechnique = Annotated[Names, typer.Option(help="Without these techniques and what is narrower.")]
Material = Annotated[Names, typer.Option(help="Only these materials and what is narrower.")]
NoMaterial = Annotated[Names, typer.Option(help="Without these materials and what is narrower.")]
Lab = Annotated[Names, typer.Option(help="Only laboratories with this in their name.")]
From = Annotated[Names, typer.Option("--source", help="Only this repository.")]
Years = Annotated[str, typer.Option("--year", help="2019, 2018..2022, 2020.. or ..1999.")]
Kilovolts = Annotated[str, typer.Option("--kv", help="Accelerating voltage in kV: 20 or 15..30.")]
Pixel = Annotated[str, typer.Option(help="Pixel, voxel or step in nm: ..10, or 5nm..1um.")]
View = Annotated[str, typer.Option("--fov", help="Field of view in um: ..50, or 1mm..1cm.")]
Area = Annotated[str, typer.Option("--box", help="West,south,east,north in degrees.")]
Limit = Annotated[int, typer.Option(min=1, max=1000, help="So many hits.")]
Offset = Annotated[int, typer.Option(min=0, help="Leave out the first so many.")]
Order = Annotated[Literal["best", "newest", "oldest"], typer.Option(help="What comes first.")]


def register(app: typer.Typer) -> None:
    app.command(
        epilog=examples(
            "search Allende",
            "search chromite --technique sem-ebsd --technique fib-nt",
            'search "NWA 869" --source demo-clyde --json',
            "search meteorite --without-technique xct --year 2021.. --order newest",
            "search --kv 15..30 --pixel ..100nm",
            "search basalt --box 170,-25,-175,-10",
        )
    )(search)


def search(
    context: typer.Context,
    words: Words = None,
    technique: Technique = None,
    without_technique: NoTechnique = None,
    material: Material = None,
    without_material: NoMaterial = None,
    lab: Lab = None,
    source: From = None,
    year: Years = "",
    kv: Kilovolts = "",
    pixel: Pixel = "",
    fov: View = "",
    area: Area = "",
    order: Order = "best",
    limit: Limit = 10,
    offset: Offset = 0,
    as_json: Json = False,
) -> None:
    """Find records by words, technique, material, laboratory, scale, time and place."""
    from harvester.index import SearchRequest

    opened = home(context)
    sources = tuple(known(opened, each) or "" for each in source or ())
    request = SearchRequest(
        words=" ".join(words or ()),
        filters=_concepts(technique, material) | _given(labs=_labs(opened, lab), source=sources),
        without=_concepts(without_technique, without_material),
        years=bounds.years(year) if year else (None, None),
        ranges=_ranges(kv, pixel, fov),
        box=bounds.box(area) if area else None,
        order=order,
        limit=limit,
        offset=offset,
    )
    result = opened.index.search(request)
    if as_json:
        return emit(_as_dict(result))
    present.hits(result, offset)
    return _advise(opened, request, result)


def _given(**values: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    return {name: each for name, each in values.items() if each}


def _concepts(techniques: Names, materials: Names) -> dict[str, tuple[str, ...]]:
    return _given(
        technique_groups=_slugs("technique", techniques),
        material_groups=_slugs("material", materials),
    )


def _ranges(kv: str, pixel: str, fov: str) -> dict[str, tuple[float | None, float | None]]:
    typed = {"voltages": (kv, "kV"), "pixel_sizes": (pixel, "nm"), "fields_of_view": (fov, "um")}
    return {name: bounds.amounts(text, unit) for name, (text, unit) in typed.items() if text}


def _slugs(name: str, wanted: Names) -> tuple[str, ...]:
    """Slugs of a scheme for what the user wrote: a slug or any label.

    Raises:
        UsageError: there is no such concept; the sentence names near ones.
    """
    from harvester.ontology import scheme

    return tuple(scheme(name).find(text).slug for text in wanted or ())


def _labs(opened: "Home", wanted: Names) -> tuple[str, ...]:
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
    return {
        "total": result.total,
        "hits": hits,
        "also": list(result.also),
        "close": result.close,
        "instead": result.instead,
    }


def _advise(opened: "Home", request: "SearchRequest", result: "SearchResult") -> None:
    if not opened.index.cursor():
        hint(_nothing_yet(opened))
    elif not result.total:
        hint("Fewer words or filters find more. What is there: lithoscope source list")
    elif (shown := request.offset + len(result.hits)) < result.total:
        hint(f"{result.total - shown:,} more: --offset {shown}, or --limit")


def _nothing_yet(opened: "Home") -> str:
    kept = opened.ledger.head()
    if kept:
        return f"{kept:,} changes are kept and not in the index yet: lithoscope repair"
    return f"The catalogue in {opened.path} is empty. Fill it: lithoscope harvest"
