"""`replay`, `rebuild`, `verify`, `repair`: graph and index against the ledger."""

from typing import Annotated

import typer

from harvester import comparison, projection
from harvester.cli.output import emit, hint, line, problem
from harvester.cli.progress import watching
from harvester.cli.session import Json, examples, home
from harvester.errors import UsageError

STAGES = ("parse", "crosswalk", "validate", "graph", "index")


def register(app: typer.Typer) -> None:
    app.command(epilog=examples("replay", "replay --from crosswalk", "replay --from index --json"))(
        replay
    )
    app.command(epilog=examples("rebuild graph", "rebuild index", "rebuild graph --json"))(rebuild)
    app.command(epilog=examples("verify", "verify --json", "--home /srv/l verify"))(verify)
    app.command(epilog=examples("repair", "repair --json", "--home /srv/l repair"))(repair)


def replay(
    context: typer.Context,
    stage: Annotated[
        str, typer.Option("--from", help=f"First stage to run again: {', '.join(STAGES)}.")
    ] = "parse",
    as_json: Json = False,
) -> None:
    """Run the road again over what is kept, without asking any repository."""
    if stage not in STAGES:
        raise UsageError(f"--from {stage}: one of {', '.join(STAGES)}.")
    stores = ("index",) if stage == "index" else projection.STORES
    _build(context, stores, as_json)


def rebuild(
    context: typer.Context,
    store: Annotated[str, typer.Argument(help="graph or index.")],
    as_json: Json = False,
) -> None:
    """Build a store anew from the ledger; the old one serves until the new one is whole."""
    if store not in projection.STORES:
        raise UsageError(f"rebuild {store}: there is a graph and an index.")
    _build(context, ("graph",) if store == "graph" else ("index",), as_json)


def _build(context: typer.Context, stores: tuple[projection.Store, ...], as_json: bool) -> None:
    opened = home(context)
    with watching() as watch:
        done = projection.rebuild(opened, stores, watch)
    if as_json:
        return emit({"stores": list(stores), "changes": done})
    line(f"{' and '.join(stores)}: built anew from {done:,} records and tombstones.")
    return None


def verify(context: typer.Context, as_json: Json = False) -> None:
    """Compare graph and index with the ledger, record by record."""
    opened = home(context)
    with watching() as watch:
        found = comparison.compare(opened, watch)
    if as_json:
        emit(found.as_dict())
    elif not found.differing:
        line(f"Graph and index say what the ledger says: {found.records:,} records.")
    else:
        for difference in found.differing[:20]:
            line(f"{difference.store}: {difference.what}: {difference.iri}")
        problem(f"{len(found.differing):,} differences.")
        hint("Mend them: lithoscope repair")
    raise typer.Exit(5 if found.differing else 0)


def repair(context: typer.Context, as_json: Json = False) -> None:
    """Put right what `verify` finds, from the ledger."""
    opened = home(context)
    with watching() as watch:
        mended = comparison.repair(opened, watch)
    if as_json:
        return emit({"mended": mended})
    line(f"{mended:,} differences are mended." if mended else "There was nothing to mend.")
    return None
