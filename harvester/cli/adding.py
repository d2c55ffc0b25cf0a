"""`source add`: looks what is there, checks the repository's file and writes it."""

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal
from urllib.parse import urlsplit

import typer

from harvester.cli.output import emit, hint, line, warning
from harvester.cli.session import Json, home
from harvester.cli.surveyed import show
from harvester.cli.writing import write
from harvester.errors import UsageError

if TYPE_CHECKING:
    from harvester.discovery import Found, Survey
    from harvester.home import Home

_FORMATS = {"oai": "oai_dc", "sitemap": "schema_org"}


def add(
    context: typer.Context,
    url: Annotated[str, typer.Argument(help="Its address: of an interface, or of a page.")],
    name: Annotated[
        str, typer.Option(help="What you call it: small letters, digits, - and _.")
    ] = "",
    protocol: Annotated[
        Literal["oai", "rest", "sitemap"] | None,
        typer.Option(help="How it is asked. If this or --format is given, nothing is looked for."),
    ] = None,
    format_: Annotated[
        str | None, typer.Option("--format", help="Metadata format to ask for: a metadataPrefix.")
    ] = None,
    requests: Annotated[
        str | None, typer.Option(help="Style of a REST interface: a file of mappings/requests.")
    ] = None,
    set_: Annotated[
        list[str] | None, typer.Option("--set", help="Only this set; may be given again.")
    ] = None,
    title: Annotated[str, typer.Option(help="Its name for people.")] = "",
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="It may live on loopback or a private network.")
    ] = False,
    probe: Annotated[
        bool, typer.Option("--probe/--no-probe", help="Ask what is there before it is written.")
    ] = True,
    replace: Annotated[
        bool, typer.Option("--replace", help="Overwrite a file of that name.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Add a repository: finds out what is there and writes HOME/mappings/repositories/NAME.yaml.

    Looks for OAI-PMH, a REST interface of a known style, and sitemaps whose pages carry JSON-LD.
    """
    opened = home(context)
    _check_address(url)
    name = name or _called(url)
    said = _asked_for(url, protocol or ("rest" if requests else "oai"), format_, requests, title)
    said |= {"sets": list(set_)} if set_ else {}
    said |= {"allow_private": True} if allow_private else {}
    _check(said, name)
    if name in opened.repositories() and not replace:
        raise UsageError(f"`{name}` is there already. Choose another name or give --replace.")
    asked = probe and not (protocol or format_ or requests)
    survey = _survey(opened, url, allow_private) if asked else None
    best = survey.found[0] if survey and survey.found else None
    if best and survey:
        said |= _proposed(best, survey, title)
    _write(opened, name, said, survey, best, as_json)


def _asked_for(
    url: str, protocol: str, format_: str | None, requests: str | None, title: str
) -> dict[str, Any]:
    """What the file says if nothing is found; keys keep the order in which a person reads them."""
    said: dict[str, Any] = {"title": title or urlsplit(url).hostname, "protocol": protocol}
    said |= {"requests": requests} if requests else {}
    return said | {"url": url, "format": format_ or _FORMATS.get(protocol, "")}


def _survey(opened: "Home", url: str, allow_private: bool) -> "Survey":
    from harvester.discovery import survey

    return survey(opened, url, allow_private=allow_private)


def _proposed(best: "Found", survey: "Survey", title: str) -> dict[str, Any]:
    """What the file says because it was found; keys keep the order in which a person reads them."""
    told = "" if best.requests else " ".join(best.description.name.split())
    said: dict[str, Any] = {"title": title or told or urlsplit(best.url).hostname}
    said |= {"protocol": best.protocol}
    said |= {"requests": best.requests} if best.requests else {}
    said |= {"url": best.url, "format": best.format}
    said |= {"politeness": {"delay": f"{survey.delay:g}s"}} if survey.delay else {}
    return said


def _write(
    opened: "Home",
    name: str,
    said: dict[str, Any],
    survey: "Survey | None",
    best: "Found | None",
    as_json: bool,
) -> None:
    import yaml

    _check(said, name)
    file = opened.path / "mappings" / "repositories" / f"{name}.yaml"
    text = yaml.safe_dump(said, sort_keys=False, allow_unicode=True)
    if survey and best:
        from harvester.discovery.text import commented

        text = commented(said, survey, best, datetime.now(UTC).date().isoformat())
    write(file, text)
    if not said.get("allow_private"):
        _warn_of_private(said["url"])
    if as_json:
        found = [each.as_dict() for each in survey.found] if survey else []
        problem = survey.problem if survey else ""
        return emit({"name": name, "file": str(file)} | said | {"found": found, "problem": problem})
    if survey:
        show(survey, said["protocol"])
    line(f"{name} is added: {file}")
    return hint(f"Try it: lithoscope source test {name}   Harvest it: lithoscope harvest {name}")


def _called(url: str) -> str:
    """A name made of the host: `https://data.example.ac.uk/oai` is `data-example`."""
    host = urlsplit(url).hostname or ""
    labels = [label for label in host.split(".") if label not in ("www", "oai", "api")]
    short = labels[:2] if len(labels) > 2 and not labels[0].isdigit() else labels[:1]
    called = re.sub(r"[^a-z0-9_-]+", "-", "-".join(short).lower()).strip("-_")[:63]
    if not called or called.isdigit():
        raise UsageError(f"{url}: no name can be made of this address; give one: --name NAME.")
    return called


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
        why = first["msg"].removeprefix("Value error, ")
        if not first["loc"]:  # of several keys together; the words name them
            raise UsageError(f"{why}.") from error
        said_is = "" if "credentials" in why else f" {first['input']!r}"
        raise UsageError(f"{first['loc'][0]}{said_is}: {why}.") from error


def _warn_of_private(url: str) -> None:
    from harvester.fetch.address import objection

    host = urlsplit(url).hostname or ""
    try:
        why = objection(host, allow_private=False)
    except ValueError:  # a name: looked up when it is asked
        why = "is this machine itself" if host == "localhost" else None
    if why:
        warning(f"{host} {why}: it will not be asked unless it is added with --allow-private.")
