"""Did you mean: words that no record has, as the nearest word is spelled that some record has."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from harvester.index.grammar import Question, Sought
from harvester.index.spans import Span
from harvester.index.words import fold, words

RUN = re.compile(r"[^\W\d_]+")
SHORTEST = 4
"""Letters from which on one may be wrong, left out, too many, or changed with its neighbour."""
LONG = 8
"""Letters from which on two may be."""
LOOKED_AT = 20
"""Records in which an engine looks for a word that is spelled nearly as one that was typed."""


def errors(word: str) -> int:
    """How many letters of a word may be wrong."""
    return 0 if len(word) < SHORTEST or not word.isalpha() else 1 + (len(word) >= LONG)


@dataclass(frozen=True, slots=True)
class Spelling:
    """Both functions take a word as `words` gives it.

    `known` is whether any record has it; `near` gives texts with words that differ from it in as
    many letters as `errors` says, and may give others. `names` are those of the vocabularies.
    """

    known: Callable[[str], bool]
    near: Callable[[str], Iterable[str]]
    names: Callable[[], Iterable[str]]

    def instead(self, asked: Question, spans: Sequence[Span]) -> str:
        """What was typed, spelled anew; empty if there is nothing to spell anew.

        Names of concepts, numbers, short words and phrases are never meant otherwise.
        """
        kept = [span.sought for span in spans if span.meanings or span.spellings]
        named = {each for sought in kept for each in sought}
        typed = [_as_typed(each) for each in asked.wanted]
        spelled = [
            as_typed if each in named or each.quoted else RUN.sub(self._run, as_typed)
            for each, as_typed in zip(asked.wanted, typed, strict=True)
        ]
        if spelled == typed:
            return ""
        left_out = [f"-{_as_typed(each)}" for each in asked.without]
        return " ".join([*spelled, *left_out])

    def _run(self, run: re.Match[str]) -> str:
        typed, sought = run[0], words(run[0])
        if len(sought) != 1 or not errors(sought[0]) or self.known(sought[0]):
            return typed
        return nearest(typed, self.near(sought[0])) or nearest(typed, self.names()) or typed


def nearest(typed: str, texts: Iterable[str]) -> str:
    """The word of these texts, as it stands there, that differs least; of several the commonest."""
    stem, whole = " ".join(words(typed)), fold(typed)
    allowed = errors(stem)
    ranked = []
    for run, count in Counter(run for text in texts for run in RUN.findall(text)).items():
        differing = (OSA.distance(stem, " ".join(words(run))), OSA.distance(whole, fold(run)))
        if min(differing) <= allowed:
            ranked.append((*sorted(differing), -count, run))
    return min(ranked)[-1] if ranked else ""


def _as_typed(sought: Sought) -> str:
    return f'"{sought.typed}"' if sought.quoted else sought.typed
