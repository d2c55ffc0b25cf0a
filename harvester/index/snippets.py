"""The place in a record's text where the words stand, as plain text, and where in it exactly."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import lru_cache

from harvester.index import Document, Hit, Marks
from harvester.index.words import words

RUN = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*)+|\d+")
LOOKED_AT = 20_000
MOST_RUNS = 50_000
"""So many are remembered: the words of most texts are the same ones."""
BEFORE, LENGTH = 60, 200
"""Characters before the first match, and in all."""


def hit(document: Document, score: float, sought: Collection[tuple[str, ...]]) -> Hit:
    """A document with its extract.

    Args:
        document: What was found.
        score: How good it is.
        sought: Words that stand one after the other (`nwa`, `869`), as `words` gives them.
    """
    shown = snippet(document["text"], sought)
    return Hit(document, score, shown, marks(shown, sought), marks(document["title"], sought))


def snippet(texts: list[str], sought: Collection[tuple[str, ...]]) -> str:
    """An extract around the first of these words, else the beginning of the first text."""
    for text in texts:
        for place, _ in _places(text[:LOOKED_AT], sought):
            return _cut(text, place)
    return _cut(texts[0], 0) if texts else ""


def marks(text: str, sought: Collection[tuple[str, ...]]) -> Marks:
    """Where these words stand; of two that overlap, one mark over both."""
    joined: list[tuple[int, int]] = []
    for start, end in _places(text[:LOOKED_AT], sought):
        if joined and start < joined[-1][1]:
            start, end = joined[-1][0], max(end, joined.pop()[1])
        joined.append((start, end))
    return tuple(joined)


def _places(text: str, sought: Collection[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    begun = defaultdict[str, list[list[str]]](list)
    for words_of_one in sought:
        begun[words_of_one[0]].append(list(words_of_one))
    for run in RUN.finditer(text):
        for at, word in enumerate(_words(run[0])):
            for each in begun.get(word, ()):
                if end := _end(text, run.start(), at, each):
                    yield run.start(), end


def _end(text: str, start: int, at: int, sought: list[str]) -> int | None:
    """Where these words end, if they stand from the word number `at` behind `start` on."""
    said: list[str] = []
    for run in RUN.finditer(text, start):
        said += _words(run[0])
        if len(said) - at >= len(sought):
            return run.end() if said[at : at + len(sought)] == sought else None
    return None


@lru_cache(MOST_RUNS)
def _words(run: str) -> list[str]:
    return words(run)


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
