"""A plain description of one sample, as a line of a list has it; whatever is unknown is missing."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from harvester.errors import SkipRecord, UsageError

LONGEST_LINE = 1_000_000
"""Bytes; a longer one is no description of a sample."""


def _several(value: Any) -> Any:
    """One or many, each as text; of `{"scheme": …, "value": …}` the value."""
    if value is None:
        return ()
    given = value if isinstance(value, list | tuple) else [value]
    plain = [each.get("value", "") if isinstance(each, dict) else each for each in given]
    return tuple(str(each) for each in plain if each not in (None, ""))


def _text(value: Any) -> Any:
    return str(value) if isinstance(value, int | float) else value or ""


Text = Annotated[str, BeforeValidator(_text)]
Texts = Annotated[tuple[str, ...], BeforeValidator(_several)]
Number = Annotated[float | None, BeforeValidator(lambda value: None if value == "" else value)]


class Row(BaseModel):
    """Mass in grams, coordinates in degrees (of the body that `place` is on).

    From `record` on: what the record says around its sample; no rule of identity reads it.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", allow_inf_nan=False)

    id: Text
    name: Text = ""
    identifiers: Texts = ()
    other_names: Texts = ()
    parent: Text = ""
    type: Text = ""
    place: Text = ""
    lat: Number = None
    lon: Number = None
    material: Text = ""
    mass_g: Number = None
    date: Text = ""
    collection: Text = ""
    lab: Text = ""
    record: Text = ""
    source: Text = ""
    title: Text = ""
    materials: Texts = ()
    techniques: Texts = ()
    sample_type: Text = ""
    levels: Texts = ()
    dimensionalities: Texts = ()
    projects: Texts = ()

    def __reduce__(self) -> Any:
        """A third of what pydantic itself would pickle, as it has only what is known."""
        return Row.model_validate_json, (self.model_dump_json(exclude_defaults=True),)

    @property
    def owner(self) -> str:
        return self.lab or self.collection


class GoodRows:
    """The rows of a file, each time read anew, so that a million need no room.

    After a reading, `rejects` has the lines that were none, and `count` says how many were.

    Raises:
        UsageError: the file cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self._lines = None if path.is_file() else list(rows(path))  # a pipe is read but once
        self._path = path
        self.rejects: list[SkipRecord] = []
        self.count = 0

    def __iter__(self) -> Iterator[Row]:
        self.rejects, self.count = [], 0
        for each in rows(self._path) if self._lines is None else self._lines:
            if isinstance(each, Row):
                self.count += 1
                yield each
            else:
                self.rejects.append(each)


def rows(path: Path) -> Iterator[Row | SkipRecord]:
    """Each line of a file of JSON lines: a row, or why it is none.

    Raises:
        UsageError: the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield _row(line, f"{path}, line {number}")
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}.") from error


def _row(line: bytes, where: str) -> Row | SkipRecord:
    if len(line) > LONGEST_LINE:
        return SkipRecord(f"{where}: {len(line):,} bytes are no description of a sample.")
    try:
        return Row.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(map(str, first["loc"]))
        return SkipRecord(f"{where}: {key or 'this line'}: {first['msg']}.")
