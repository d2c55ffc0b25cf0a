"""What a person types into the search box: words, "a phrase", -without. There is nothing else.

Anything typed is a question: what means nothing here is left out, and no engine's own query
language ever sees it.
"""

import re
from dataclasses import dataclass

from harvester.index.words import words

MAX_LENGTH = 512
MAX_WORDS = 32

PART = re.compile(r'(-?)(?:"([^"]*)"?|(\S+))')
QUOTES = str.maketrans(dict.fromkeys("“”„«»", '"'))
STOP = {"a", "an", "and", "are", "as", "at", "by", "for", "from", "in", "is", "of", "on", "or"}
STOP |= {"the", "to", "with", "aus", "bei", "das", "der", "des", "die", "ein", "eine", "im", "mit"}
STOP |= {"und", "von", "zu"}
"""Words that need not stand in a record, unless nothing else was typed."""


@dataclass(frozen=True, slots=True)
class Sought:
    """One word or phrase: `words` stand one after the other (`SEM-EDX` is two words)."""

    typed: str
    words: tuple[str, ...]
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """`plain` is all that was typed without signs, for names of things: `ALH 84001,123`."""

    wanted: tuple[Sought, ...] = ()
    without: tuple[Sought, ...] = ()
    plain: str = ""

    def __bool__(self) -> bool:
        return bool(self.wanted or self.without)


def read(typed: str) -> Question:
    """Never raises; of very long input the beginning counts."""
    parts = PART.findall(typed[:MAX_LENGTH].translate(QUOTES))[:MAX_WORDS]
    wanted = [_sought(phrase, word) for minus, phrase, word in parts if not minus]
    without = [_sought(phrase, word) for minus, phrase, word in parts if minus]
    return Question(
        wanted=_without_stop_words([each for each in wanted if each.words]),
        without=tuple(each for each in without if each.words),
        plain=" ".join(each.typed for each in wanted),
    )


def _sought(phrase: str, word: str) -> Sought:
    typed = phrase or word
    return Sought(typed, tuple(words(typed)), quoted=bool(phrase))


def _without_stop_words(wanted: list[Sought]) -> tuple[Sought, ...]:
    telling = [each for each in wanted if each.quoted or not STOP.issuperset(each.words)]
    return tuple(telling or wanted)
