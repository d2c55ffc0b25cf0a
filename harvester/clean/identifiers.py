"""Identifiers in their normal form: one thing, one spelling.

Rules and examples: DOI handbook, DataCite and IGSN guidance, ORCID and ROR documentation; the
IGSN prefixes are those of the allocating agents that DataCite lists (the list is open).
"""

import re
from collections.abc import Callable
from typing import NotRequired, TypedDict
from urllib.parse import unquote

from harvester.clean import links
from harvester.clean.cleaned import Cleaned, refused, remembered
from harvester.clean.text import NO_VALUE


class IdentifierValue(TypedDict):
    """`value` is the normal form within `scheme`; `iri` is there where the scheme gives one."""

    scheme: str
    value: str
    iri: NotRequired[str]


LONGEST = 500

DOI_BODY = r"10\.[0-9]{4,9}(?:\.[0-9]+)*/[^\s\"<>]+"
DOI = re.compile(
    rf"(?:https?://(?:(?:dx|www)\.)?doi\.org/|https?://[^/\s]+/doi/|doi\s*:\s*|info:doi/)*({DOI_BODY})",
    re.IGNORECASE,
)
CODE = r"(?=[A-Z0-9._-]*[0-9])[A-Z0-9][A-Z0-9._-]{2,}"
TAGGED_IGSN = re.compile(
    r"(?:https?://)?(?:www\.)?igsn\.org/(?:10\.?273/)?(?P<site>[^\s/]+)"
    r"|(?:https?://hdl\.handle\.net/|hdl:|igsn\s*:?\s*)?10\.?273/(?P<handle>[^\s/]+)"
    r"|(?:urn:)?igsn\s*[:#]?\s*(?P<tag>\S+)",
    re.IGNORECASE,
)
IGSN_CODE = re.compile(CODE, re.IGNORECASE)
IGSN_PREFIXES = ("10.58052/", "10.60510/", "10.60516/", "10.58108/", "10.58095/", "10.58030/")
IGSN_SIGN = re.compile(rf"igsn|10\.?273/|{'|'.join(IGSN_PREFIXES)}|[^!-$&-~\s]", re.IGNORECASE)
"""Without one of these there is no sample number; escaped or hidden, all may stand there."""
HANDLE = re.compile(r"(?:https?://hdl\.handle\.net/|hdl:\s*)([0-9]+(?:\.[A-Z0-9]+)*/\S+)", re.I)
BARE_HANDLE = re.compile(r"[0-9]+(?:\.[A-Z0-9]+)*/\S+", re.IGNORECASE)
ARK = re.compile(
    r"(?:https?://[^/\s]+/)?ark:/?([0-9bcdfghjkmnpqrstvwxz]{5,9})/(\S+)", re.IGNORECASE
)
ROR = re.compile(r"(?:https?://)?(?:www\.)?ror\.org/(0[a-hj-km-np-tv-z0-9]{6}[0-9]{2})/?", re.I)
BARE_ROR = re.compile(r"0[a-hj-km-np-tv-z0-9]{6}[0-9]{2}", re.IGNORECASE)
ORCID = re.compile(
    r"(?:https?://(?:www\.)?orcid\.org/|orcid(?:\.org/)?\s*:?\s*)"
    r"([0-9]{4}-?[0-9]{4}-?[0-9]{4}-?[0-9]{3}[0-9X])/?",
    re.IGNORECASE,
)
SIXTEEN = re.compile(r"[0-9]{4}[- ]?[0-9]{4}[- ]?[0-9]{4}[- ]?[0-9]{3}[0-9X]", re.IGNORECASE)
ISNI = re.compile(
    r"https?://(?:www\.)?isni\.org/(?:isni/)?((?:[0-9]{4}(?:-|%20| )?){3}[0-9]{3}[0-9X])/?", re.I
)
GND = re.compile(r"https?://(?:www\.)?d-nb\.info/gnd/([0-9X-]{3,12})/?", re.IGNORECASE)
ARXIV = re.compile(
    r"(?:https?://(?:www\.)?arxiv\.org/(?:abs|pdf)/|arxiv\s*:\s*)([\w.-]+(?:/[0-9]{7})?(?:v[0-9]+)?)",
    re.IGNORECASE,
)
URN = re.compile(r"((?:urn|oai|swh):\S+)", re.IGNORECASE)
NAMED = re.compile(r"(?:(pmid|pmcid|bibcode|rrid|uuid)\s*:\s*)+(\S+)", re.IGNORECASE)
ALTERNATIVE = re.compile(r"info:eu-repo/semantics/altIdentifier/(\w+)/(\S+)", re.IGNORECASE)
"""OpenAIRE's way to say of which scheme an identifier is."""
HIDDEN = re.compile("[\u200b\ufeff\u00ad]")
SCRIPT = re.compile(r"(?:javascript|vbscript|data)\s*:", re.IGNORECASE)
IN_TEXT = re.compile(
    rf"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?\b{DOI_BODY}|\bigsn:?\s*[A-Z0-9./_-]+"
    r"|\bhttps?://[^\s\"<>]+|\bark:/?[0-9]{5}/[^\s\"<>]+",
    re.IGNORECASE,
)
SCHEMES = {
    "crossreffunder": "crossref-funder",
    "crossreffunderid": "crossref-funder",
    "eissn": "issn",
    "lissn": "issn",
    "hdl": "handle",
    "legacyigsn": "igsn",
    "other": "local",
    "purl": "url",
    "uri": "url",
    "w3id": "url",
}
"""What sources call a scheme, where it is not our name."""


