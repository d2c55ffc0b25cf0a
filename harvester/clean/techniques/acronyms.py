"""Acronyms that a record itself spells out as something else: `Transient Electromagnetic (TEM)`."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from harvester.clean.folding import fold
from harvester.clean.techniques.named import Named

SIMILAR = 75
"""From this per cent on an expansion is a spelling of the technique's own name."""

REACH = 120
"""Characters that an expansion may take."""

OPENING = ("(", "[", "=", '"', "“")
"""Between an acronym and its words."""

SMALL = "of|the|and|for|in|by|with|to|on"


def redefined(name: Named, own: Iterable[str]) -> bool:
    """Whether the record spells an acronym out beside it, and not as one of its `own` names."""
    if not name.words.isupper() or " " in name.words:
        return False
    spelled = [fold(each).text for each in expansions(name)]
    known = [fold(each).text for each in own] if spelled else []
    return bool(spelled) and not any(_alike(s, k) for s in spelled for k in known)


def _alike(spelled: str, known: str) -> bool:
    return (" " in known and known in spelled) or ratio(spelled, known) >= SIMILAR


def expansions(name: Named) -> Iterator[str]:
    """The words whose initials the acronym is, before `(ACRONYM)` or behind `ACRONYM (`."""
    before = name.text[max(0, name.start - REACH) : name.start].rstrip()
    after = name.text[name.end : name.end + REACH].lstrip()
    if before.endswith(OPENING) and (found := _ahead(name.words).search(before.lower())):
        yield found[1]
    if after.startswith(OPENING) and (found := _behind(name.words).match(after.lower())):
        yield found[1]


@lru_cache(maxsize=256)
def _ahead(acronym: str) -> re.Pattern[str]:
    return re.compile(rf"\b({_initials(acronym)})\W*$")


@lru_cache(maxsize=256)
def _behind(acronym: str) -> re.Pattern[str]:
    return re.compile(rf"\W*({_initials(acronym)})\b")


def _initials(acronym: str) -> str:
    """Each letter begins a word or stands later in the word of the letter before."""
    letters = [re.escape(letter) for letter in acronym.lower() if letter.isalpha()]
    return rf"(?:\w*[^\w(),;.]+(?:(?:{SMALL})\W+)*|\w*?)".join(letters) + r"\w*"
