"""`source add`: a repository's file is checked and written; nothing is asked of it yet."""

from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

import typer

from harvester.cli.output import emit, hint, line, warning
from harvester.cli.session import Json, home
from harvester.errors import StoreError, UsageError


def add(
    context: typer.Context,
    url: Annotated[str, typer.Argument(help="Base address of its OAI-PMH interface.")],
    name: Annotated[str, typer.Option(help="What you call it: small letters, digits, - and _.")],
    protocol: Annotated[Literal["oai"], typer.Option(help="How it is asked.")] = "oai",
    format_: Annotated[str, typer.Option("--format", help="metadataPrefix to ask for.")] = "oai_dc",
    set_: Annotated[
        list[str] | None, typer.Option("--set", help="Only this set; may be given again.")
    ] = None,
    title: Annotated[str, typer.Option(help="Its name for people.")] = "",
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="It may live on loopback or a private network.")
    ] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Overwrite a file of that name.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Add a repository: writes HOME/mappings/repositories/NAME.yaml, which you may edit."""
    opened = home(context)
    _check_address(url)
    said: dict[str, Any] = {"title": title or urlsplit(url).hostname}
    said |= {"protocol": protocol, "url": url, "format": format_}
    said |= {"sets": list(set_)} if set_ else {}
    said |= {"allow_private": True} if allow_private else {}
    _check(said, name)
    if name in opened.repositories() and not replace:
        raise UsageError(f"`{name}` is there already. Choose another name or give --replace.")
    file = opened.path / "mappings" / "repositories" / f"{name}.yaml"
    _write(file, said)
    if not allow_private:
        _warn_of_private(url)
    if as_json:
        return emit({"name": name, "file": str(file)} | said)
    line(f"{name} is added: {file}")
    return hint(f"Try it: lithoscope source test {name}   Harvest it: lithoscope harvest {name}")


def _check_address(url: str) -> None:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise UsageError(f"{url}: this is no address; one like https://example.org/oai is needed.")


def _check(said: dict[str, Any], name: str) -> None:
    """Refuse what the file could not say; the keys are named like the options."""
    from pydantic import ValidationError

    from harvester.repositories import Repository

    try:
        Repository.model_validate(said | {"name": name})
    except ValidationError as error:
        first = error.errors()[0]
        key, why = first["loc"][0], first["msg"].removeprefix("Value error, ")
        said_is = "" if "credentials" in why else f" {first['input']!r}"
        raise UsageError(f"{key}{said_is}: {why}.") from error


def _write(file: Path, said: dict[str, Any]) -> None:
    import yaml

    draft = file.with_suffix(".draft")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(yaml.safe_dump(said, sort_keys=False, allow_unicode=True), "utf-8")
        draft.replace(file)
    except OSError as error:
        with suppress(OSError):
            draft.unlink()
        raise StoreError(
            f"{file}: cannot be written ({error.strerror}). Nothing was added; make room, or "
            "choose another folder with --home."
        ) from error


def _warn_of_private(url: str) -> None:
    from harvester.fetch.address import objection

    host = urlsplit(url).hostname or ""
    try:
        why = objection(host, allow_private=False)
    except ValueError:  # a name: looked up when it is asked
        why = "is this machine itself" if host == "localhost" else None
    if why:
        warning(f"{host} {why}: it will not be asked unless it is added with --allow-private.")
