"""What the operator may set: flag, then environment (`LITHOSCOPE_…`), then file, then default.

The file is `HOME/lithoscope.toml`; HOME is `--home`, else `LITHOSCOPE_HOME`, else the user's data
folder. Built once by the command line and handed down; no module reads the environment itself.
"""

import os
import tomllib
from pathlib import Path
from typing import Any, Literal, TypeAlias

from platformdirs import user_data_path
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from harvester.errors import ConfigError
from harvester.iris import NAMESPACE

Origin: TypeAlias = Literal["flag", "environment", "file", "default"]
PREFIX = "LITHOSCOPE_"


class Settings(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    home: Path
    base_url: str = Field(default=NAMESPACE, description="public base of this catalogue's IRIs; fixed by init")
    contact: str = Field(default="", description="address that harvested repositories may write to")
    ledger_url: str = Field(default="", description="SQLAlchemy URL; empty: SQLite in the home folder")
    search_url: str = Field(default="", description="empty: tantivy in the home folder")
    graph_url: str = Field(default="", description="empty: Oxigraph in the home folder")
    processes: int = Field(default_factory=lambda: os.cpu_count() or 1, ge=1, description="for mapping")
    origins: dict[str, Origin] = Field(default_factory=dict, exclude=True)


def home_folder(flag: Path | None = None) -> Path:
    given = flag or os.environ.get(PREFIX + "HOME")
    return Path(given).expanduser().absolute() if given else user_data_path("lithoscope", appauthor=False)


def load(home: Path | None = None, **flags: Any) -> Settings:
    """Settings in force, and where each came from.

    Raises:
        ConfigError: a value or a key is wrong; the sentence names its origin.
    """
    folder = home_folder(home)
    names = set(Settings.model_fields) - {"home", "origins"}
    file = folder / "lithoscope.toml"
    layers: list[tuple[Origin, dict[str, Any]]] = [
        ("file", _read(file)),
        ("environment", {n: os.environ[PREFIX + n.upper()] for n in names if PREFIX + n.upper() in os.environ}),
        ("flag", {k: v for k, v in flags.items() if v is not None}),
    ]
    values: dict[str, Any] = {}
    origins: dict[str, Origin] = dict.fromkeys(names, "default")
    for origin, layer in layers:
        values |= layer
        origins |= dict.fromkeys(layer, origin)
    try:
        return Settings(home=folder, origins=origins, **values)
    except ValidationError as error:
        first = error.errors()[0]
        key = str(first["loc"][0])
        where = {"file": str(file), "environment": PREFIX + key.upper()}.get(origins.get(key, "flag"), "--" + key)
        raise ConfigError(f"{where}: setting `{key}`: {first['msg']}.") from error


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise ConfigError(f"{file}: cannot be read: {error}.") from error
