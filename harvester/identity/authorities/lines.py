"""The lines of a list with their numbers, strictly: CSV, TSV or JSON lines in UTF-8.

What leaves doubt about all the lines that follow is an error; a line wrong by itself is refused.
"""

import csv
import json
import re
from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

from harvester.errors import ConfigError

LARGEST = 256 * 2**20
"""Bytes of a file; the 45,716 meteorites of NASA have 4 MB."""
FIRST_LINE = re.compile(r"\s*(?P<line>[^\r\n]*)")


class Line(NamedTuple):
    """`said` by headings, or the reason why it cannot be read."""

    number: int
    said: Mapping[str, Any] | str


def lines(file: Path) -> Iterator[Line]:
    """Every line but empty ones and the headings.

    Raises:
        ConfigError: the file is no list; the sentence has file and line.
    """
    text = _text(file)
    if text.lstrip().startswith("{"):
        yield from _objects(text)
    else:
        yield from _rows(file, text)


def _text(file: Path) -> str:
    content = _bytes(file)
    if len(content) > LARGEST:
        raise ConfigError(f"{file}: more than {LARGEST:,} bytes are no list of names.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        number = content.count(b"\n", 0, error.start) + 1
        raise ConfigError(
            f"{file}, line {number}: not UTF-8 text; save the list as that."
        ) from error


def _bytes(file: Path) -> bytes:
    if file.exists() and not file.is_file():
        raise ConfigError(f"{file}: is no file.")
    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST + 1)
    except OSError as error:
        raise ConfigError(f"{file}: cannot be read: {error.strerror}.") from error


def _objects(text: str) -> Iterator[Line]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield Line(number, _object(line))


def _object(line: str) -> Mapping[str, Any] | str:
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        return "is no JSON."
    return said if isinstance(said, dict) else "is no JSON object."


def _rows(file: Path, text: str) -> Iterator[Line]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    headings: list[str] = []
    begins = 1
    while (row := _next(reader, file, begins)) is not None:
        if any(cell.strip() for cell in row):
            if headings:
                yield Line(begins, _row(headings, row))
            else:
                headings = _headings(file, begins, row)
        begins = reader.line_num + 1


def _next(reader: Any, file: Path, begins: int) -> list[str] | None:
    try:
        return next(reader, None)
    except csv.Error as error:
        raise ConfigError(
            f"{file}, line {begins}: {error}; a quotation mark may be missing there."
        ) from error


def _headings(file: Path, number: int, row: list[str]) -> list[str]:
    headings = [cell.strip() for cell in row]
    twice = {each for each in headings if each and headings.count(each) > 1}
    if twice:
        raise ConfigError(f"{file}, line {number}: two columns are called {min(twice)!r}.")
    return headings


def _row(headings: list[str], row: list[str]) -> Mapping[str, Any] | str:
    if len(row) != len(headings):
        return f"has {len(row)} columns instead of {len(headings)}."
    return dict(zip(headings, row, strict=True))


def _delimiter(text: str) -> str:
    """The sign that the headings have most of; names have commas, seldom tabs."""
    match = FIRST_LINE.match(text)
    heading = match["line"] if match else ""
    return "\t" if "\t" in heading else max(",;", key=heading.count)
