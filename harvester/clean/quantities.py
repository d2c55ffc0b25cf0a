"""Numbers with units: `15 kV`, `3,47 g`, `pixel size of 50 nm`; units are UCUM codes."""

import re
from collections.abc import Iterator
from typing import NamedTuple, TypedDict

from harvester.clean.cleaned import Cleaned, refused, remembered
from harvester.clean.units import CODES, convert, ucum


class QuantityValue(TypedDict):
    """`kind` is a property slug; empty where nothing says what was measured."""

    kind: str
    value: float
    unit: str


class FoundQuantity(NamedTuple):
    """A quantity in running text, and where its words stand."""

    quantity: QuantityValue
    start: int
    end: int


KINDS = {
    "accelerating-voltage": ("kV", r"(?:acc(?:elerat(?:ing|ion))?\.?|beam|operating|tube|X-ray)\s+"
                             r"(?:voltage|tension|potential)|voltage|HV|EHT|operated|operating"),
    "beam-energy": ("keV", r"(?:beam|landing|electron|photon|X-ray) energy"),
    "beam-current": ("nA", r"(?:probe|beam|absorbed|emission|electron beam) current|current"),
    "working-distance": ("mm", r"working distance|WD"),
    "pixel-size": ("nm", r"pixel (?:size|width|spacing|edge)s?|px|image resolution"),
    "voxel-size": ("nm", r"(?:isotropic |effective |final )?voxel (?:size|edge|width|length)s?"
                   r"|voxels?"),
    "step-size": ("nm", r"(?:EBSD |map |scan )?step(?:s| sizes?| widths?)?"),
    "slice-thickness": ("nm", r"slice (?:thickness|spacing|distance|step)"),
    "field-of-view": ("um", r"fields? of view|FOV|horizontal field width|HFW"),
    "spot-size": ("um", r"(?:spot|beam|probe) (?:size|diameter)"),
    "thickness": ("um", r"thickness"),
    "mass": ("g", r"(?:total |recovered |main )?(?:mass|weight)|weigh(?:s|ing|ed)"),
    "temperature": ("Cel", r"temperatures?"),
    "pressure": ("Pa", r"(?:chamber )?pressure"),
    "dwell-time": ("us", r"dwell times?"),
}  # fmt: skip
"""Property: the unit in which its values are kept, and the words that name it in text."""

NUMBER = (
    r"[-+−]?(?:[0-9]{1,3}(?:[ ,\u00a0\u202f][0-9]{3})+(?:\.[0-9]+)?"
    r"|[0-9]{1,4},[0-9]+|[0-9]+(?:\.[0-9]+)?)"
    r"(?:[eE][-+]?[0-9]+)?"
)
UNIT = "|".join(sorted(map(re.escape, {*CODES, "μm", "μA", "μg", "μs"}), key=len, reverse=True))
WHOLE = re.compile(rf"[~≈]?\s*({NUMBER})\s*-?\s*({UNIT})", re.ASCII)
AFTER = re.compile(
    rf"(?<![\w.,/–-])({NUMBER})\s?-?({UNIT})(?![\w/^²³])"
    rf"(?=\s+({'|'.join(words for _, words in KINDS.values())})\b)?"
)
BETWEEN = (
    r"[\s:=(]*(?:(?:of|at|with|was|is|were|set to|approximately|about|ca\.?|~|≈)[\s(]*){0,3}"
    rf"(?:{NUMBER} ?[×x] ?){{0,2}}$"
)
"""What may stand between the word that says what it is and the number."""
BEFORE = {
    kind: re.compile(rf"\b(?:{words})\b{BETWEEN}", re.IGNORECASE)
    for kind, (_, words) in KINDS.items()
}
ANY_NAME = re.compile(rf"\b(?:{'|'.join(words for _, words in KINDS.values())})\b", re.IGNORECASE)
UNMISTAKABLE = {"kV": "accelerating-voltage", "nA": "beam-current", "pA": "beam-current"}
UNMISTAKABLE |= dict.fromkeys(("g", "mg", "kg", "µg", "μg"), "mass")
"""What a unit alone shows."""
WINDOW = 48
"""Characters before a number in which the word that says what it is must stand."""


@remembered(2048)
def clean(value: str, kind: str = "") -> Cleaned[QuantityValue]:
    """A whole field that is one quantity; with `kind`, in the unit in which that is kept."""
    text = " ".join(value.split())
    match = WHOLE.fullmatch(text)
    if not match:
        return refused("a number with a unit is expected", value)
    read = _quantity(match[1], match[2], kind)
    if read is None:
        return refused(f"{match[2]} is no unit of {kind}", value)
    return Cleaned((read,))


def find(text: str) -> Iterator[FoundQuantity]:
    """Quantities in running text whose property is named beside them, or shown by their unit."""
    for match in AFTER.finditer(text):
        kind = _kind(text[max(0, match.start() - WINDOW) : match.start()], match)
        read = _quantity(match[1], match[2], kind) if kind else None
        if read:
            yield FoundQuantity(read, match.start(), match.end(2))


def _kind(before: str, match: re.Match[str]) -> str:
    if ANY_NAME.search(before):  # seldom; there are many kinds to try
        for kind, pattern in BEFORE.items():
            if pattern.search(before) and _fits(kind, match[2]):
                return kind
    named = match[3]
    if named:
        for kind, (_, words) in KINDS.items():
            if re.fullmatch(words, named) and _fits(kind, match[2]):
                return kind
    return UNMISTAKABLE.get(match[2], "")


def _fits(kind: str, unit: str) -> bool:
    return convert(1.0, ucum(unit) or unit, KINDS[kind][0]) is not None


def _quantity(number: str, unit: str, kind: str) -> QuantityValue | None:
    code = ucum(unit) or unit
    value: float | None = _number(number)
    if kind in KINDS and value is not None:
        wanted = KINDS[kind][0]
        value, code = convert(value, code, wanted), wanted
    return None if value is None else QuantityValue(kind=kind, value=value, unit=code)


def _number(text: str) -> float | None:
    """A comma before three digits parts thousands, any other is a decimal comma."""
    plain = re.sub(r"[ \u00a0\u202f]", "", text).replace("−", "-")
    plain = re.sub(r",(?=[0-9]{3}(?:[,.]|$))", "", plain).replace(",", ".")
    number = float(plain)
    return number if abs(number) < 1e300 else None
