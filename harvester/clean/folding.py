"""Bring text and labels to one spelling, and remember where each character came from."""

import re
import unicodedata
from bisect import bisect_right
from functools import cached_property
from itertools import product

SEPARATORS = " -_\t\n\r\f\v\x85\xa0\u2002\u2003\u2007\u2009\u202f‐‑‒–—―−"
"""What may stand between two words of one name; each becomes a blank."""

ALIKE = {"µ": "u", "μ": "u", "’": "'", "‘": "'", "´": "'", "ʼ": "'", "º": "°", "˚": "°"}

NOTHING = "\x00"
"""Stands for a character without width, until gaps are closed."""

SIGN = "~"
"""Any sign beyond ASCII that is no letter or digit: text in ASCII is folded many times as fast."""

BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
FEW = 32
"""Different letters that are faster replaced one after the other than in one look at each."""

GAP = re.compile(rf"[ {NOTHING}]{{2,}}|{NOTHING}")
BLANKS = re.compile("  +")

SPELLINGS = (
    ("isation", "ization"),
    ("ised", "ized"),
    ("ising", "izing"),
    ("iser", "izer"),
    ("yse", "yze"),
    ("ysing", "yzing"),
    ("colour", "color"),
    ("grey", "gray"),
    ("centre", "center"),
    ("fibre", "fiber"),
    ("sulph", "sulf"),
    ("aluminium", "aluminum"),
    ("haematite", "hematite"),
    ("palaeo", "paleo"),
)
"""British and American, in folded letters."""


class Folded:
    """Folded text, and where its characters stood in the original."""

    def __init__(self, text: str, original: str) -> None:
        self.text = text
        self._original = original

    @property
    def moved(self) -> bool:
        """Whether any character stood elsewhere in the original."""
        return self.text is not self._original

    def origin(self, index: int) -> int:
        """Where in the original the character at `index` of the folded text stood."""
        cuts, shifts = self._moves
        cut = bisect_right(cuts, index)
        return index + shifts[cut - 1] if cut else index

    @cached_property
    def _moves(self) -> tuple[list[int], list[int]]:
        """From position `cuts[i]` on, the folded text lies `shifts[i]` before the original."""
        cuts: list[int] = []
        shifts: list[int] = []
        shift = 0
        gaps = GAP if NOTHING in self._original else BLANKS
        for gap in gaps.finditer(self._original):
            start, end = gap.span()
            blank = " " in gap[0]
            cuts.append(start - shift + blank)
            shift += end - start - blank
            shifts.append(shift)
        return cuts, shifts


class _Letters(dict[int, str]):
    """Each character's folded form, one for one so that positions stay; filled as met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _folded_letter(chr(code))
        return folded


def _folded_letter(letter: str) -> str:
    if letter in SEPARATORS:
        return " "
    if letter in ALIKE:
        return ALIKE[letter]
    if unicodedata.category(letter) in {"Mn", "Cf", "Cc"}:
        return NOTHING
    base = unicodedata.normalize("NFD", letter)[0].lower()
    if len(base) != 1:
        return letter
    return base if base.isascii() or base.isalnum() else SIGN


LETTERS = _Letters()
ASCII = "".join(LETTERS[code] for code in range(128)).encode("ascii") + bytes(128)
"""What `bytes.translate` takes: a folded letter for each byte, of which those of ASCII are used."""


def fold(text: str) -> Folded:
    """Small letters without accents, every separator one blank."""
    if not text.isascii():
        text = _mostly_ascii(text)
    if text.isascii():
        plain = text.encode("ascii").translate(ASCII).decode("ascii")
    else:
        plain = text.translate(LETTERS)
    closed = plain.replace(NOTHING, "") if NOTHING in plain else plain
    return Folded(BLANKS.sub(" ", closed) if "  " in closed else closed, plain)


def _mostly_ascii(text: str) -> str:
    """Letters beyond ASCII folded; others, where there are many kinds of them, too."""
    strange = set(BEYOND_ASCII.findall(text))
    if len(strange) > FEW:
        return text.translate(LETTERS)
    for letter in strange:
        text = text.replace(letter, LETTERS[ord(letter)])
    return text


def spellings(label: str) -> set[str]:
    """All folded forms under which a label is looked for, its plural too.

    A hyphen may be a blank or nothing: `back-scatter` is `back scatter` and `backscatter`.
    """
    pieces = re.split(r"[-‐‑]", label)
    forms = {"".join(_alternate(pieces, joints)) for joints in _joints(len(pieces) - 1)}
    forms = {fold(form).text.strip() for form in forms}
    forms = {other for form in forms for other in _other_spellings(form)}
    return {form for given in forms if given for form in (given, *_plurals(given))}


def _joints(count: int) -> list[tuple[str, ...]]:
    """Every choice of blank or nothing, of blanks alone where a label is all hyphens."""
    return list(product(" " if count > 4 else (" ", ""), repeat=count))


def _alternate(pieces: list[str], joints: tuple[str, ...]) -> list[str]:
    return [word for pair in zip(pieces, (*joints, ""), strict=True) for word in pair]


def _other_spellings(form: str) -> set[str]:
    forms = {form}
    for british, american in SPELLINGS:
        forms |= {each.replace(british, american) for each in forms}
        forms |= {each.replace(american, british) for each in forms}
    return forms


def _plurals(form: str) -> tuple[str, ...]:
    if not form[-1].isalpha():
        return ()
    if form.endswith("y") and form[-2:-1] not in set("aeiou"):
        return (f"{form[:-1]}ies",)
    if form.endswith("sis"):
        return (f"{form[:-2]}es",)
    return (f"{form}es",) if form.endswith(("s", "x", "ch", "sh")) else (f"{form}s",)
