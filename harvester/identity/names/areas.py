"""Where meteorites are numbered: names of the areas, their abbreviations, forms of the number.

The areas are those of the vocabulary `meteorite` with `tables/areas.tsv`; the abbreviations are the
Meteorite Nomenclature Committee's.
"""

import csv
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

from harvester.identity.names.spelling import letters
from harvester.ontology import scheme

Numbered = Literal["season", "order"]


class Area(NamedTuple):
    """`season`: the digits begin with the year of the field season and all count (`77005`);
    `order`: finds are counted, and zeros before the number say nothing (`094`, `94`).
    """

    name: str
    abbreviations: tuple[str, ...]
    numbered: Numbered
    synonyms: tuple[str, ...] = ()


@cache
def areas() -> tuple[Area, ...]:
    return (*_vocabulary(), *_table())


@cache
def by_name() -> dict[str, Area]:
    """Areas by all of their names and abbreviations, in letters."""
    named = {letters(short): area for area in areas() for short in area.abbreviations}
    for area in areas():
        named |= {letters(name): area for name in (area.name, *area.synonyms)}
    return named


def _vocabulary() -> Iterator[Area]:
    meteorites = scheme("meteorite")
    antarctic = meteorites.narrower("antarctic-field")
    for each in meteorites:
        if each.slug in antarctic or "dense-collection-area" in each.broader:
            season = each.slug in antarctic or each.slug == "sahara"
            yield Area(
                each.label(),
                tuple(each.hidden),
                "season" if season else "order",
                tuple(each.alternative),
            )


def _table() -> Iterator[Area]:
    text = files("harvester.identity").joinpath("tables/areas.tsv").read_text("utf-8")
    for row in csv.DictReader(text.splitlines(), delimiter="\t"):
        short = tuple(filter(None, [row["abbreviation"]]))
        yield Area(row["place"], short, "season" if row["numbered"] == "season" else "order")
