"""The place in a record's text where the words stand, as plain text."""

import re
from collections.abc import Set as AbstractSet

from harvester.index.words import words

RUN = re.compile(r"[^\W_]+")
LOOKED_AT = 20_000
BEFORE, LENGTH = 60, 200
"""Characters before the first match, and in all."""


def snippet(texts: list[str], sought: AbstractSet[str]) -> str:
    """An extract around the first of these words, else the beginning of the first text."""
    for text in texts:
        place = _place(text, sought)
        if place is not None:
            return _cut(text, place)
    return _cut(texts[0], 0) if texts else ""


def _place(text: str, sought: AbstractSet[str]) -> int | None:
    for run in RUN.finditer(text[:LOOKED_AT]):
        if not sought.isdisjoint(words(run[0])):
            return run.start()
    return None


def _cut(text: str, place: int) -> str:
    start = _word_start(text, place - BEFORE) if place > BEFORE else 0
    plain = " ".join(text[start : start + LENGTH].split())
    cut = start + LENGTH < len(text)
    if cut:
        plain = plain.rpartition(" ")[0] or plain
    return f"{'… ' if start else ''}{plain}{' …' if cut else ''}"


def _word_start(text: str, at: int) -> int:
    blank = text.find(" ", at)
    return blank + 1 if 0 <= blank < at + BEFORE else at
