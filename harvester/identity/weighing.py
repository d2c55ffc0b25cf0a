"""The table in force: ours, with the points that a catalogue's own file gives to rules.

The file is that of `match learn`, a table with the columns `rule` and `points`. What stands beside
them, such as the points that are proposed, says nothing: a person writes it into `points`.
"""

import csv
from hashlib import sha256
from pathlib import Path

from harvester.errors import ConfigError
from harvester.identity.weights import TABLE, Weight

FILE = "weights.tsv"
"""In the home folder."""
LENGTH = 8


def of_home(home: Path) -> tuple[Weight, ...]:
    """Ours, if the home has no table of its own.

    Raises:
        ConfigError: it has one that cannot be read.
    """
    file = home / FILE
    return read(file) if file.exists() else TABLE


def fingerprint(home: Path) -> str:
    """Changes with the home's table; empty if it has none."""
    file = home / FILE
    return sha256(file.read_bytes()).hexdigest()[:LENGTH] if file.exists() else ""


def read(file: Path) -> tuple[Weight, ...]:
    """Our table with the points of a file; rules that it does not name keep theirs.

    Raises:
        ConfigError: it cannot be read, or names a rule or points that are none.
    """
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file} cannot be read: {error}.") from error
    given = dict(_points(file, number, row) for number, row in enumerate(rows, 2))
    return tuple(each._replace(points=given.get(each.name, each.points)) for each in TABLE)


def _points(file: Path, number: int, row: dict[str, str | None]) -> tuple[str, float]:
    rule, points = row.get("rule") or "", row.get("points") or ""
    if rule not in {each.name for each in TABLE}:
        raise ConfigError(f"{file}, line {number}: no rule is called {rule!r}.")
    try:
        found = float(points)
    except ValueError:
        found = float("nan")
    if not -100 <= found <= 100:
        raise ConfigError(f"{file}, line {number}: {points!r} is no number of points.")
    return rule, found
