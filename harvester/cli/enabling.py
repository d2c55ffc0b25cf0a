"""`source enable` and `source disable`: whether a repository is harvested without being named."""

import re
from pathlib import Path
from typing import Annotated

import typer

from harvester.cli.output import emit, hint, line
from harvester.cli.session import Json, home
from harvester.cli.writing import write

Name = Annotated[str, typer.Argument(help="The repository.")]

LAYER = "# What is different here from the packaged file of this name.\n"
_KEY = re.compile(r"^enabled:.*$", re.MULTILINE)


def enable(context: typer.Context, name: Name, as_json: Json = False) -> None:
    """Harvest a repository from now on: on its schedule, and when none is named."""
    file = _switch(context, name, on=True)
    if as_json:
        return emit({"name": name, "enabled": True, "file": str(file)})
    line(f"{name} is enabled: {file}")
    return hint(f"Try it first: lithoscope source test {name}   Then: lithoscope harvest {name}")


def disable(context: typer.Context, name: Name, as_json: Json = False) -> None:
    """Harvest a repository no more unless it is named; what is kept of it stays."""
    file = _switch(context, name, on=False)
    if as_json:
        return emit({"name": name, "enabled": False, "file": str(file)})
    return line(f"{name} is harvested only when it is named: {file}")


def _switch(context: typer.Context, name: str, *, on: bool) -> Path:
    """The file of the home folder, in which nothing but this line is changed."""
    opened = home(context)
    opened.repository(name)  # there is one, and its file is right
    file = opened.path / "mappings" / "repositories" / f"{name}.yaml"
    text = file.read_text("utf-8") if file.exists() else LAYER
    said = f"enabled: {str(on).lower()}"
    found = _KEY.search(text)
    write(file, _KEY.sub(said, text) if found else f"{text.rstrip()}\n{said}\n")
    return file
