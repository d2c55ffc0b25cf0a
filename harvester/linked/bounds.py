"""How much linked data one record may be; nothing in a library can be stopped once it runs."""

from __future__ import annotations

from harvester.errors import SkipRecord

MOST_VALUES = 50_000
"""Objects and plain values of one JSON-LD document: about two seconds of expansion."""
MOST_TRIPLES = 50_000
DEEPEST = 100
"""Levels of JSON-LD; the library goes three calls deep for each."""
MOST_CONTEXTS = 500
MOST_TERMS = 5_000
"""Terms that all contexts of a document define together."""
MOST_COPIES = 500_000
"""Contexts times terms: each context of a node copies the terms in force around it."""


def check(number: int, most: int, what: str) -> None:
    """
    Raises:
        SkipRecord: there are more.
    """
    if number > most:
        raise SkipRecord(
            f"The record cannot be read: its linked data have more than {most:,} {what}."
        )
