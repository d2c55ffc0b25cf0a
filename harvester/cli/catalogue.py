"""`init`: choose what cannot be changed later."""

import json
from pathlib import Path
from typing import Annotated

import typer

from harvester.cli.output import emit, hint, line
from harvester.cli.session import Json, examples, session
from harvester.errors import StoreError, UsageError
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
    from harvester import settings

    folder = settings.home_folder(session(context).flag)
    if (folder / settings.FILE).exists() or (folder / "ledger.sqlite").exists():
        raise UsageError(f"{folder}: a catalogue is there already; nothing was changed.")
    if not base_url.startswith(("http://", "https://")):
        raise UsageError(f"--base-url {base_url}: an address with http:// or https:// is needed.")
    base_url = base_url if base_url.endswith(("/", "#")) else base_url + "/"
    chosen = {"base_url": base_url, "contact": contact}
    _write(folder / settings.FILE, chosen)
    if as_json:
        return emit({"home": str(folder)} | chosen)
    line(f"A catalogue is in {folder}; its records' addresses begin with {base_url}")
    return hint("Next: lithoscope source add URL --name NAME")


def _write(file: Path, chosen: dict[str, str]) -> None:
    """A text in JSON is one in TOML too."""
    text = "".join(f"{key} = {json.dumps(value)}\n" for key, value in chosen.items())
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    except OSError as error:
        raise StoreError(
            f"{file.parent}: no catalogue can be made there ({error.strerror}). "
            "Choose another folder with --home or LITHOSCOPE_HOME."
        ) from error
