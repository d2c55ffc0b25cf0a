"""`source`: which repositories are known, and how they are tried.

See `adding.py` for new ones, `enabling.py` for which of them are harvested.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from harvester.cli import verdicts
from harvester.cli.adding import add
from harvester.cli.enabling import Name, disable, enable
from harvester.cli.harvest import show_rehearsal
from harvester.cli.output import emit, hint, line, roomy, table
from harvester.cli.retries import tell_retries
from harvester.cli.session import Json, examples, home

if TYPE_CHECKING:
    from harvester.home import Home
    from harvester.repositories import Repository

group = typer.Typer(no_args_is_help=True, help="The repositories that are harvested.")


def register(app: typer.Typer) -> None:
    app.add_typer(group, name="source")


@group.command(
    "list", epilog=examples("source list", "source list --all", "source list --json --all")
)
def list_sources(
    context: typer.Context,
    everything: Annotated[
        bool, typer.Option("--all", help="Those too that are off and were never harvested.")
    ] = False,
    as_json: Json = False,
) -> None:
    """List the repositories: records, last verdict, when it ended; those harvested come first."""
    opened = home(context)
    rows = list(_rows(opened, opened.repositories().values()))
    shown = [row for row in rows if everything or row["enabled"] or row["verdict"]]
    if as_json:
        for row in shown:
            emit(row)
        return
    if shown:
        _table(sorted(shown, key=lambda row: not row["enabled"]))
    else:
        hint("No repository yet. Add one: lithoscope source add URL")
    if rest := len(rows) - len(shown):
        hint(f"{rest} more are known and off: lithoscope source list --all")


def _rows(opened: "Home", repositories: "Iterable[Repository]") -> Iterator[dict[str, Any]]:
    totals = opened.ledger.totals()
    for repository in repositories:
        records, gone = totals.get(repository.name, (0, 0))
        last = next(iter(opened.ledger.runs(repository.name, limit=1)), None)
        yield {
            "name": repository.name,
            "title": repository.title,
            "protocol": repository.protocol,
            "format": repository.format,
            "url": str(repository.url),
            "enabled": repository.enabled,
            "verified": repository.verified,
            "demonstration": repository.demonstration,
            "records": records,
            "deleted": gone,
            "verdict": last.report.verdict if last else None,
            "ended": last.ended if last else None,
        }


def _table(rows: list[dict[str, Any]]) -> None:
    demonstrations = {row["name"] for row in rows if row["demonstration"]}
    shown = {
        "name": [verdicts.marked(row["name"], demonstrations) for row in rows],
        "records": [row["records"] for row in rows],
        "gone": [row["deleted"] for row in rows],
        "last verdict": [_last(row) for row in rows],
        "ended": [verdicts.when(row["ended"]) for row in rows],
    }
    if roomy():
        shown["title"] = [row["title"] for row in rows]
    cells = [list(row) for row in zip(*shown.values(), strict=True)]
    table(list(shown), cells, right=["records", "gone"], wrap=["title"])
    verdicts.explain_mark({row["name"] for row in rows}, demonstrations)


def _last(row: dict[str, Any]) -> str | None:
    told = verdicts.words(row["verdict"])
    return told if row["enabled"] else f"{told}, off" if told else "off"


@group.command(
    epilog=examples("source show gfz", "source show gfz --json", "source show demo-clyde")
)
def show(context: typer.Context, name: Name, as_json: Json = False) -> None:
    """Show all that is known of one repository."""
    import yaml

    opened = home(context)
    repository = opened.repository(name)
    said = repository.model_dump(mode="json", exclude_defaults=not as_json) | {"name": name}
    row = next(_rows(opened, [repository]))
    if as_json:
        return emit(said | row)
    line(yaml.safe_dump(said, sort_keys=False, allow_unicode=True).rstrip())
    last = f"last run: {_last(row)}, ended {verdicts.when(row['ended'])}" if row["verdict"] else ""
    return hint(f"{row['records']:,} records, {row['deleted']:,} gone. {last or 'No run yet'}.")


@group.command(
    "test", epilog=examples("source test gfz", "source test gfz --json", "source test demo-clyde")
)
def try_source(context: typer.Context, name: Name, as_json: Json = False) -> None:
    """Ask a repository who it is, what it offers, and for two pages; say what is wrong there.

    Nothing is kept.
    """
    from harvester.rehearsal import rehearse

    tell_retries()
    opened = home(context)
    repository = opened.repository(name)
    found = rehearse(opened, repository, pages=2)
    show_rehearsal(found, as_json)
    if not (found.exit_code or as_json):
        _tell_next(repository)
    raise typer.Exit(found.exit_code)


def _tell_next(repository: "Repository") -> None:
    if not repository.enabled:
        hint(f"It answers. Harvest it from now on: lithoscope source enable {repository.name}")
    if repository.verified in (None, "never"):
        hint("Seen with your own eyes? Write `verified:` and the day into its file.")


group.command(
    epilog=examples(
        "source add https://oai.example.org/oai --name example",
        "source add https://oai.example.org/oai --name example --format oai_datacite --set rocks",
        "source add http://127.0.0.1:8080/oai --name mine --allow-private",
    )
)(add)
group.command(
    epilog=examples(
        "source enable gfz", "source enable gfz --json", "--home /srv/l source enable esrf"
    )
)(enable)
group.command(
    epilog=examples("source disable gfz", "source disable gfz --json", "source disable demo-alps")
)(disable)
