"""Beginnings of samples' names and of identifiers, as terms that tell what they begin.

    alh84001123 <tab> samples <tab> ALH 84001,123

In the order of a term dictionary all names that begin in the same way stand side by side.
"""

import re
from collections.abc import Iterator

from harvester.index import Document
from harvester.index.words import key, starts

LAST_PART = re.compile(r"[/:]([^/:]+)$")
LONGEST = 60
"""Characters of a name that is offered."""
MOST = 5
"""Words of a name with which it may begin."""


def beginnings(document: Document) -> list[str]:
    """The terms of a document."""
    made = {
        _term(name, "samples", at) for name in document["samples"] for at in starts(name)[:MOST]
    }
    for name in {*document["identifiers"]} - {document["identifier"]}:
        made.update(_term(name, "identifiers", at) for at in _parts(name))
    return sorted(made - {""})


def read(beginning: str) -> tuple[str, str]:
    """Field and name of a term."""
    _, field, name = beginning.split("\t", 2)
    return field, name


def _term(name: str, field: str, start: int) -> str:
    beginning = key(name[start:])
    return f"{beginning}\t{field}\t{name}" if beginning and len(name) <= LONGEST else ""


def _parts(identifier: str) -> Iterator[int]:
    """Where it begins, and where what its registry numbers begins."""
    yield 0
    if last := LAST_PART.search(identifier):
        yield last.start(1)
