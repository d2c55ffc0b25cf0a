"""What every command shares: the catalogue it works on, and its help's examples.

What takes long to import is imported by the commands that need it: `--help` answers at once.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from harvester.home import Home

Json = Annotated[bool, typer.Option("--json", help="For machines: JSON on standard output.")]
Source = Annotated[str | None, typer.Option(help="Only this repository.")]


class Session:
    """The flags given before the command; stores are opened when a command first needs them."""

    def __init__(
        self, home: Path | None, urls: Mapping[str, str | None], *, debug: bool = False
    ) -> None:
        self.flag = home
        self._urls = urls
        self._debug = debug

    def home(self, folder: Path | None = None) -> "Home":
        """The catalogue in `folder`, else where the flag, the environment or the default say."""
        from harvester import log, settings
        from harvester.home import Home

        log.set_up(debug=self._debug)
        return Home(settings.load(folder or self.flag, **self._urls))


def session(context: typer.Context) -> Session:
    found = context.find_object(Session)
    assert found is not None, "the callback of the application makes it"
    return found


def home(context: typer.Context, folder: Path | None = None) -> "Home":
    """The catalogue of this command; closed when the command ends."""
    opened = session(context).home(folder)
    context.call_on_close(opened.close)
    return opened


def known(opened: "Home", source: str | None) -> str | None:
    """The name of a repository of this catalogue, or of one that it kept records of.

    Raises:
        UsageError: there is none of that name.
    """
    if source is not None and source not in opened.ledger.totals():
        opened.repository(source)
    return source


def examples(*lines: str) -> str:
    """The end of a command's help: how it is really called."""
    return "[bold]Examples[/]\n\n" + "\n\n".join(f"  lithoscope {line}" for line in lines)
