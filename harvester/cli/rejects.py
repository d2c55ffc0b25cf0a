"""`rejects`: what was kept but could not be shown, why, and trying it again."""

from typing import Annotated

import typer

from harvester import projection
from harvester.cli.output import emit, hint, line, table, write
from harvester.cli.progress import watching
from harvester.cli.session import Json, examples, home
from harvester.errors import UsageError
from harvester.ledger import Reject

group = typer.Typer(no_args_is_help=True, help="Records that are kept but could not be mapped.")
Source = Annotated[str | None, typer.Option(help="Only this repository.")]


def register(app: typer.Typer) -> None:
    app.add_typer(group, name="rejects")


@group.command(
    "list",
    epilog=examples(
        "rejects list", "rejects list --source gfz", "rejects list --json --limit 1000"
    ),
)
def list_rejects(
    context: typer.Context,
    source: Source = None,
    limit: Annotated[int, typer.Option(min=1, help="So many.")] = 50,
    as_json: Json = False,
) -> None:
    """List rejected records with their reasons."""
    found = home(context).ledger.rejects(source, limit)
    if as_json:
        for reject in found:
            emit(_as_dict(reject))
        return
    if not found:
        hint("Nothing is rejected.")
        return
    table(["source", "identifier", "reason"], [[r.source, r.identifier, r.reason] for r in found])


def _as_dict(reject: Reject) -> dict[str, object]:
    names = ("source", "identifier", "reason", "seq", "run")
    return {name: getattr(reject, name) for name in names}


@group.command(
    epilog=examples(
        "rejects show gfz oai:gfz:1",
        "rejects show gfz oai:gfz:1 --json",
        "rejects show demo-north oai:north.example:no-title",
    )
)
def show(context: typer.Context, source: str, identifier: str, as_json: Json = False) -> None:
    """Show a rejected record as it came, with the reason."""
    for reject in home(context).ledger.rejects(source, limit=1_000_000):
        if reject.identifier == identifier:
            if as_json:
                return emit(_as_dict(reject) | {"raw": reject.raw.decode("utf-8", "replace")})
            line(reject.reason, style="bold")
            return write(reject.raw + b"\n")
    raise UsageError(f"{source} has no rejected record {identifier}. See: lithoscope rejects list")


@group.command(
    epilog=examples("rejects retry", "rejects retry --source gfz", "rejects retry --json")
)
def retry(context: typer.Context, source: Source = None, as_json: Json = False) -> None:
    """Map rejected records again, after a crosswalk was mended."""
    opened = home(context)
    rejected = [r for r in opened.ledger.rejects(source, limit=1_000_000) if r.seq]
    changes = [c for r in rejected if (c := opened.ledger.record(r.source, r.identifier))]
    with watching() as watch:
        done = projection.again(opened, changes, watch)
    mended = sum(mapped.note.outcome == "mapped" for mapped in done)
    if as_json:
        return emit({"retried": len(done), "mapped": mended, "rejected": len(done) - mended})
    line(f"{mended:,} of {len(done):,} rejected records are mapped now.")
    if still := len(done) - mended:
        hint(f"{still:,} still are not: lithoscope rejects list")
    return None
