"""Styles of request as data: how one kind of REST interface is paged, sliced and asked for news.

One YAML file each in `mappings/requests/`, the packaged ones and those of the home folder.
"""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from string import Formatter
from typing import Annotated, Literal

import jmespath
from jmespath.exceptions import JMESPathError
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from harvester import yamlfile
from harvester.errors import ConfigError
from harvester.resources import layered

SECONDS = "%Y-%m-%dT%H:%M:%SZ"

Kind = Literal["next", "offset", "page", "cursor", "whole"]
Check = Literal["overlap", "sweep", "none"]
CHECKS: dict[Kind, Check] = {
    "next": "sweep",
    "offset": "overlap",
    "page": "sweep",
    "cursor": "none",
    "whole": "none",
}


def _several(given: object) -> object:
    return [given] if isinstance(given, str) else given


def _path(text: str) -> str:
    try:
        jmespath.compile(text)
    except JMESPathError as error:
        raise ValueError(f"{text!r} is no JMESPath: {str(error).splitlines()[0]}") from error
    return text


def _template(text: str) -> str:
    try:
        names = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError as error:
        raise ValueError(f"{text!r} has a brace too many or too few") from error
    if unknown := sorted(names - {"since", "from", "until", "set", "id"}):
        raise ValueError(f"{text!r} names {{{unknown[0]}}}, which nobody knows")
    return text


JmesPath = Annotated[str, AfterValidator(_path)]
Template = Annotated[str, AfterValidator(_template)]
"""Text in which `{since}`, `{from}`, `{until}`, `{set}` or `{id}` is put in."""
Params = dict[str, str | int | bool]
Templates = dict[str, Template]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Total(_Strict):
    """How many records the list has; `exact` is believed, an estimate is only shown."""

    path: JmesPath
    exact: bool = True


class Paging(_Strict):
    """From one page to the next."""

    by: Kind
    """`whole` is a list that comes in one answer."""
    parameter: str | None = None
    """Of the offset, page number or cursor."""
    first: int | str | None = None
    """Its value for the first page: an offset from 0 on and a page 1, if nothing is said."""
    size: str | None = None
    """The parameter that says how many records a page has."""
    at_once: int = Field(default=100, ge=1)
    """How many are asked for at once."""
    next: str | None = None
    """JMESPath of the next link or cursor; `Link` is the header of RFC 8288."""
    end: Literal["missing", "same", "empty"] = "missing"
    """A list with a cursor ends when there is none, when it stays the same, or with no records."""
    scroll: str | None = None
    """Address, below the repository's, to which a cursor alone is sent after the first page."""
    check: Check | None = None
    """What shows that nothing was lost where records came or went while pages were asked for."""

    @model_validator(mode="after")
    def _whole(self) -> Paging:
        if self.by in ("next", "cursor") and self.next is None:
            raise ValueError(f"paging by {self.by} needs `next`: where the answer has it")
        if self.by in ("offset", "page", "cursor") and self.parameter is None:
            raise ValueError(f"paging by {self.by} needs `parameter`")
        if self.check == "overlap" and self.by != "offset":
            raise ValueError("only pages asked for by offset can overlap; say sweep or none")
        if self.next is not None and self.next != "Link":
            _path(self.next)
        return self

    @property
    def checked(self) -> Check:
        return self.check or CHECKS[self.by]

    @property
    def start(self) -> int | str:
        """The first position; a next link has none."""
        if self.first is not None:
            return self.first
        starts: dict[Kind, int | str] = {"offset": 0, "page": 1}
        return starts.get(self.by, "")


class Since(_Strict):
    """How it is asked for what changed since a moment, `{since}`."""

    params: Templates
    write: str = SECONDS
    """As `strftime` writes the moment."""


class Slices(_Strict):
    """How a list that is over the cap is asked for in parts: by dates from `{from}` to `{until}`.

    Where an end is open `open` is written; if that is not given its parameter is left out. The
    dates must be such as every record has and keeps: those of its creation.
    """

    params: Templates
    write: str = SECONDS
    unit: Literal["day", "second"] = "second"
    """By days both ends count, by seconds `{until}` is the first moment that does not."""
    first: str = "1990-01-01"
    """A day before which hardly anything is."""
    open: str | None = None


class Alone(_Strict):
    """The address of one record, below the repository's."""

    path: Template
    item: JmesPath = "@"
    params: Params = {}
    date: JmesPath | None = None


class Deleted(_Strict):
    path: JmesPath
    value: str | int | bool | None = None
    """What it says of a record that is gone; anything, if nothing is given."""


class Rate(_Strict):
    """What the interface allows; headers as it names them."""

    per_minute: float | None = Field(default=None, gt=0)
    remaining: str = "X-RateLimit-Remaining"
    reset: str = "X-RateLimit-Reset"
    """Seconds to wait, or a moment as seconds since 1970."""


class Recognise(_Strict):
    """By what `source add` knows an interface of this style."""

    has: JmesPath
    """Is there, and neither false nor empty, in what such an interface answers."""
    at: str = ""
    """Where such an answer is asked for, below the host; cheap, one record at most."""
    url: str = ""
    """What a repository's `url` then is, below the host."""
    format: str = ""
    """The crosswalk that reads its records."""


class Style(_Strict):
    """One kind of REST interface."""

    name: str = ""
    title: str = ""
    source: Annotated[tuple[str, ...], BeforeValidator(_several)] = ()
    """Where the interface is documented."""
    example: str = ""
    """What a repository of this style has as its `url`."""
    verified: str = "never"
    """On what it was tried: real answers, or only the documents."""
    place: str = Field(default="", alias="list")
    """Address of the list, below the repository's."""
    items: JmesPath
    id: JmesPath
    date: JmesPath | None = None
    total: Total | None = None
    deleted: Deleted | None = None
    params: Params = {}
    headers: dict[str, str] = {}
    paging: Paging
    since: Since | None = None
    set: Templates = {}
    joined: dict[str, str] = {}
    """Parameters whose values are put together when several are wanted: `{query: " AND "}`."""
    cap: int | None = Field(default=None, ge=1)
    """The interface gives no more than so many results of one list."""
    slices: Slices | None = None
    record: Alone | None = None
    detail: bool = False
    """The list has only stubs: every record is asked for at its own address."""
    volatile: tuple[str, ...] = ()
    """Names, dotted, of what changes without the record: counts of views, scores, moments."""
    rate: Rate = Rate()
    key: str | None = None
    """The header that carries a key, where the interface wants one."""
    recognise: Recognise | None = None

    @model_validator(mode="after")
    def _whole(self) -> Style:
        if self.detail and self.record is None:
            raise ValueError("`detail` needs `record`: the address of one record")
        return self


def load(home: Path | None) -> dict[str, Style]:
    """All styles by name.

    Raises:
        ConfigError: a file is wrong; the sentence names file, line and key.
    """
    files = layered("requests", home, "*.yaml")
    return {name: yamlfile.read(path, Style, name=name) for name, path in files.items()}


def find(home: Path | None, name: str) -> Style:
    """One style.

    Raises:
        ConfigError: there is none of that name, or its file is wrong.
    """
    files = layered("requests", home, "*.yaml")
    if name in files:
        return yamlfile.read(files[name], Style, name=name)
    near = get_close_matches(name, files, n=1) or sorted(files)
    raise ConfigError(f"There is no style of request `{name}`. There is: {', '.join(near)}.")
