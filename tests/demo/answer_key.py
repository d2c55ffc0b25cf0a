"""The answer key of the demonstration corpus, read for tests (see `corpus/README.md`)."""

import csv
from dataclasses import dataclass
from functools import cache

from harvester.demo.corpus import FOLDER


@dataclass(frozen=True)
class Answer:
    repository: str
    identifier: str
    state: str
    techniques: frozenset[str]
    mentioned: frozenset[str]
    samples: tuple[str, ...]
    level: str
    note: str


@cache
def answers() -> tuple[Answer, ...]:
    with (FOLDER / "expected.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return tuple(
        Answer(
            repository=row["repository"],
            identifier=row["identifier"],
            state=row["state"],
            techniques=frozenset(row["techniques"].split()),
            mentioned=frozenset(row["mentioned"].split()),
            samples=tuple(filter(None, row["samples"].split("; "))),
            level=row["level"],
            note=row["note"],
        )
        for row in rows
    )


def relation(left: str, right: str) -> str | None:
    """How two sample paths stand to each other: same, derived, same_parent, same_origin or None."""
    a, b = left.split("/"), right.split("/")
    shared = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), None)
    shared = min(len(a), len(b)) if shared is None else shared
    if shared < 2:
        return "same_origin" if shared else None
    if a == b:
        return "same"
    return "derived" if shared == min(len(a), len(b)) else "same_parent"
