"""Numbers that curators of returned samples gave, alone in a field: `10017,25`, `A0026`.

Rules of splits: NASA's curation (a comma), JAXA's (`RA-QD02-0125-02`, `A0026-A`), OSIRIS-REx (`-0`
is the parent).
"""

import re
from collections.abc import Callable

from harvester.clean.samples.catalogue import ITOKAWA, OREX, ROCK, RYUGU
from harvester.identity.names.name import Context, Name

LUNAR = re.compile(
    r"(?:(?P<said>NASA|Apollo(?: ?\d\d)?|lunar|luna)[ ,:-]*)?"
    r"(?:(?P<kind>sample|rock|soil|regolith|basalt|breccia|core|fines|anorthosite|troctolite)"
    rf"[ ,:#-]*)?(?P<rock>{ROCK})"
    r"(?:(?P<joint> ?, ?| ?\. ?| ?/ ?| ?- ?|,? (?:split|subsample) )(?P<split>\d{1,5}))?",
    re.IGNORECASE,
)
CHANGE = re.compile(
    r"(?P<parent>CE[56][CZ]\d{4}(?:[A-Z]{4}\d{3,5})?)(?:[-_,/ ](?P<split>[A-Z0-9-]{1,12}))?",
    re.IGNORECASE,
)


BETWEEN = re.compile(r"[ _\u2010-\u2015-]+")
LOOSE = re.compile(r"^(R[AB])(Q[A-Z]\d)")
"""`RAQD02-0030`, as it is said."""
APART = re.compile(r"^(CE[56][CZ]\d{4}) ([A-Z]{4}\d{3,5})", re.IGNORECASE)
PIECE = re.compile(r"[ABC]0\d{3}-(?:C\d{4}|\d{3})")
"""What no laboratory writes by itself: a piece of a grain of Ryugu, or its mount."""


def lunar(text: str, context: Context) -> Name | None:
    """`10017,25`, `10017.25`, `Apollo 11 soil 10084`; without a comma the record tells the Moon."""
    match = LUNAR.fullmatch(text)
    if not match:
        return None
    comma = match["joint"] and match["joint"].strip() not in {".", "/", "-"}
    if not (comma or match["said"] or context.moon):
        return None
    return _split("lunar", match["rock"], match["split"], ",", text)


def osiris_rex(text: str, context: Context) -> Name | None:
    match = OREX.fullmatch(BETWEEN.sub("-", text.upper().strip()))
    if not match:
        return None
    root = f"OREX-{match['parent']}-0"
    split = match["split"]
    if split in (None, "0"):
        return Name("osiris-rex", root, text)
    return Name("osiris-rex", f"OREX-{match['parent']}-{split}", text, root, split)


def ryugu(text: str, context: Context) -> Name | None:
    """A chamber's letter and four digits: where the record says so, or in the form of a piece."""
    match = RYUGU.fullmatch(re.sub(r"^(?:Ryugu|Hayabusa ?2)[ :,]*", "", text, flags=re.IGNORECASE))
    told = context.ryugu or (match and (match.string != text or PIECE.fullmatch(match.string)))
    if not match or not told:
        return None
    return _split("ryugu", match["grain"], match["split"], "-", text)


def itokawa(text: str, context: Context) -> Name | None:
    match = ITOKAWA.fullmatch(LOOSE.sub(r"\1-\2", BETWEEN.sub("-", text.upper().strip())))
    return _split("itokawa", match["grain"], match["split"], "-", text) if match else None


def change(text: str, context: Context) -> Name | None:
    match = CHANGE.fullmatch(APART.sub(r"\1\2", text))
    if not match:
        return None
    split = match["split"] and match["split"].upper()
    return _split("chang-e", match["parent"].upper(), split, "-", text)


def _split(kind: str, root: str, split: str | None, joint: str, text: str) -> Name:
    if split is None:
        return Name(kind, root, text)
    return Name(kind, f"{root}{joint}{split}", text, root, split)


RULES: tuple[Callable[[str, Context], Name | None], ...] = (
    osiris_rex,
    itokawa,
    change,
    ryugu,
    lunar,
)
