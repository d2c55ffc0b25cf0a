"""What a person may begin to type who means a sample or an identifier.

As terms of an index they tell what they begin, and names that begin alike stand side by side:

    alh84001123 <tab> samples <tab> ALH 84001,123
"""

from collections.abc import Iterator

from harvester.index import Document
from harvester.index.words import key, starts

LONGEST = 60
"""Characters of a name that is offered; longer ones are titles."""
MOST = 5
"""Words of a sample's name with which it may begin."""


def offered(document: Document) -> Iterator[tuple[str, str, list[str]]]:
    """Field, name, and the keys with which it begins: the whole, and a sample's inner words.

    The repository's own identifier of the record is none.
    """
    for name in document["samples"]:
        if len(name) <= LONGEST:
            yield "samples", name, [key(name[at:]) for at in starts(name)[:MOST]]
    for name in document["identifiers"]:
        if len(name) <= LONGEST and name != document["identifier"]:
            yield "identifiers", name, [key(name)]


def beginnings(document: Document) -> list[str]:
    """The terms of a document."""
    made = {
        f"{beginning}\t{field}\t{name}"
        for field, name, begun in offered(document)
        for beginning in begun
        if beginning
    }
    return sorted(made)


def read(beginning: str) -> tuple[str, str]:
    """Field and name of a term."""
    _, field, name = beginning.split("\t", 2)
    return field, name
