"""Tell a technique that made a record's data from one that is merely mentioned."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from harvester.clean.phrases import Automaton, Passage
from harvester.clean.techniques import cues
from harvester.clean.techniques.named import Named

REACH = 220
"""Characters before and behind a name that are looked at, in its sentence."""


class Cue(NamedTuple):
    """Words before a name, behind it, or both, and what they say of it."""

    reason: str
    before: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None

    def speaks_of(self, before: str, after: str) -> bool:
        """What stands behind is looked at first: a match is cheaper than a search."""
        return (self.after is None or self.after.match(after) is not None) and (
            self.before is None or self.before.search(before) is not None
        )


def _pattern(words: str, signs: str = "", flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile(words.replace("<>", rf"\b(?:{signs})\b").replace("_", " "), flags)


def _signs(words: str) -> list[str]:
    return words.replace("_", " ").split("|")


class Cues:
    """Cues by their signs: of most of them none stands near a name."""

    def __init__(self) -> None:
        self.cues: list[Cue] = []
        before: dict[str, list[int]] = {}
        after: dict[str, list[int]] = {}
        for reason, signs, words in cues.BEFORE:
            self._add(Cue(reason, before=_pattern(f"{words}$", signs)), signs, before)
        for reason, signs, words in cues.AFTER:
            self._add(Cue(reason, after=_pattern(words, signs)), signs, after)
        for reason, signs, words, more in cues.AROUND:
            self._add(Cue(reason, _pattern(f"{words}$", signs), _pattern(more)), signs, before)
        for reason, signs, words in cues.CAPITALS:
            self._add(Cue(reason, _pattern(f"{words}$", flags=re.NOFLAG)), signs, before)
        self._before, self._after = Automaton(before), Automaton(after)

    def _add(self, cue: Cue, signs: str, places: dict[str, list[int]]) -> None:
        for sign in _signs(signs):
            places.setdefault(sign, []).append(len(self.cues))
        self.cues.append(cue)

    def reasons(self, before: str, after: str) -> Iterator[str]:
        """What is said of a name between these words, in the order of the cues."""
        near = [*self._before.words_in(before.lower()), *self._after.words_in(after.lower())]
        for number in sorted({number for _, _, numbers in near for number in numbers}):
            cue = self.cues[number]
            if cue.speaks_of(before, after):
                yield cue.reason


CUES = Cues()


OFFERED = _pattern(
    r"\b(?:this_(?:data|supplement|file|record)|data_?(?:set|base|publication)s?|contain|includ|compil"
    r"|collection|repository)"
)
"""Earlier work is in the record where the record says that it holds it."""


DATA = _pattern(rf" {cues.DATA}$")
"""`SEM images can be used for …` speaks of images that are there."""


NO_DATA_SIGNS, NO_DATA = _signs(cues.NO_DATA[0]), _pattern(cues.NO_DATA[1])


def holds_no_data(passages: Iterable[Passage]) -> bool:
    """Whether a record says that nothing was measured for it."""
    text = "|".join(each.text for each in passages if each.role != "subject")
    small = text.lower()
    return any(sign in small for sign in NO_DATA_SIGNS) and NO_DATA.search(text) is not None


def why_not_used(name: Named) -> str | None:
    """The reason, or None if the technique made data of the record.

    A keyword says what was done, so only running text and titles are judged.
    """
    role = name.reading.passage.role
    if role in {"subject", "format"}:
        return None
    before, after = name.before[-REACH:], name.after[:REACH]
    said = CUES.reasons(before, after)
    return next((reason for reason in said if not _spared(reason, name, before)), None)


def _spared(reason: str, name: Named, before: str) -> bool:
    """Whether the words are about data that the record has, whatever they say else."""
    if reason == "a title":
        return name.reading.passage.role == "title"
    if reason == "background":
        return DATA.search(name.words) is not None
    return reason == "earlier work" and OFFERED.search(before) is not None
