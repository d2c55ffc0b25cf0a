"""Licences by their SPDX address, and who may see the data.

Licence identifiers: https://spdx.org/licenses; access words: COAR access rights, info:eu-repo.
"""

import re
from typing import Literal, NotRequired, TypeAlias, TypedDict

from harvester.clean import text
from harvester.clean.cleaned import Cleaned, changed, refused, remembered

Access: TypeAlias = Literal["open", "embargoed", "restricted", "metadata-only"]


class LicenceValue(TypedDict):
    """`iri` where the words name a known licence."""

    verbatim: str
    iri: NotRequired[str]


class LicenceParts(TypedDict, total=False):
    """A rights field in pieces; `code` is an identifier of some list, such as SPDX's."""

    words: str
    address: str
    code: str


SPDX = "https://spdx.org/licenses/"

CC_IRI = re.compile(
    r"https?://(?:www\.)?creativecommons\.org/"
    r"(?:licenses/(by(?:-nc)?(?:-nd|-sa)?)(?:/([1-4]\.[0-9]))?|(?:publicdomain/)?(zero|mark))",
    re.IGNORECASE,
)
CC_WORDS = re.compile(
    r"\b(?:cc|creative commons)\b[\s:_-]*(?:\(?cc\)?[\s_-]*)?(0|zero|[a-z][a-z\s_–-]*)?,?\s*"
    r"(?:version\s*|v\.?\s*)?([1-4]\.[0-9])?",
    re.IGNORECASE,
)
CLAUSES = (
    ("NC", re.compile(r"\bnc\b|non[- ]?commercial", re.IGNORECASE)),
    ("ND", re.compile(r"\bnd\b|no[- ]?deriv", re.IGNORECASE)),
    ("SA", re.compile(r"\bsa\b|share[- ]?alike", re.IGNORECASE)),
)
BY = re.compile(r"\bby\b|attribution", re.IGNORECASE)

OTHERS = {
    "CC0-1.0": r"cc[- ]?0|cc[- ]?zero|creative commons zero",
    "CC-PDM-1.0": r"public domain mark",
    "Apache-2.0": r"apache(?: software)?(?: licen[sc]e)?,?[- ]*(?:version )?v?2|/license-2\.0",
    "MIT": r"^mit$|\bmit licen[sc]e|opensource\.org/licenses/mit",
    "BSD-3-Clause": r"bsd[- ]3|(?:new|modified) bsd",
    "BSD-2-Clause": r"bsd[- ]2|simplified bsd",
    "GPL-3.0-only": r"gpl[- ]?v?3|gnu general public licen[sc]e,?(?: version| v)? ?3",
    "GPL-2.0-only": r"gpl[- ]?v?2|gnu general public licen[sc]e,?(?: version| v)? ?2",
    "ODbL-1.0": r"odbl|open database licen[sc]e",
    "ODC-By-1.0": r"odc[- ]by|open data commons attribution",
    "PDDL-1.0": r"pddl|public domain dedication and licen[sc]e",
    "etalab-2.0": r"etalab|licence ouverte",
    "OGL-UK-3.0": r"open government licen[sc]e",
    "DL-DE-BY-2.0": r"dl-de(?:-|/)by-2|datenlizenz deutschland.*namensnennung",
}
OTHER = {spdx: re.compile(words, re.IGNORECASE) for spdx, words in OTHERS.items()}

ACCESS: dict[Access, re.Pattern[str]] = {
    "embargoed": re.compile(r"embargo", re.IGNORECASE),
    "metadata-only": re.compile(r"metadata[- ]?only|metadata only access|c_14cb", re.IGNORECASE),
    "restricted": re.compile(
        r"(?:restricted|closed|controlled)[- _]?(?:access)?$|/(?:restricted|closed)Access|c_16ec"
        r"|on[- ]site$|(?:upon|on) request",
        re.IGNORECASE,
    ),
    "open": re.compile(
        r"open[- _.]?access|/openAccess|c_abf2|free access|^open$|^download$"
        r"|unrestricted|other \(open\)",
        re.IGNORECASE,
    ),
}
LONGEST_STATEMENT = 2000
"""Characters in which a licence must be named."""
LONGEST_ACCESS = 60
"""Characters of a field that says nothing but who may see the data."""


@remembered(1024)
def clean(value: str) -> Cleaned[str]:
    """The SPDX address of the licence that these words or this address name."""
    said = text.line(value).value
    spdx = said and _spdx(said)
    if not spdx:
        return refused("this names no licence that we know", value)
    if spdx.startswith("CC-BY") and spdx[-3:] not in value:
        return Cleaned((SPDX + spdx,), (changed(f"no version is given: read as {spdx}", value),))
    return Cleaned((SPDX + spdx,))


@remembered(1024)
def access(value: str) -> Cleaned[Access]:
    """Who may see the data, where a field says so in so many words.

    Many formats have one field for this and for the licence: a licence is no mistake there.
    """
    said = text.line(value).value or ""
    if len(said) <= LONGEST_ACCESS:
        for word, pattern in ACCESS.items():
            if pattern.search(said):
                return Cleaned((word,))
    if _spdx(said):
        return Cleaned(())
    return refused("this does not say who may see the data", value)


def together(parts: LicenceParts) -> Cleaned[LicenceValue]:
    """A licence from its words, address and code; nothing where they say only who may see the data.

    Words that name no licence we know are kept as they are.
    """
    said = [part for part in (parts.get("address"), parts.get("code"), parts.get("words")) if part]
    words = parts.get("words") or said[0] if said else ""
    read = [cleaned for each in said if (cleaned := clean(each)).values]
    if read:
        known = LicenceValue(verbatim=words, iri=read[0].values[0])
        return Cleaned((known,), read[0].findings)
    if not words or (access(words).values and len(words.split()) < 5):
        return Cleaned(())
    unknown = changed("kept in its own words: this names no licence that we know", " ".join(said))
    return Cleaned((LicenceValue(verbatim=words),), (unknown,))


def _spdx(said: str) -> str | None:
    said = said[:LONGEST_STATEMENT]
    if match := CC_IRI.search(said):
        return _from_iri(match)
    if len(said) <= 120 or "licen" in said.lower():
        for spdx, pattern in OTHER.items():
            if pattern.search(said):
                return spdx
        if match := CC_WORDS.search(said):
            return _from_words(match)
    if said.startswith(SPDX):
        return said.removeprefix(SPDX).removesuffix(".html")
    return None


def _from_iri(match: re.Match[str]) -> str:
    if match[3]:
        return "CC0-1.0" if match[3].lower() == "zero" else "CC-PDM-1.0"
    return f"CC-{match[1].upper()}-{match[2] or '4.0'}"


def _from_words(match: re.Match[str]) -> str | None:
    """`CC BY-NC 4.0`, `Creative Commons Attribution-ShareAlike`; without a number: 4.0."""
    words = (match[1] or "").replace("_", " ")
    if not BY.search(words):
        return None
    clauses = [name for name, pattern in CLAUSES if pattern.search(words)]
    return "-".join(["CC-BY", *clauses, match[2] or "4.0"])
