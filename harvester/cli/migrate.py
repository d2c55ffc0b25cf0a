"""`migrate`: the ledger moves to another database."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from harvester.cli.output import emit, line, paragraph, table
from harvester.cli.progress import watching
from harvester.cli.session import Json, examples, home

if TYPE_CHECKING:
    from harvester.ledger import Copied


def register(app: typer.Typer) -> None:
    app.command(
        epilog=examples(
            "migrate --to postgresql://harvest@db.example.org/lithoscope",
            "migrate --to 'postgresql://harvest@/lithoscope?host=/run/postgresql' --json",
            "migrate --to sqlite:////srv/lithoscope/ledger.sqlite",
        )
    )(migrate)


def migrate(
    context: typer.Context,
    to: Annotated[str, typer.Option(help="Address of an empty database: a SQLAlchemy URL.")],
    as_json: Json = False,
) -> None:
    """Copy the ledger into another database, and compare both row by row.

    Nobody can harvest meanwhile. The ledger stays as it is; what is stopped or fails leaves the
    other database empty.
    """
    from harvester.moving import move

    opened = home(context)
    with watching() as watch:
        copied = move(opened, to, watch)
    if as_json:
        return emit({"tables": [asdict(each) for each in copied]})
    return _show(copied)


def _show(copied: "list[Copied]") -> None:
    rows = [[each.table, each.rows, each.digest[:16]] for each in copied]
    table(["table", "rows", "SHA-256"], rows, right=["rows"])
    line()
    paragraph(
        "Both ledgers are the same, row by row. From now on use the new one: set "
        "LITHOSCOPE_LEDGER_URL to its address, or ledger_url in lithoscope.toml, wherever "
        "Lithoscope runs, and harvest no more into the old one. Graph and index of this home fit "
        "the new one as they are (lithoscope verify); elsewhere: lithoscope rebuild."
    )
