"""What the operator may set: flag, then environment (`LITHOSCOPE_…`), secret, file, default.

The file is `HOME/lithoscope.toml`; HOME is `--home`, else `LITHOSCOPE_HOME`, else the user's data
folder. A secret is a file of its own, as container engines hand it over, named like the variable:
`/run/secrets/lithoscope_ledger_url`; other folders, with a colon between them, are named by
`LITHOSCOPE_SECRETS`. Built once by the command line and handed down; no module
reads the environment itself.
"""

import os
import tomllib
from pathlib import Path
from typing import Any, Literal, TypeAlias

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    SecretsSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from harvester.errors import ConfigError
from harvester.iris import NAMESPACE

Origin: TypeAlias = Literal["flag", "environment", "secret", "file", "default"]
FILE = "lithoscope.toml"
SECRETS = "/run/secrets"


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="LITHOSCOPE_", frozen=True, extra="forbid")

    home: Path = Field(description="where this catalogue keeps its state")
    base_url: str = Field(NAMESPACE, description="base of this catalogue's IRIs; fixed by init")
    secrets: str = Field(SECRETS, description="folders with one file for each secret setting")
    contact: str = Field("", description="address that harvested repositories may write to")
    ledger_url: str = Field("", description="SQLAlchemy URL; empty: SQLite in the home folder")
    search_url: str = Field("", description="of Elasticsearch; empty: tantivy in the home folder")
    search_api_key: SecretStr = Field(
        SecretStr(""), description="with which Elasticsearch is asked"
    )
    search_ca: Path | None = Field(
        None, description="file of the authority that it is certified by"
    )
    graph_url: str = Field("", description="of a SPARQL server; empty: Oxigraph in the home folder")
    graph_token: SecretStr = Field(SecretStr(""), description="for a server that asks for a token")
    processes: int = Field(
        default_factory=lambda: os.cpu_count() or 1, ge=1, le=256, description="for mapping"
    )
    origins: dict[str, Origin] = Field(default_factory=dict, exclude=True)

    @field_validator("base_url")
    @classmethod
    def _a_base(cls, url: str) -> str:
        """What comes behind it must not run together with it."""
        if not url.startswith(("http://", "https://")):
            raise ValueError("an address with http:// or https:// is needed")
        return url if url.endswith(("/", "#")) else f"{url}/"


def home_folder(flag: Path | None = None) -> Path:
    given = flag or os.environ.get("LITHOSCOPE_HOME")
    if given:
        return Path(given).expanduser().absolute()
    return user_data_path("lithoscope", appauthor=False)


def load(home: Path | None = None, **flags: Any) -> Settings:
    """Settings in force, and where each came from.

    Raises:
        ConfigError: a value or a key is wrong; the sentence names its origin.
    """
    folder = home_folder(home)
    try:
        file = TomlConfigSettingsSource(Settings, toml_file=folder / FILE)()
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{folder / FILE}: cannot be read: {error}.") from error
    layers: list[tuple[Origin, dict[str, Any]]] = [
        ("file", file),
        ("secret", _secrets(file.get("secrets"))),
        ("environment", EnvSettingsSource(Settings)()),
        ("flag", {key: value for key, value in flags.items() if value is not None}),
    ]
    values: dict[str, Any] = {}
    origins: dict[str, Origin] = dict.fromkeys(set(Settings.model_fields) - {"origins"}, "default")
    for origin, layer in layers:
        values |= layer
        origins |= dict.fromkeys(layer, origin)
    if home:
        origins["home"] = "flag"
    return _checked(values | {"home": folder, "origins": origins}, folder)


def _secrets(named: str | None) -> dict[str, Any]:
    """What stands in the files of the folders of secrets; the usual one may be missing.

    Raises:
        ConfigError: a folder that was named is not there, or a file in it cannot be read.
    """
    named = os.environ.get("LITHOSCOPE_SECRETS", named)
    if not named and not Path(SECRETS).is_dir():
        return {}
    try:
        folders = [Path(each).resolve(strict=True) for each in (named or SECRETS).split(os.pathsep)]
        return SecretsSettingsSource(Settings, folders)()
    except (OSError, ValueError) as error:
        raise ConfigError(f"LITHOSCOPE_SECRETS: a secret cannot be read: {error}.") from error


def _checked(values: dict[str, Any], folder: Path) -> Settings:
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        key = str(first["loc"][0])
        places = {"file": str(folder / FILE), "environment": f"LITHOSCOPE_{key.upper()}"}
        places["secret"] = f"secret lithoscope_{key}"
        where = places.get(values["origins"].get(key, "file"), f"--{key}")
        unknown = first["type"] == "extra_forbidden"
        what = f"unknown setting `{key}`" if unknown else f"setting `{key}`: {first['msg']}"
        raise ConfigError(f"{where}: {what}.") from error
