"""Words that may be somebody's or something's name: a place in a title, a project, a core."""

import re
from collections.abc import Iterable
from functools import cache

from harvester.identity.names.spelling import words
from harvester.ontology import scheme

NAME = re.compile(r"[^\W\d_]*[A-Z\u00c0-\u00de\u0391-\u03a9\u0410-\u042f\d][^\W_]*")
"""A letter or more, and a capital or a digit among them."""
SHORTEST = 3
MEANS_ONE = 5
"""Digits of a number that is more than a year or a setting."""
VOCABULARIES = ("technique", "sample-type", "preparation", "processing", "format", "material")
"""What their concepts are called names a kind, and nothing that is one of it."""


def names(texts: Iterable[str]) -> dict[str, str]:
    """Each, without case, with how it was written first."""
    found: dict[str, str] = {}
    for text in texts:
        for word in NAME.findall(text):
            key = words(word)
            enough = MEANS_ONE if key.isdigit() else SHORTEST
            if len(key) >= enough and key not in _of_kinds():
                found.setdefault(key, word)
    return found


@cache
def _of_kinds() -> frozenset[str]:
    labels = (name for each in VOCABULARIES for concept in scheme(each) for name in concept.names())
    return frozenset(word for label in labels for word in words(label).split())
