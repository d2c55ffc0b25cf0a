"""Meteorites with a number: `NWA 869`, `ALHA77005`, `Yamato-793605`, `Dho 019`, `QUE 99177,19`.

Rules: guidelines of the Meteorite Nomenclature Committee; splits as the curators write them. Digits
are taken as they stand: none is ever corrected.
"""

import re
from collections.abc import Callable

from harvester.identity.names.areas import Area, by_name
from harvester.identity.names.name import Name
from harvester.identity.names.spelling import letters

NUMBERED = re.compile(r"(?P<place>\D+)(?P<number>\d\d \d{3}|\d{1,6})(?!\d)(?P<rest>.*)", re.DOTALL)
BEFORE_A_NUMBER = re.compile(
    r"(?:\((?P<short>[^()]*)\)|\b(?:no|nr|number)\b|[\W_])+$", re.IGNORECASE
)
SPLIT = re.compile(
    r"(?: ?[,./_] ?|-|,? (?:split|sub-?sample) )(?P<split>\d{1,4}(?:[-_,]\d{1,3}[a-z]?)?|[a-z]\d?)",
    re.IGNORECASE,
)
SEASONS_WITH_A = range(76, 82)
"""Field seasons of the United States whose numbers have an A before them: `ALHA77005`."""
CLEAR = 5
"""Digits with which one letter before them, without a hyphen, means an area: `Y74013`."""
JAPANESE = {"Yamato", "Asuka", "Belgica"}


def known_area(place: str) -> Area | None:
    return by_name().get(letters(place))


def read(text: str, find: Callable[[str], Area | None] = known_area) -> Name | None:
    """The numbered meteorite that a whole text names, with its split.

    Args:
        text: Without words for parts (`slice 2`), which `parts` takes off before.
        find: Which area a place means.
    """
    match = NUMBERED.fullmatch(text.strip())
    split = SPLIT.fullmatch(match["rest"]) if match and match["rest"] else None
    if not match or (match["rest"] and not split):
        return None
    if re.fullmatch(r"\w", match["place"]) and len(match["number"]) < CLEAR:
        return None
    area, letter = _area(match["place"], find)
    number = _normal(area, letter, match["number"].replace(" ", "")) if area else None
    if not area or not number:
        return None
    root = f"{area.name} {number}"
    if not split:
        return Name("meteorite", root, text)
    part = split["split"].upper()
    return Name("meteorite", f"{root},{part}", text, root, part)


def _area(written: str, find: Callable[[str], Area | None]) -> tuple[Area | None, str | None]:
    """The area, and the letter that belongs to the number: `Allan Hills A77005`."""
    place = BEFORE_A_NUMBER.sub("", written)
    if area := find(place):
        return area, None
    cut = re.fullmatch(r"(.*\w)[ -]?([AB])", place)
    return (find(cut[1]), cut[2]) if cut else (None, None)


def _normal(area: Area, letter: str | None, digits: str) -> str | None:
    """The number as the Meteoritical Bulletin has it; None where there is no such number."""
    if area.numbered == "order":
        return None if letter else digits.lstrip("0").zfill(3)
    if area.name in JAPANESE or area.name == "Sahara":
        return digits if not letter and len(digits) >= 3 else None
    if len(digits) == 5 and int(digits[:2]) in SEASONS_WITH_A:
        return f"A{digits}"
    return digits if len(digits) >= 5 and letter != "B" else None