def clean(value: str, hint: str = "") -> Cleaned[IdentifierValue]:
    """One identifier.

    Args:
        value: As written, with or without its scheme.
        hint: What its source says it is (`IGSN`, `Legacy IGSN`, `ORCID`, `local accession number`);
            a value that shows nothing by itself is then kept under that name.
    """
    return _clean(value, hint)


def found(value: str) -> Cleaned[IdentifierValue]:
    """Every identifier that stands in running text, such as a citation."""
    whole = clean(value)
    if whole.values:
        return whole
    read = [clean(part.rstrip(".,;:)]}'")) for part in IN_TEXT.findall(value[:10_000])]
    unique = {(i["scheme"], i["value"]): i for cleaned in read for i in cleaned.values}
    if not unique:
        return refused("no identifier of a known scheme stands here", value)
    return Cleaned(tuple(unique.values()))


@remembered(1024)
def _clean(value: str, hint: str) -> Cleaned[IdentifierValue]:
    text = HIDDEN.sub("", value).strip()
    if text.startswith("<") and text.endswith(">"):
        text = text[1:-1].strip()
    if not text or (len(text) < 16 and NO_VALUE.fullmatch(text)):
        return refused(f"“{text}” is no identifier", value, "unknown-value")
    if SCRIPT.match(text):
        return refused("this would be run, not looked up", value)
    if len(text) > LONGEST:
        return refused(f"an identifier of {len(text)} characters is none", value)
    scheme = _slug(hint)
    read = _by_itself(text, scheme == "igsn") or _by_hint(text, scheme)
    return read or refused("this is no identifier of a known scheme", value)


@remembered(256)
def _slug(hint: str) -> str:
    """Of an address, as code lists have them, what stands last in it."""
    hint = re.split(r"[/#]", hint.rstrip("/"))[-1] if hint.startswith("http") else hint
    plain = re.sub(r"[^a-z0-9]", "", hint.lower())
    return SCHEMES.get(plain) or re.sub(r"[^a-z0-9]+", "-", hint.lower()).strip("-")


@remembered(512)  # several fields of one record read it, with different hints
def _by_itself(text: str, of_sample: bool) -> Cleaned[IdentifierValue] | None:
    """What can be told from its form alone, and from whether it is said to be a sample's."""
    if match := ALTERNATIVE.fullmatch(text):
        return _clean(match[2], match[1])
    if match := TAGGED_IGSN.fullmatch(text):
        return _igsn(match["site"] or match["handle"] or match["tag"])
    if match := DOI.fullmatch(_decoded(text)):
        return _doi(match[1], of_sample)
    for pattern, read in _FORMS:
        if match := pattern.fullmatch(text):
            return read(match)
    if re.match(r"https?:", text, re.IGNORECASE):
        return _url(text)
    return None


def _decoded(text: str) -> str:
    """Percent signs of a DOI's address (not of a bare DOI) undone once."""
    if "%" in text and re.match(r"https?://|10\.[0-9.]+%2f", text, re.IGNORECASE):
        return unquote(text)
    return text


def _doi(body: str, of_sample: bool = False) -> Cleaned[IdentifierValue]:
    doi = _trimmed(body).lower()
    if of_sample or doi.startswith(IGSN_PREFIXES):
        prefix, _, suffix = doi.partition("/")
        return _one("igsn", f"{prefix}/{suffix.upper()}", links.https("doi.org", doi))
    return _one("doi", doi, links.https("doi.org", doi))


