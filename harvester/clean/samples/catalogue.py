"""Sample numbers that show by their form whose they are: meteorites, museums, missions, IGSN.

Meteorites: rules of the Meteorite Nomenclature Committee; lunar samples and splits (`10017,25`):
NASA's curation; OSIRIS-REx, Hayabusa and Chang'e: as their catalogues write them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from harvester.clean import identifiers


class Catalogued(NamedTuple):
    """A sample known by a number or name; `text[start:end]` says it.

    `value` is the normal form within `scheme`; `parent` is what it is a numbered part of.
    """

    scheme: str
    value: str
    name: str
    start: int
    end: int
    iri: str | None = None
    type: str | None = None
    parent: Catalogued | None = None

    @property
    def key(self) -> str:
        return f"{self.scheme}:{self.value}"


MUSEUMS = ("USNM", "NMNH", "AMNH", "MNHN", "FMNH", "NHMUK", "NHMW", "GLAHM")
MUSEUM = re.compile(
    rf"\b(?P<museum>{'|'.join(MUSEUMS)})[ .:-]?(?P<number>[A-Z]{{0,2}}\d{{1,6}})"
    r"(?:[,-](?P<split>\d{1,4})\b)?"
)
LONDON = re.compile(
    r"\bBM[ .]{0,2}(?P<number>(?:18|19|20)\d\d ?, ?[MP]?\d+|\d{4,6})(?: ?\(?(?P<split>P\d+)\)?)?\b"
)
ROCK = r"(?!\d\d000)(?:1[0-5]\d{3}|[67]\d{4})"
FIVE_DIGITS = re.compile(r"\d{5}")
LUNAR_SPLIT = re.compile(
    rf"(?<![\d.,/-])(?P<rock>{ROCK})(?:,| ?,? split )(?P<split>\d{{1,5}})\b(?!,\d)"
)
LUNAR_ROCK = re.compile(
    r"\b(?:Apollo 1[1-7]|lunar|rock|soil|regolith|basalt|breccia|anorthosite|troctolite|norite"
    r"|samples?|core|glass|dunite|fines)[ ,:(]{1,3}"
    r"(?:(?:rock|soil|sample|basalt|breccia|core)[ (]{1,2})?"
    rf"(?P<rock>{ROCK})(?![\d,.]*\d|-\d| ?[%°µ]| ?(?:nm|um|mm|cm|m|K|years|yr|Ma)\b)"
)
ONLY_ROCK = re.compile(rf"(?:Apollo )?(?P<rock>{ROCK})")
OREX = re.compile(r"\bOREX-(?P<parent>\d{6})(?:-(?P<split>\d{1,3}))?\b")
RYUGU = re.compile(r"\b(?P<grain>[ABC]\d{4})(?:-(?P<split>[A-Za-z0-9]{1,8}))?\b")
ITOKAWA = re.compile(r"\b(?P<grain>R[AB]-Q[A-Z]\d{2}-\d{4})(?:-(?P<split>\d{2}))?\b")
CHANGE = re.compile(r"\bCE[56][CZ]\d{4}[A-Z]{4}\d{3,5}[A-Z0-9-]*\b")
IGSN = re.compile(
    r"(?:https?://)?(?:www\.)?igsn\.org/\S+|\bigsn(?: (?:no\.?|numbers?|codes?))?[ :#]{0,3}\S+"
    r"|\b(?:https?://hdl\.handle\.net/|hdl:)?10\.?273/\S+"
    r"|(?:https?://(?:dx\.)?doi\.org/)?\b10\.(?:58052|60510|60516|58108|58095|58030)/\S+",
    re.IGNORECASE,
)
AFTER_WORDS = re.compile(r"^igsn (?:no\.?|numbers?|codes?)", re.IGNORECASE)


def igsns(text: str) -> Iterator[Catalogued]:
    """International Generic Sample Numbers in any of their forms."""
    for match in IGSN.finditer(text):
        words = match[0].rstrip(".,;:)]}'\"")
        read = identifiers.clean(AFTER_WORDS.sub("igsn", words)).value
        if read and read["scheme"] == "igsn":
            end = match.start() + len(words)
            value = read["value"]
            yield Catalogued("igsn", value, value, match.start(), end, read.get("iri"))


CUES = {
    "igsn": ("igsn", "IGSN", "Igsn", "10273/", "10.273/", *identifiers.IGSN_PREFIXES),
    "museum": (*MUSEUMS, "BM"),
    "mission": ("OREX-", "RA-Q", "RB-Q", "CE5", "CE6"),
}
"""Letters that stand in every number of a kind; without them it need not be sought."""


def museum_numbers(text: str) -> Iterator[Catalogued]:
    for match in MUSEUM.finditer(text):
        root = f"{match['museum']} {match['number']}"
        yield _numbered("museum", root, match, f"{root}-{match['split']}")
    for match in LONDON.finditer(text):
        root = "BM." + match["number"].replace(" ", "")
        yield _numbered("museum", root, match, f"{root},{match['split']}")


def lunar_numbers(text: str) -> Iterator[Catalogued]:
    """Only for records about the Moon: elsewhere five digits are anything."""
    if not FIVE_DIGITS.search(text):
        return
    if match := ONLY_ROCK.fullmatch(text.strip()):
        yield _numbered("lunar", match["rock"], match)
    for match in LUNAR_SPLIT.finditer(text):
        rock, split = match["rock"], match["split"]
        yield _numbered("lunar", rock, match, f"{rock},{split}")
    for match in LUNAR_ROCK.finditer(text):
        yield _numbered("lunar", match["rock"], match)


def mission_numbers(text: str) -> Iterator[Catalogued]:
    """Numbers of OSIRIS-REx, Hayabusa and Chang'e, which no other thing bears.

    Of OSIRIS-REx `-0` is the parent, `-100` and on are what was prepared from it.
    """
    for match in OREX.finditer(text):
        root = f"OREX-{match['parent']}-0" if match["split"] else match[0]
        yield _numbered("osiris-rex", root, match, match[0])
    for match in ITOKAWA.finditer(text):
        yield _numbered("itokawa", match["grain"], match, match[0], kind="particle")
    for match in CHANGE.finditer(text):
        yield _numbered("chang-e", match[0], match)


def ryugu(text: str) -> Iterator[Catalogued]:
    """Only for records about Ryugu."""
    for match in RYUGU.finditer(text):
        yield _numbered("ryugu", match["grain"], match, match[0], kind="particle")


def _numbered(
    scheme: str,
    root: str,
    match: re.Match[str],
    split: str | None = None,
    *,
    kind: str | None = None,
) -> Catalogued:
    """The thing, or the split of it, if the match found one."""
    start, end = match.span("rock" if "rock" in match.re.groupindex else 0)
    end = max(end, match.end())
    whole = Catalogued(scheme, root, root, start, end, type=kind)
    groups = match.re.groupindex
    if split is None or split == root or ("split" in groups and match["split"] is None):
        return whole
    return Catalogued(scheme, split, split, start, end, parent=whole)
