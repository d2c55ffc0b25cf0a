"""`init`: choose what cannot be changed later."""

import json
from typing import Annotated

import typer

from harvester import settings
from harvester.cli.output import emit, line
from harvester.cli.session import Json, examples, session
from harvester.errors import UsageError
from harvester.iris import NAMESPACE


def register(app: typer.Typer) -> None:
    app.command(
        epilog=examples(
            "init",
            "init --contact harvest@example.org",
            "--home /srv/lithoscope init --base-url https://samples.example.org/",
        )
    )(init)


def init(
    context: typer.Context,
    base_url: Annotated[
        str, typer.Option(help="Base of all addresses of this catalogue; cannot change later.")
    ] = NAMESPACE,
    contact: Annotated[
        str, typer.Option(help="Address that harvested repositories may write to.")
    ] = "",
    as_json: Json = False,
) -> None:
    """Make a catalogue with settings of your own (any other command makes one with defaults)."""
    folder = settings.home_folder(session(context).flag)
    file = folder / settings.FILE
    if file.exists() or (folder / "ledger.sqlite").exists():
        raise UsageError(f"{folder}: a catalogue is there already; nothing was changed.")
    if not base_url.startswith(("http://", "https://")):
        raise UsageError(f"--base-url {base_url}: an address with http:// or https:// is needed.")
    folder.mkdir(parents=True, exist_ok=True)
    base_url = base_url if base_url.endswith(("/", "#")) else base_url + "/"
    file.write_text(
        f"base_url = {json.dumps(base_url)}\ncontact = {json.dumps(contact)}\n", "utf-8"
    )
    if as_json:
        return emit({"home": str(folder), "base_url": base_url, "contact": contact})
    line(f"A catalogue is in {folder}.")
    line("Next: lithoscope source add URL --name NAME")
    return None
