"""Concepts of our own schemes that a whole field names: a sample type, a file format.

Techniques, materials and samples in running text are read elsewhere (`techniques.py` …), where
one word decides what another means.
"""

import re
from functools import cache
from typing import TypedDict

from harvester.clean import text
from harvester.clean.cleaned import Cleaned, refused, remembered
from harvester.clean.phrases import PhraseFinder
from harvester.errors import ConfigError
from harvester.ontology import scheme as load

MEDIA_TYPE = re.compile(
    r"(?:https?://www\.iana\.org/assignments/media-types/)?"
    r"([a-z]+/[a-z0-9][a-z0-9.+-]*)\s*(?:[(;].*)?"
)
ADDRESS = re.compile(r"(?:https?://|etma:)\S+$")
CODE = re.compile(r".*\d|.{3,}")
"""A code that means a concept wherever it stands alone: `CM2`, `H5`, `Eucrite`, and not `CO`."""


class TermValue(TypedDict):
    scheme: str
    slug: str


@remembered(4096)
def clean(value: str, scheme: str) -> Cleaned[TermValue]:
    """The concept whose label, slug, code or file ending the field is, or holds.

    Of a path (`Analytical preparations > FIB lamella`) the last step that names one counts. An
    address is that of a concept or of a foreign term that means one, and nothing is read into it.
    """
    said = text.line(value).value or ""
    slug = _addressed(scheme, said) if ADDRESS.match(said) else _named(scheme, said)
    if slug is None:
        return refused(f"this names no {scheme} of the vocabulary", value)
    return Cleaned((TermValue(scheme=scheme, slug=slug),))


def _addressed(scheme: str, iri: str) -> str | None:
    known = load(scheme).matching(iri)
    return known.slug if known else _exact(scheme).get(_media_type(iri))


def _named(scheme: str, said: str) -> str | None:
    for step in reversed(re.split(r"\s*(?:>|::|\||»)\s*", said)):
        known = _exact(scheme)
        slug = known.get(_plain(step)) or known.get(_media_type(step)) or _within(scheme, step)
        if slug or (slug := _codes(scheme).get(step.strip())):
            return slug
    return None


@cache
def exists(scheme: str) -> bool:
    """Whether there is a scheme of that name."""
    try:
        return bool(load(scheme))
    except ConfigError:
        return False


def _plain(words: str) -> str:
    return words.casefold().strip(" .")


def _media_type(words: str) -> str:
    """`image/tiff` of `image/tiff (16 bit)`; '' where the words are something else."""
    match = MEDIA_TYPE.fullmatch(words.casefold())
    return match[1] if match else ""


@cache
def _exact(scheme: str) -> dict[str, str]:
    """Slug by file ending and media type, label, slug.

    An ending or media type of several formats means the one that is named like it: `image/tiff`
    is plain TIFF.
    """
    concepts = list(load(scheme))
    owners: dict[str, set[str]] = {}
    for concept in concepts:
        for kind in ("mediaType", "extension"):
            for name in concept.properties.get(kind, ()):
                owners.setdefault(_plain(name), set()).add(concept.slug)
    namesakes = {name: slugs & {name.rpartition("/")[2]} or slugs for name, slugs in owners.items()}
    names = {name: min(slugs) for name, slugs in namesakes.items() if len(slugs) == 1}
    names |= {_plain(name): c.slug for c in concepts for name in c.names()}
    return names | {concept.slug: concept.slug for concept in concepts}


@cache
def _codes(scheme: str) -> dict[str, str]:
    return {code: each.slug for each in load(scheme) for code in each.codes if CODE.fullmatch(code)}


@cache
def _finder(scheme: str) -> PhraseFinder[str]:
    return PhraseFinder(
        (name, concept.slug) for concept in load(scheme) for name in concept.names()
    )


def _within(scheme: str, words: str) -> str | None:
    """The last of the longest labels that stand in a short text."""
    hits = _finder(scheme).find(words) if len(words) < 200 else []
    return max(hits, key=lambda hit: (hit.end - hit.start, hit.start)).value if hits else None
