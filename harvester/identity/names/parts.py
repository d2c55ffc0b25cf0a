"""Words that say what of a sample a name means: `thin section of RUM-12a`, `Allende, slice 2`."""

import re
from functools import cache
from typing import NamedTuple

from harvester.clean.folding import fold
from harvester.identity.names.spelling import words
from harvester.ontology import scheme

GENERIC = {
    "sample": None,
    "specimen": None,
    "probe": None,
    "split": "split",
    "subsample": "split",
    "sub-sample": "split",
    "aliquot": "split",
    "piece": "fragment",
    "fragment": "fragment",
    "chip": "fragment",
    "slice": "slice",
    "slab": "slice",
    "scheibe": "slice",
    "end cut": "slice",
    "endcut": "slice",
    "section": "thin-section",
    "ts": "thin-section",
    "pts": "thin-section",
    "thin sect.": "thin-section",
    "polished section": "polished-section",
    "lift-out": "fib-lamella",
    "liftout": "fib-lamella",
    "fib section": "fib-lamella",
    "fib foil": "fib-lamella",
    "lamella": "fib-lamella",
    "foil": "fib-lamella",
    "needle": "atom-probe-tip",
    "tip": "atom-probe-tip",
    "apt tip": "atom-probe-tip",
    "powder": "powder",
    "grain": "grain",
    "particle": "grain",
    "half": "fragment",
    "d\u00fcnnschliff": "thin-section",
    "schliff": "thin-section",
    "anschliff": "polished-section",
    "lame mince": "thin-section",
    "l\u00e1mina delgada": "thin-section",
    "sezione sottile": "thin-section",
    "\u0448\u043b\u0438\u0444": "thin-section",
    "bruchst\u00fcck": "fragment",
    "st\u00fcck": "fragment",
    "fragmento": "fragment",
    "platte": "slice",
    "tranche": "slice",
    "lamelle": "fib-lamella",
    "clast": "clast",
    "plug": "plug",
    "block": "block",
}
"""Words for parts that the vocabulary of sample types does not hold, or not alone."""

SAYS_NOTHING = {"sample", "specimen", "unknown", "meteorite", "rock", "unnamed", "none"}
WHOLE = {"specimen", "hand-specimen", "meteorite", "mineral-specimen", "regolith-sample"}
WHOLE |= {"composite-sample", "dredge", "reference-material"}
"""Types that are no part of another sample."""

NUMBER = r"(?:(?:no|nr|number|#)\.? ?)?(?P<number>[A-Za-z]{0,3}[-_]?\d{1,4}[a-z]?|[A-Za-z])"


class Parted(NamedTuple):
    """A name without what it says of a part.

    `kind` is a slug of the sample types or of `GENERIC`; `number` says which part; `of` whether the
    text itself says that it is taken from something (`of`, `from`).
    """

    rest: str
    kind: str | None = None
    number: str | None = None
    of: bool = False


def read(text: str) -> Parted:
    """`Allende, slice 2` is Allende, slice, 2; without a word for a part the name comes back.

    A word for a part alone names nothing.
    """
    if alone := _kinds().get(" ".join(fold(text).text.split())):
        return Parted("", alone)
    for pattern, of in _patterns():
        match = pattern.fullmatch(text)
        if match and any(map(str.isalnum, match["rest"])):
            number = match["number"] and match["number"].upper().lstrip("-_")
            kind = _kinds()[" ".join(fold(match["kind"]).text.split())]
            if kind is None and number:
                continue  # `sample A-1`: the number is its name, not a part's
            return Parted(match["rest"].strip(" ,;:("), kind, number, of)
    return Parted(text)


@cache
def _kinds() -> dict[str, str | None]:
    known: dict[str, str | None] = {
        " ".join(fold(name).text.split()): each.slug
        for each in scheme("sample-type")
        if each.slug not in WHOLE
        for name in each.names()
    }
    return known | {" ".join(fold(word).text.split()): kind for word, kind in GENERIC.items()}


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], bool], ...]:
    kinds = sorted({*_kinds(), *GENERIC}, key=len, reverse=True)
    one = "|".join(re.escape(kind).replace(r"\ ", "[ -]") for kind in kinds)
    kind = rf"(?:(?:polished|doubly polished|petrographic|cut|small) )?(?P<kind>{one})(?:e?s)?"
    of = "(?:of|from|vom|von|aus|de|du|di|des|del|della)"
    of += "(?: (?:the|sample|specimen|meteorite|rock))?"
    forms = (
        (rf"{kind}(?: {NUMBER})?,? (?:{of} |d['\u2019])(?P<rest>.+)", True),
        (rf"{kind} {NUMBER} ?\((?P<rest>[^()]+)\)", False),
        (rf"(?P<rest>.+?)(?: ?[,;:(-] ?| ){kind}(?: {NUMBER})?\)?", False),
        (rf"{kind}[ :,]+(?P<rest>(?=.*\d)\S.*)(?P<number>)", False),
    )
    return tuple((re.compile(form, re.IGNORECASE), said) for form, said in forms)


def kind(type: str) -> str | None:
    """The kind of part that the name of a type means: `Thin Section`."""
    return _kinds().get(" ".join(fold(type).text.split())) if type else None


@cache
def terms(vocabulary: str) -> frozenset[str]:
    """All names of a vocabulary in words, and their plurals."""
    plain = {words(name) for each in scheme(vocabulary) for name in each.names()}
    return frozenset(plain | {f"{name}s" for name in plain})


def is_name(value: str) -> bool:
    """Whether words are a name at all, and not a rock, a mineral or a kind of sample."""
    return len(value) > 2 and value not in _no_names()


@cache
def _no_names() -> frozenset[str]:
    return terms("material") | terms("sample-type") | SAYS_NOTHING
