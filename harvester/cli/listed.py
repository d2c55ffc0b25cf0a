"""The authority lists that a command goes by: those it is given, and those of the catalogue."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from harvester.cli.output import err
from harvester.cli.session import session
from harvester.errors import SkipRecord

if TYPE_CHECKING:
    from collections.abc import Sequence

    from harvester.identity.authorities import Entry

Authority = Annotated[
    list[Path] | None,
    typer.Option(
        metavar="FILE",
        help="A list of official names, before those of the catalogue; may be given again.",
    ),
]

SHOWN = 20
"""Refused lines that are shown; the rest is counted."""


class Listed(NamedTuple):
    """Lists by name, the first of which counts most; lines of files that are no entries."""

    lists: "dict[str, Sequence[Entry]]"
    refused: list[SkipRecord]


def home_of(context: typer.Context) -> Path:
    """The folder of the catalogue, which need not be there."""
    from harvester.settings import home_folder

    return home_folder(session(context).flag)


def listed(context: typer.Context, given: list[Path] | None) -> Listed:
    """Every list in force.

    Raises:
        ConfigError: a file is no list.
    """
    from harvester.identity.authorities.kept import entries, files
    from harvester.identity.authorities.lists import read

    found = {str(file): read(file) for file in given or ()}
    lists = {name: each.entries for name, each in found.items()}
    kept = {file.stem: entries(file) for file in files(home_of(context))}
    return Listed(lists | kept, [refused for each in found.values() for refused in each.refused])


def refusals(refused: "Sequence[SkipRecord]") -> None:
    """Tell which lines were left out, and end the command with that; none: go on."""
    for each in refused[:SHOWN]:
        err.print(str(each))
    if len(refused) > SHOWN:
        err.print(f"{len(refused) - SHOWN:,} more lines were left out.")
    if refused:
        err.print("All other lines were read.")
        raise typer.Exit(SkipRecord.exit_code)
