"""`rejects`: what was kept but could not be shown, why, and trying it again."""

from typing import TYPE_CHECKING, Annotated

import typer

from harvester.cli.output import emit, hint, line, table, write
from harvester.cli.progress import watching
from harvester.cli.session import Json, Source, examples, home, known
from harvester.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harvester.ledger import Ledger, Reject
    from harvester.record import Change

group = typer.Typer(no_args_is_help=True, help="Records that are kept but could not be mapped.")

NAMELESS = "-"
"""What stands for the identifier of a piece that has none."""


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
    limit: Annotated[int, typer.Option(min=1, help="So many, newest first.")] = 50,
    as_json: Json = False,
) -> None:
    """List rejected records with their reasons."""
    opened = home(context)
    found = opened.ledger.rejects(known(opened, source), limit)
    if as_json:
        for reject in found:
            emit(_as_dict(reject))
    elif not found:
        hint("Nothing is rejected.")
    else:
        _table(found, limit)


def _table(found: "list[Reject]", limit: int) -> None:
    headings = ["source", "identifier", "reason"]
    rows = [[each.source, each.identifier or NAMELESS, each.reason] for each in found]
    table(headings, rows, wrap=headings[1:])
    if len(found) == limit:
        hint(f"The newest {limit:,}; for more: --limit")
    hint("One as it came: lithoscope rejects show SOURCE IDENTIFIER")


def _as_dict(reject: "Reject") -> dict[str, object]:
    names = ("source", "identifier", "reason", "seq", "run")
    return {name: getattr(reject, name) for name in names}


@group.command(
    epilog=examples(
        "rejects show gfz oai:gfz:1",
        "rejects show gfz oai:gfz:1 --json",
        "rejects show demo-north oai:north.example:no-title",
    )
)
def show(
    context: typer.Context,
    source: Annotated[str, typer.Argument(help="The repository.")],
    identifier: Annotated[
        str, typer.Argument(help="The record's identifier; - for what came without one.")
    ],
    as_json: Json = False,
) -> None:
    """Show a rejected record as it came, with the reason."""
    from harvester.lookup import rejects

    opened = home(context)
    named = "" if identifier == NAMELESS else identifier
    found = rejects(opened, known(opened, source) or source, named)
    if not found:
        raise UsageError(
            f"{source} has no rejected record {identifier}. "
            f"See: lithoscope rejects list --source {source}"
        )
    for reject in found:
        _show(reject, as_json)


def _show(reject: "Reject", as_json: bool) -> None:
    if as_json:
        return emit(_as_dict(reject) | {"raw": reject.raw.decode("utf-8", "replace")})
    line(reject.reason, style="bold")
    return write(reject.raw + b"\n")


@group.command(
    epilog=examples("rejects retry", "rejects retry --source gfz", "rejects retry --json")
)
def retry(context: typer.Context, source: Source = None, as_json: Json = False) -> None:
    """Map rejected records again, after a crosswalk was mended."""
    from harvester import projection

    opened = home(context)
    rejected = _rejected(opened.ledger, known(opened, source))
    with watching() as watch:
        outcomes = projection.again(opened, rejected, 0, watch)
    total, mapped, still = outcomes.total(), outcomes["mapped"], outcomes["rejected"]
    if as_json:
        return emit({"retried": total, "mapped": mapped, "rejected": still})
    line(f"{mapped:,} of {total:,} rejected records are mapped now.")
    return hint(f"{still:,} still are not: lithoscope rejects list") if still else None


def _rejected(ledger: "Ledger", source: str | None) -> "Iterator[Change]":
    """One by one, however many there are."""
    for change in ledger.changes(source=source):
        note = ledger.noted(change.seq)
        if note and note.outcome == "rejected":
            yield change
