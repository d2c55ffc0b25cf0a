"""`replay`, `rebuild`, `verify`, `repair`: graph and index against the ledger."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from harvester.cli.output import emit, hint, line, problem, table
from harvester.cli.progress import watching
from harvester.cli.session import Json, examples, home

if TYPE_CHECKING:
    from harvester.comparison import Comparison
    from harvester.projection import Store

Stage = Literal["parse", "crosswalk", "validate", "graph", "index"]
Named = Literal["graph", "index", "links"]
SHOWN = 20


def register(app: typer.Typer) -> None:
    app.command(epilog=examples("replay", "replay --from crosswalk", "replay --from index --json"))(
        replay
    )
    app.command(epilog=examples("rebuild", "rebuild graph", "rebuild links --json"))(rebuild)
    app.command(epilog=examples("verify", "verify --json", "--home /srv/l verify"))(verify)
    app.command(epilog=examples("repair", "repair --json", "--home /srv/l repair"))(repair)


def replay(
    context: typer.Context,
    stage: Annotated[
        Stage,
        typer.Option("--from", help="index: only the index. Any other: all, as they go together."),
    ] = "parse",
    as_json: Json = False,
) -> None:
    """Run the road again over what is kept, without asking any repository.

    That is due after a crosswalk or a vocabulary was added or mended. Parse, crosswalk, validate
    and graph are one pass over the records: from whichever of them, graph and index are built anew.
    """
    _build(context, ("index",) if stage == "index" else ("graph", "index"), as_json)


def rebuild(
    context: typer.Context,
    store: Annotated[
        Named | None, typer.Argument(help="Which one; graph and index, if none is given.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Build graph and index anew from the ledger; the old ones serve until the new are whole.

    With `links` all samples are judged anew, as with other lists of names; ids, their history and
    what people judged stay.
    """
    if store == "links":
        return _relink(context, as_json)
    return _build(context, (store,) if store else ("graph", "index"), as_json)


def _relink(context: typer.Context, as_json: bool) -> None:
    from harvester import projection

    opened = home(context)
    with watching() as watch:
        done = projection.relink(opened, watch)
    if as_json:
        return emit({"samples": done})
    return line(f"links: judged anew among {done:,} samples of records.")


def _build(context: typer.Context, stores: "tuple[Store, ...]", as_json: bool) -> None:
    from harvester import projection

    opened = home(context)
    with watching() as watch:
        done = projection.rebuild(opened, stores, watch)
    if as_json:
        return emit({"stores": list(stores), "changes": done})
    return line(f"{' and '.join(stores)}: built anew from {done:,} records and tombstones.")


def verify(context: typer.Context, as_json: Json = False) -> None:
    """Compare graph and index with the ledger, record by record."""
    from harvester import comparison

    opened = home(context)
    with watching() as watch:
        found = comparison.compare(opened, watch)
    if as_json:
        emit(found.as_dict())
    else:
        _show(found)
    raise typer.Exit(5 if found.differing else 0)


def _show(found: "Comparison") -> None:
    if not found.differing:
        return line(f"Graph and index say what the ledger says: {found.records:,} records.")
    rows = [[each.store, each.what, each.iri] for each in found.differing]
    table(["store", "what", "record"], rows[:SHOWN], wrap=["record"])
    if len(rows) > SHOWN:
        line(f"and {len(rows) - SHOWN:,} more: lithoscope verify --json")
    for store, lag in found.lag.items():
        if lag:
            hint(f"The {store} has not seen the newest {lag:,} changes.")
    problem(f"{len(rows):,} differences. Mend them: lithoscope repair")
    return None


def repair(context: typer.Context, as_json: Json = False) -> None:
    """Put right what `verify` finds, from the ledger."""
    from harvester import comparison

    opened = home(context)
    with watching() as watch:
        mended = comparison.repair(opened, watch)
    if as_json:
        return emit({"mended": mended})
    return line(f"{mended:,} differences are mended." if mended else "There was nothing to mend.")