def _trimmed(body: str) -> str:
    body = body.rstrip(".,;:'")
    while body.endswith((")", "]", "}")) and body.count(body[-1]) > body.count(_OPEN[body[-1]]):
        body = body[:-1].rstrip(".,;:'")
    return body


_OPEN = {")": "(", "]": "[", "}": "{"}


def _igsn(code: str) -> Cleaned[IdentifierValue]:
    """A sample number of before 2023 is a handle; its code alone is not unique among agents."""
    if match := DOI.fullmatch(code):
        return _doi(match[1], of_sample=True)
    code = code.rstrip(".,;:)")
    if not IGSN_CODE.fullmatch(code):
        return refused("this is no sample number (IGSN)", code)
    return _one("igsn", code.upper(), links.https("hdl.handle.net", f"10273/{code.upper()}"))


def _handle(body: str) -> Cleaned[IdentifierValue]:
    if body.startswith("20.500.11812/"):
        return refused("this handle was made for a test", body)
    if match := DOI.fullmatch(body):
        return _doi(match[1])
    body = _trimmed(body)
    return _one("handle", body, links.https("hdl.handle.net", body))


def _ark(match: re.Match[str]) -> Cleaned[IdentifierValue]:
    ark = f"ark:{match[1].lower()}/{_trimmed(match[2])}"
    return _one("ark", ark, links.https("n2t.net", ark))


def _orcid(digits: str) -> Cleaned[IdentifierValue]:
    plain = re.sub("[^0-9X]", "", digits.upper())
    orcid = "-".join(plain[i : i + 4] for i in range(0, 16, 4))
    if not check_digit_holds(plain):
        return refused("the check digit of this ORCID iD is wrong", digits)
    return _one("orcid", orcid, f"https://orcid.org/{orcid}")


def check_digit_holds(digits: str) -> bool:
    """ISO 7064 mod 11-2, of ORCID and ISNI."""
    total = 0
    for digit in digits[:15]:
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11] == digits[15]


def _isni(digits: str) -> Cleaned[IdentifierValue]:
    plain = re.sub("[^0-9X]", "", digits.upper())
    if not check_digit_holds(plain):
        return refused("the check digit of this ISNI is wrong", digits)
    return _one("isni", plain, f"https://isni.org/isni/{plain}")


def _ror(code: str) -> Cleaned[IdentifierValue]:
    return _one("ror", code.lower(), f"https://ror.org/{code.lower()}")


def _url(text: str) -> Cleaned[IdentifierValue]:
    safe = links.safe(text)
    return _one("url", safe, safe) if safe else refused("this is no safe address", text)


def _one(scheme: str, value: str, iri: str) -> Cleaned[IdentifierValue]:
    return Cleaned((IdentifierValue(scheme=scheme, value=value, iri=iri),))


def _plain(scheme: str, value: str) -> Cleaned[IdentifierValue]:
    return Cleaned((IdentifierValue(scheme=scheme, value=value),))


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Cleaned[IdentifierValue]]], ...] = (
    (ORCID, lambda match: _orcid(match[1])),
    (ROR, lambda match: _ror(match[1])),
    (ISNI, lambda match: _isni(match[1].replace("%20", ""))),
    (GND, lambda match: _one("gnd", match[1], f"https://d-nb.info/gnd/{match[1]}")),
    (ARK, _ark),
    (HANDLE, lambda match: _handle(match[1])),
    (ARXIV, lambda match: _one("arxiv", match[1], links.https("arxiv.org", f"abs/{match[1]}"))),
    (URN, lambda match: _plain(match[1].partition(":")[0].lower(), match[1])),
    (NAMED, lambda match: _plain(match[1].lower(), match[2])),
)


def _by_hint(text: str, scheme: str) -> Cleaned[IdentifierValue] | None:
    """What only the source's word for it tells."""
    if scheme == "igsn":
        return _igsn(text)
    if scheme in ("orcid", "isni") and (match := SIXTEEN.fullmatch(text)):
        return _orcid(match[0]) if scheme == "orcid" else _isni(match[0])
    if scheme == "ror" and (match := BARE_ROR.fullmatch(text)):
        return _ror(match[0])
    if scheme == "handle" and BARE_HANDLE.fullmatch(text):
        return _handle(text)
    if scheme == "crossref-funder" and text.isdigit():
        return _doi(f"10.13039/{text}")
    if scheme in ("doi", "orcid", "ror", "ark", "handle", "url"):
        return refused(f"this is no {scheme.upper()}", text)
    return _plain(scheme, " ".join(text.split())) if scheme else None
