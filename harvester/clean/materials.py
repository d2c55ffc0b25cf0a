"""Rocks, minerals, meteorite classes and other materials that a record names."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from harvester.clean.phrases import Joined, Passage, PhraseFinder
from harvester.model import Confidence, Term
from harvester.ontology import Scheme, scheme

ABSENT_AFTER = re.compile(r"[- ](?:free|absent|poor|undersaturated)\b")
LACKING = (
    "no ",
    "without ",
    "lack ",
    "lacks ",
    "lacking ",
    "absence of ",
    "ohne ",
    "sans ",
    "sin ",
)
ABSENT_BEFORE = re.compile(rf"\b(?:{'|'.join(LACKING)})$")


class Meaning(NamedTuple):
    """What a label means, if the record says one of `words`; no slug: not a material at all."""

    slug: str
    words: tuple[str, ...] = ()


class MaterialReader:
    """Finds materials by the labels of the material scheme."""

    def __init__(self, materials: Scheme | None = None) -> None:
        self.scheme = materials or scheme("material")
        self._finder = PhraseFinder(_meanings(self.scheme))
        self._wide = set(self.scheme.top)

    def read(self, passages: Sequence[Passage]) -> list[Term]:
        """Each material once, as first named; `stated` in a keyword, else `found`.

        What a narrower material implies is left out (`rock` beside `eclogite`), and so are the
        widest words (`rock`, `mineral`) in running text. A class such as `H5` counts only where
        the record speaks of meteorites.
        """
        found: dict[str, Term] = {}
        joined = Joined([passage.text for passage in passages])
        for start, end, meanings in self._finder.longest(joined.text):
            if _absent(joined.text, start, end):
                continue
            passage = passages[joined.place(start)[0]]
            stated = passage.role == "subject"
            for slug, words in meanings:
                if slug in found or not slug or (slug in self._wide and not stated):
                    continue
                if not words or _says(passages, words):
                    found[slug] = _term(slug, joined.text[start:end], passage.path, stated)
        implied = {above for slug in found for above in self.scheme.ancestors(slug)}
        return [term for slug, term in found.items() if slug not in implied]


def _absent(text: str, start: int, end: int) -> bool:
    """Whether the text says that what it names is not there."""
    if ABSENT_AFTER.match(text, end):
        return True
    if not text.endswith(LACKING, 0, start):
        return False
    return ABSENT_BEFORE.search(text, max(0, start - 12), start) is not None


def _meanings(materials: Scheme) -> Iterator[tuple[str, Meaning]]:
    for each in materials:
        others = each.properties.get("notLabel", ())
        yield from ((name, Meaning(each.slug)) for name in each.names() if name not in others)
        yield from ((phrase, Meaning("")) for phrase in others)
        for ambiguous in each.ambiguous:
            meaning = Meaning(each.slug, ambiguous.words)
            yield from ((label, meaning) for label in ambiguous.labels)


def _says(record: Sequence[Passage], words: Sequence[str]) -> bool:
    """Whether any of the words stands anywhere in the record, inside longer ones too."""
    texts = [passage.text.casefold() for passage in record]
    return any(word.casefold() in text for word in words for text in texts)


@lru_cache(4096)
def _term(slug: str, words: str, path: str, stated: bool) -> Term:
    """Remembered, as the records of one catalogue repeat each other's materials."""
    confidence: Confidence = "stated" if stated else "found"
    return Term(
        scheme="material",
        slug=slug,
        verbatim=words,
        path=path,
        rule="text/material",
        confidence=confidence,
    )
