"""`authority`: lists of official names, by which samples are known whatever they are called."""

import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from harvester.cli.listed import home_of, refusals
from harvester.cli.output import emit, hint, line, table
from harvester.cli.relinking import relink
from harvester.cli.resolving import EXAMPLES, resolve
from harvester.cli.session import Json, examples
from harvester.cli.writing import write
from harvester.errors import StoreError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harvester.identity.authorities.lists import AuthorityList

group = typer.Typer(no_args_is_help=True, help="Lists of official names of meteorites and samples.")
NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")


def register(app: typer.Typer) -> None:
    app.add_typer(group, name="authority")


@group.command(
    epilog=examples(
        "authority load meteorites.csv",
        "authority load rootspecimen.csv --name apollo",
        "authority load ours.jsonl --json",
    )
)
def load(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV, TSV or JSON lines.")],
    name: Annotated[
        str | None, typer.Option(help="What the list is called; as the file, if not given.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Take a list of official names into the catalogue, in the place of what it had of this name.

    Columns are known by their headings: name (the only one that must be there), id, class, place,
    synonyms (with | between them), mass, lat, lon, and what NASA, MoonDB and museums call these.
    """
    from harvester.identity.authorities.lists import read

    kept = _file(context, _name(file.stem if name is None else name))
    found = read(file)
    again = kept.exists()
    write(kept, "".join(entry.line() for entry in found.entries))
    said = {"name": kept.stem, **_counted(found), "replaced": again, "file": str(kept)}
    if as_json:
        emit(said)
    else:
        _told(said)
    relink(context)
    refusals(found.refused)


@group.command(
    "list",
    epilog=examples("authority list", "authority list --json", "--home /srv/l authority list"),
)
def list_lists(context: typer.Context, as_json: Json = False) -> None:
    """List the lists of this catalogue: how many names and synonyms each has, since when."""
    rows = list(_rows(context))
    if as_json:
        for row in rows:
            emit(row)
    elif rows:
        columns = ["name", "names", "synonyms", "loaded"]
        table(
            columns, [[row[each] for each in columns] for row in rows], right=["names", "synonyms"]
        )
    else:
        hint("No list yet; names of the field are known. Add one: lithoscope authority load FILE")


group.command(epilog=EXAMPLES)(resolve)


@group.command(
    epilog=examples(
        "authority remove apollo",
        "authority remove meteorites --json",
        "--home /srv/l authority remove ours",
    )
)
def remove(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The list.")],
    as_json: Json = False,
) -> None:
    """Remove a list from the catalogue; its names are known no more."""
    from harvester.identity.authorities.kept import files

    there = {file.stem: file for file in files(home_of(context))}
    if name not in there:
        known = f"There is {', '.join(there)}." if there else "There is none at all."
        raise UsageError(f"No authority list is called {name!r}. {known}")
    try:
        there[name].unlink()
    except OSError as error:
        raise StoreError(f"{there[name]}: cannot be removed ({error.strerror}).") from error
    relink(context)
    if as_json:
        return emit({"name": name, "removed": True})
    return line(f"{name} is removed.")


def _name(given: str) -> str:
    name = re.sub(r"[^a-z0-9_-]+", "-", given.casefold()).strip("-")
    if not NAME.fullmatch(name):
        raise UsageError(f"{given!r} is no name for a list; give one with --name.")
    return name


def _file(context: typer.Context, name: str) -> Path:
    from harvester.identity.authorities.kept import folder

    return folder(home_of(context)) / f"{name}.jsonl"


def _counted(found: "AuthorityList") -> dict[str, Any]:
    """What a list brings; `ambiguous` are spellings that mean several of its names."""
    from harvester.identity.authorities.kept import combined

    written = Counter(entry.name for entry in found.entries)
    return {
        "names": len(written),
        "synonyms": sum(len(entry.synonyms) for entry in found.entries),
        "ambiguous": len(combined([found.entries]).ambiguous),
        "repeated": len(found.entries) - len(written),
        "refused": len(found.refused),
        "unread": list(found.unread),
    }


def _told(said: dict[str, Any]) -> None:
    line(
        f"{said['name']}: {said['names']:,} names, {said['synonyms']:,} synonyms, "
        f"{said['ambiguous']:,} ambiguous"
        + (", in the place of the list of this name" if said["replaced"] else "")
    )
    if said["repeated"]:
        hint(f"{said['repeated']:,} lines repeat a name.")
    if said["unread"]:
        hint(f"Columns that are not used: {', '.join(said['unread'])}")


def _rows(context: typer.Context) -> "Iterator[dict[str, Any]]":
    from harvester.identity.authorities.kept import entries, files

    for file in files(home_of(context)):
        found = entries(file)
        loaded = datetime.fromtimestamp(file.stat().st_mtime, UTC)
        yield {
            "name": file.stem,
            "names": len({entry.name for entry in found}),
            "synonyms": sum(len(entry.synonyms) for entry in found),
            "loaded": loaded.isoformat(timespec="seconds").replace("+00:00", "Z"),
            "file": str(file),
        }
