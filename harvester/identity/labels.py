"""Labelled pairs: a table of two ids and what a person said of them, separated by tabs."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from harvester.errors import UsageError

COLUMNS = ("left", "right", "relation")


class Label(NamedTuple):
    """Ids of rows, and whether they are the same object."""

    left: str
    right: str
    same: bool


def read(file: Path) -> Iterator[Label]:
    """`same` is the same object, every other relation is not; pairs that are `unsure` say nothing.

    Raises:
        UsageError: the file cannot be read, or has not these columns.
    """
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            found = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
            if missing := [name for name in COLUMNS if name not in (found.fieldnames or ())]:
                raise UsageError(f"{file} has no column {missing[0]!r}: left, right, relation.")
            for row in found:
                if row["relation"] and row["relation"] != "unsure":
                    yield Label(row["left"] or "", row["right"] or "", row["relation"] == "same")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file} cannot be read: {error}.") from error
