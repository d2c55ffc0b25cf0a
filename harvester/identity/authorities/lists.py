"""An authority list as a file has it: its entries, its columns known by their headings."""

import math
from collections.abc import Callable, Mapping
from pathlib import Path
from time import monotonic
from typing import Any, NamedTuple

from harvester.errors import ConfigError, SkipRecord
from harvester.identity.authorities import columns
from harvester.identity.authorities.columns import Columns
from harvester.identity.authorities.entry import Entry
from harvester.identity.authorities.lines import Line, lines

MOST = 1_000_000
"""Entries of a list."""
LONGEST = 300
"""Characters of a name."""
PATIENCE = 60.0
"""Seconds in which a list must have been read."""
EVERY = 1_000
POLE, ANTIMERIDIAN = 90.0, 360.0


class AuthorityList(NamedTuple):
    """Entries in the order of the file; `refused` says of each other line why it is none."""

    entries: tuple[Entry, ...]
    refused: tuple[SkipRecord, ...] = ()
    unread: tuple[str, ...] = ()


def read(file: Path, clock: Callable[[], float] = monotonic) -> AuthorityList:
    """All entries of a file, and which lines and columns nothing was read from.

    Raises:
        ConfigError: it is no list of names, is too large, or takes too long.
    """
    entries: list[Entry] = []
    refused: list[SkipRecord] = []
    unread: dict[str, None] = {}
    end = clock() + PATIENCE
    for count, line in enumerate(lines(file)):
        if count >= MOST:
            raise ConfigError(f"{file}, line {line.number}: a list has {MOST:,} names at most.")
        if count % EVERY == 0 and clock() > end:
            raise ConfigError(f"{file}, line {line.number}: reading takes over {PATIENCE:g} s.")
        try:
            entries.append(_entry(line, unread))
        except ValueError as error:
            refused.append(SkipRecord(f"{file}, line {line.number}: {error}"))
    if not entries:
        raise ConfigError(str(refused[0]) if refused else f"{file}: there is no name in it.")
    return AuthorityList(tuple(entries), tuple(refused), tuple(unread))


def _entry(line: Line, unread: dict[str, None]) -> Entry:
    if isinstance(line.said, str):
        raise ValueError(line.said)
    known = columns.find(tuple(line.said))
    if not known.of["name"]:
        raise ValueError(f"no column of names among {', '.join(line.said)[:LONGEST]}.")
    if len(unread) < EVERY:
        unread.update(dict.fromkeys(known.unread))
    mass = _number(line.said, known, "mass", math.inf)
    return Entry(
        _name(_one(line.said, known, "name")),
        _one(line.said, known, "id"),
        _one(line.said, known, "class"),
        ", ".join(dict.fromkeys(_all(line.said, known, "place"))),
        tuple(dict.fromkeys(_name(each) for each in _all(line.said, known, "synonyms"))),
        mass * known.grams if mass is not None and mass > 0 else None,
        _number(line.said, known, "lat", POLE),
        _number(line.said, known, "lon", ANTIMERIDIAN),
    )


def _name(text: str) -> str:
    if not any(map(str.isalnum, text)):
        raise ValueError(f"{text!r} is no name.")
    if len(text) > LONGEST or not text.isprintable():
        raise ValueError(f"{text[:30]!r}… is no name: {len(text):,} characters.")
    return text


def _all(said: Mapping[str, Any], known: Columns, field: str) -> list[str]:
    """Every value of a field, in whatever columns; synonyms with `|` or `;` between them."""
    found = []
    for heading in known.of[field]:
        given = said[heading]
        for each in given if isinstance(given, list) else [given]:
            text = _text(each, heading)
            found += text.replace(";", "|").split("|") if field == "synonyms" else [text]
    return [text for each in found if (text := " ".join(each.split()))]


def _one(said: Mapping[str, Any], known: Columns, field: str) -> str:
    return next(iter(_all(said, known, field)), "")


def _text(value: Any, heading: str) -> str:
    if isinstance(value, bool | dict | list):
        raise ValueError(f"{heading}: {str(value)[:30]!r} is no text.")
    return "" if value is None else str(value)


def _number(said: Mapping[str, Any], known: Columns, field: str, most: float) -> float | None:
    text = _one(said, known, field)
    try:
        number = float(text) if text else None
    except ValueError:
        number = math.nan
    if number is not None and not abs(number) <= most:
        raise ValueError(f"{known.of[field][0]}: {text[:30]!r} is no number up to {most:g}.")
    return number
