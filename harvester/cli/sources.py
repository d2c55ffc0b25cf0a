"""`source`: which repositories are known, and how they are added and tried."""

import re
from typing import Annotated, Any
from urllib.parse import urlsplit

import typer
import yaml

from harvester import yamlfile
from harvester.cli.output import emit, hint, line, table
from harvester.cli.session import Json, examples, home
from harvester.errors import UsageError
from harvester.home import Home
from harvester.repositories import Repository

group = typer.Typer(no_args_is_help=True, help="The repositories that are harvested.")


def register(app: typer.Typer) -> None:
    app.add_typer(group, name="source")


@group.command(
    "list", epilog=examples("source list", "source list --json", "--home /srv/l source list")
)
def list_sources(context: typer.Context, as_json: Json = False) -> None:
    """List the repositories: records, last verdict, when it ended."""
    opened = home(context)
    known = opened.repositories()
    rows = [_row(opened, repository) for repository in known.values()]
    if as_json:
        for row in rows:
            emit(row)
        return
    if not rows:
        hint("No repository yet. Add one: lithoscope source add URL --name NAME")
        return
    table(
        ["name", "title", "protocol", "format", "records", "gone", "last verdict", "ended"],
        [[row[k] for k in _COLUMNS] for row in rows],
        right=["records", "gone"],
    )


_COLUMNS = ("name", "title", "protocol", "format", "records", "deleted", "verdict", "ended")


def _row(opened: Home, repository: Repository) -> dict[str, Any]:
    records, gone = opened.ledger.totals().get(repository.name, (0, 0))
    last = next(iter(opened.ledger.runs(repository.name, limit=1)), None)
    return {
        "name": repository.name,
        "title": repository.title,
        "protocol": repository.protocol,
        "format": repository.format,
        "url": str(repository.url),
        "enabled": repository.enabled,
        "records": records,
        "deleted": gone,
        "verdict": last.report.verdict if last else None,
        "ended": last.ended if last else None,
    }


@group.command(
    epilog=examples("source show gfz", "source show gfz --json", "source show demo-clyde")
)
def show(context: typer.Context, name: str, as_json: Json = False) -> None:
    """Show all that is known of one repository."""
    opened = home(context)
    repository = opened.repository(name)
    said = repository.model_dump(mode="json", exclude_defaults=not as_json) | {"name": name}
    if as_json:
        return emit(said | _row(opened, repository))
    line(yaml.safe_dump(said, sort_keys=False, allow_unicode=True).rstrip())
    return None


@group.command(
    epilog=examples(
        "source add https://oai.example.org/oai --name example",
        "source add https://oai.example.org/oai --name example --format oai_datacite --set rocks",
        "source add http://127.0.0.1:8080/oai --name mine --allow-private",
    )
)
def add(
    context: typer.Context,
    url: Annotated[str, typer.Argument(help="Base address of its OAI-PMH interface.")],
    name: Annotated[str, typer.Option(help="What you call it: small letters, digits, - and _.")],
    protocol: Annotated[str, typer.Option(help="How it is asked: oai.")] = "oai",
    format_: Annotated[str, typer.Option("--format", help="metadataPrefix to ask for.")] = "oai_dc",
    set_: Annotated[
        list[str] | None, typer.Option("--set", help="Only this set; may be given again.")
    ] = None,
    title: Annotated[str, typer.Option(help="Its name for people.")] = "",
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="It may live on loopback or a private network.")
    ] = False,
    replace: Annotated[bool, typer.Option(help="Overwrite a file of that name.")] = False,
    as_json: Json = False,
) -> None:
    """Add a repository: writes HOME/mappings/repositories/NAME.yaml, which you may edit."""
    opened = home(context)
    _check_address(url)
    said: dict[str, Any] = {"title": title or urlsplit(url).hostname}
    said |= {"protocol": protocol, "url": url, "format": format_}
    said |= {"sets": list(set_)} if set_ else {}
    said |= {"allow_private": True} if allow_private else {}
    file = opened.path / "mappings" / "repositories" / f"{name}.yaml"
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,62}", name):
        raise UsageError(f"--name {name}: small letters, digits, - and _ only, at most 63.")
    if name in opened.repositories() and not replace:
        raise UsageError(f"`{name}` is there already. Choose another name or give --replace.")
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_suffix(".draft")
    draft.write_text(yaml.safe_dump(said, sort_keys=False, allow_unicode=True), "utf-8")
    try:
        yamlfile.read(draft, Repository, name=name)
    except UsageError:
        draft.unlink()
        raise
    draft.replace(file)
    if as_json:
        return emit({"name": name, "file": str(file)} | said)
    line(f"{name} is added: {file}")
    hint(f"Try it: lithoscope source test {name}   Harvest it: lithoscope harvest {name}")
    return None


def _check_address(url: str) -> None:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise UsageError(f"{url}: this is no address; one like https://example.org/oai is needed.")


@group.command(
    "test", epilog=examples("source test gfz", "source test gfz --json", "source test demo-clyde")
)
def try_source(context: typer.Context, name: str, as_json: Json = False) -> None:
    """Ask a repository who it is, what it offers, and for one page; nothing is kept."""
    from harvester.rehearsal import rehearse

    opened = home(context)
    found = rehearse(opened, opened.repository(name))
    if as_json:
        emit(found.as_dict())
    else:
        for heading, text in found.lines():
            line(f"{heading:<18}{text}")
    raise typer.Exit(found.exit_code)
