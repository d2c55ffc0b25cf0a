"""Meteorites of a field are named by it and a number: NWA 869 is Northwest Africa 869.

The names of the fields and their letters: Meteoritical Bulletin, in `vocabularies/meteorite.ttl`.
"""

from functools import cache

from harvester.index.words import words
from harvester.ontology import scheme

SHORTEST = 3
"""Letters that name a field without a number behind them."""
NUMBERS = 2
"""A meteorite has a number, and of some meteorites a piece has another: ALH 84001,123."""


def spellings(name: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Other words for a field and the number behind it; nothing if these words are none."""
    fields = _fields()
    for end in range(len(name), 0, -1):
        field, numbers = name[:end], name[end:]
        if len(numbers) <= NUMBERS and all(map(str.isdigit, numbers)) and field in fields:
            return [
                (*other, *numbers)
                for other in fields[field]
                if other != field and (numbers or len("".join(other)) >= SHORTEST)
            ]
    return []


@cache
def _fields() -> dict[tuple[str, ...], list[tuple[str, ...]]]:
    """All names of each field that has several, by each."""
    fields: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for concept in scheme("meteorite"):
        names = sorted({tuple(words(name)) for name in concept.names()})
        if len(names) > 1:
            fields |= dict.fromkeys(names, names)
    return fields
