"""What every command shares: the catalogue it works on, and its help's examples."""

from pathlib import Path
from typing import Annotated

import typer

from harvester import settings
from harvester.home import Home

Json = Annotated[bool, typer.Option("--json", help="For machines: JSON on standard output.")]


class Session:
    """The flags given before the command; stores are opened when a command first needs them."""

    def __init__(self, home: Path | None, debug: bool) -> None:
        self.flag = home
        self.debug = debug

    def home(self, **flags: object) -> Home:
        return Home(settings.load(self.flag, **flags))


def session(context: typer.Context) -> Session:
    found = context.find_object(Session)
    assert found is not None, "the callback of the application makes it"
    return found


def home(context: typer.Context) -> Home:
    """The catalogue of this command; closed when the command ends."""
    opened = session(context).home()
    context.call_on_close(opened.close)
    return opened


def examples(*lines: str) -> str:
    """The end of a command's help: how it is really called."""
    return "[bold]Examples[/]\n\n" + "\n\n".join(f"  lithoscope {line}" for line in lines)
