"""Repositories as data: one YAML file each, the packaged ones and those of the home folder."""

import re
from collections.abc import Iterable
from datetime import timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    HttpUrl,
    field_serializer,
    field_validator,
    model_validator,
)

from harvester import styles, yamlfile
from harvester.errors import ConfigError, UsageError
from harvester.resources import layers
from harvester.styles import Style

SELECTED = " ?"
"""Between a set and the selection, in the name of a question."""

_UNITS = {"ms": 0.001, "s": 1, "min": 60, "h": 3600, "d": 86400}


def _duration(text: object) -> object:
    if not isinstance(text, str):
        return text
    match = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*(ms|s|min|h|d)\s*", text)
    return timedelta(seconds=float(match[1]) * _UNITS[match[2]]) if match else text


Duration = Annotated[timedelta, BeforeValidator(_duration)]
"""Written as `500ms`, `1s`, `15 min`, `2h`, `1d`."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Operator(_Strict):
    name: str
    ror: str | None = None


class Politeness(_Strict):
    delay: Duration = timedelta(0)
    """Pause between two requests to this host."""
    timeout: Duration = timedelta(seconds=60)
    """Longest silence inside an answer."""
    attempts: int = Field(default=5, ge=1, le=20)
    contact: str | None = None


class Bounds(_Strict):
    min: int | None = None
    max: int | None = None


class Expect(_Strict):
    records: Bounds = Bounds()


class Repository(_Strict):
    """One repository: everything that is particular to it, and nothing else."""

    name: str
    title: str = ""
    operator: Operator | None = None
    source: str | None = None
    """Where this address is published."""
    protocol: Literal["oai", "rest", "sitemap"] = "oai"
    url: HttpUrl
    requests: str | Style | None = None
    """How a REST interface is asked: the name of a style, or a style of its own."""
    params: dict[str, str | int | bool] = {}
    """Its own selection: parameters that go with every request for a list."""
    key: str | None = None
    """The environment variable that holds the key which the interface asks for."""
    format: str = "oai_dc"
    sets: tuple[str, ...] = ()
    schedule: str | None = None
    """When it is harvested: five fields of cron, in `timezone`."""
    timezone: str = "UTC"
    audit: Literal["weekly", "monthly", "never"] = "never"
    overlap: Duration = timedelta(minutes=15)
    """How far before the last complete run's first answer the next one asks again."""
    politeness: Politeness = Politeness()
    expect: Expect = Expect()
    lookups: dict[str, dict[str, str]] = {}
    """This source's own words, by scheme: `technique: {"EMPA mapping": epma}`."""
    allow_private: bool = False
    enabled: bool = True
    verified: str | None = None
    demonstration: bool = False

    @field_validator("name")
    @classmethod
    def _name(cls, name: str) -> str:
        if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,62}", name):
            raise ValueError("small letters, digits, - and _ only, at most 63")
        return name

    @field_validator("url")
    @classmethod
    def _address(cls, url: HttpUrl) -> HttpUrl:
        if url.fragment is not None:
            raise ValueError("a place within a page (#…) cannot be asked; leave it out")
        if url.username is not None or url.password is not None:
            raise ValueError("credentials are not kept in addresses; leave out user:password@")
        return url

    @model_validator(mode="after")
    def _asked(self) -> Self:
        if (self.protocol == "rest") != (self.requests is not None):
            raise ValueError("`protocol: rest` and `requests:` (its style) belong together")
        return self

    def style(self) -> Style:
        """How a REST interface is asked; a style that is only named is the packaged one."""
        if isinstance(self.requests, Style):
            return self.requests
        return styles.find(None, self.requests or "")

    def questions(self) -> tuple[str | None, ...]:
        """What is asked apart: its sets. A changed selection is another question, asked anew."""
        if not self.params:
            return self.sets or (None,)
        asked = urlencode(sorted((name, str(value)) for name, value in self.params.items()))
        return tuple(f"{one or ''}{SELECTED}{asked}" for one in self.sets or (None,))

    @field_serializer("requests")
    def _named(self, requests: str | Style | None) -> object:
        return requests.name or requests if isinstance(requests, Style) else requests

    @field_validator("schedule")
    @classmethod
    def _cron(cls, schedule: str | None) -> str | None:
        from croniter import croniter  # read only where a repository has a schedule

        if schedule is not None and not croniter.is_valid(schedule):
            raise ValueError("five fields of cron are needed, as in `30 3 * * 1`")
        return schedule

    @field_validator("timezone")
    @classmethod
    def _zone(cls, zone: str) -> str:
        try:
            ZoneInfo(zone)
        except (ValueError, OSError) as error:  # ZoneInfoNotFoundError is a KeyError
            raise ValueError("a name like Europe/London is needed") from error
        except KeyError as error:
            raise ValueError(f"there is no time zone {zone!r}; as in Europe/London") from error
        return zone

    @field_validator("lookups")
    @classmethod
    def _known(cls, lookups: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
        from harvester.ontology import scheme  # read only where a repository has its own words

        for name, words in lookups.items():
            try:
                unknown = sorted(slug for slug in words.values() if slug not in scheme(name))
            except ConfigError as error:
                raise ValueError(str(error)) from error
            if unknown:
                raise ValueError(f"the vocabulary {name} has no {', '.join(unknown)}")
        return lookups


def chosen_set(question: str | None) -> str | None:
    """The set that is asked for in one of `Repository.questions`."""
    return None if question is None else question.partition(SELECTED)[0] or None


def load(home: Path | None) -> dict[str, Repository]:
    """All repositories by name.

    Raises:
        ConfigError: a file is wrong; the sentence names file, line and key.
    """
    files = layers("repositories", home, "*.yaml")
    return {name: _read(name, paths, home) for name, paths in files.items()}


def find(home: Path | None, name: str) -> Repository:
    """One repository.

    Raises:
        UsageError: there is none of that name; the sentence names the nearest.
    """
    files = layers("repositories", home, "*.yaml")
    if name in files:
        return _read(name, files[name], home)
    near = ", ".join(get_close_matches(name, files, cutoff=0.7))
    ours = [name for name, each in load(home).items() if each.enabled]
    offer = f"Did you mean {near}? All: lithoscope source list --all" if near else _few(ours)
    raise UsageError(f"There is no repository `{name}`. {offer}")


def _read(name: str, paths: list[Path], home: Path | None) -> Repository:
    """A file of the home folder without `url` says only what is different from the packaged one."""
    packaged = paths[0] if len(paths) > 1 and "url" not in yamlfile.keys(paths[-1]) else None
    read = yamlfile.read(paths[-1], Repository, over=packaged, name=name)
    if not isinstance(read.requests, str):
        return read
    return read.model_copy(update={"requests": styles.find(home, read.requests)})


def _few(names: Iterable[str], most: int = 6) -> str:
    listed = sorted(names)
    more = f" and {len(listed) - most} more (lithoscope source list)" if len(listed) > most else ""
    known = f"Known: {', '.join(listed[:most]) or 'none yet'}{more}"
    return f"{known}. Add one: lithoscope source add URL   All: lithoscope source list --all"
