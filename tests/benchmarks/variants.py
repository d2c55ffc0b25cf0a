"""How an official name is written elsewhere, and what is one letter from it."""

import re
import string
import unicodedata
from collections.abc import Iterable, Iterator
from random import Random

from rapidfuzz.distance import OSA

from harvester.identity.names.areas import areas

STROKES = str.maketrans("łŁøØđĐı", "lLoOdDi")
LONG_ENOUGH = 6
"""Letters of a name in which one may be wrong."""
APART = re.compile(r"\((?:[a-z]|(?:no\. )?\d+)\)")
"""What tells namesakes apart: another letter there is another meteorite."""
SHORT = {area.name: area.abbreviations for area in areas()}
LUNAR = ("Apollo sample {}", "lunar sample {}", "lunar soil {}", "{},25", "{},1004", "NASA {}")
"""A number with what tells that it is one of the Moon."""


def written(name: str) -> Iterator[tuple[str, str]]:
    """Kind and text of each way that changes no letter of it."""
    place, _, number = name.rpartition(" ")
    found = [
        ("capitals", name.upper()),
        ("small letters", name.lower()),
        ("without diacritics", _plain(name)),
        ("without blanks", name.replace(" ", "")),
        ("without hyphens", name.replace("-", "")),
        ("blanks for hyphens", name.replace("-", " ")),
        ("hyphens for blanks", name.replace(" ", "-")),
    ]
    for short in SHORT.get(place, ()):
        found += [("abbreviated", f"{short}{joint}{number}") for joint in (" ", "", "-")]
    yield from ((kind, text) for kind, text in found if text != name)


def misspelt(name: str, random: Random) -> Iterator[tuple[str, str]]:
    """Kind and text of each way with one letter changed, left out, added, or two swapped."""
    apart = {at for match in APART.finditer(name) for at in range(*match.span())}
    where = [at for at, sign in enumerate(name) if sign.isalpha() and at not in apart]
    if len(where) < LONG_ENOUGH:
        return
    at, added = random.choice(where), random.choice(string.ascii_lowercase)
    other = random.choice(string.ascii_lowercase.replace(_plain(name[at]).lower()[0], ""))
    yield "letter changed", f"{name[:at]}{other}{name[at + 1 :]}"
    yield "letter missing", f"{name[:at]}{name[at + 1 :]}"
    yield "letter added", f"{name[:at]}{added}{name[at:]}"
    unlike = [at for at in where if at + 1 in where and name[at].lower() != name[at + 1].lower()]
    at = random.choice(unlike)
    yield "letters swapped", f"{name[:at]}{name[at + 1]}{name[at]}{name[at + 2 :]}"


class Neighbours:
    """Names of six letters or more that are one away, by what is left without a letter of both."""

    def __init__(self, names: Iterable[str]) -> None:
        self._left: dict[str, set[str]] = {}
        for name in names:
            for left in _less(letters(name)) if len(letters(name)) >= LONG_ENOUGH else ():
                self._left.setdefault(left, set()).add(name)

    def near(self, text: str) -> set[str]:
        plain = letters(text)
        found = set().union(*(self._left.get(left, ()) for left in _less(plain)))
        return {name for name in found if OSA.distance(letters(name), plain) == 1}


def letters(name: str) -> str:
    return "".join(filter(str.isalnum, _plain(name).lower()))


def _less(text: str) -> set[str]:
    return {text, *(text[:at] + text[at + 1 :] for at in range(len(text)))}


def _plain(name: str) -> str:
    parts = unicodedata.normalize("NFD", name.translate(STROKES))
    return "".join(part for part in parts if not unicodedata.combining(part))
