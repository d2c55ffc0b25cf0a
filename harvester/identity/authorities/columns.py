"""What the columns of an authority list are called where such lists are published.

NASA's table of meteorites, the curators' tables of lunar samples as MoonDB has them, the
Meteoritical Bulletin's database, museum lists.
"""

import re
from functools import lru_cache
from typing import NamedTuple

COLUMNS = {
    "name": (
        *("name", "official name", "meteorite name", "meteorite", "sample name", "specimen name"),
        *("sample num", "sample number", "sample no", "sample", "specimen", "specimen number"),
        *("generic", "generic number", "mineral name", "title", "label", "preflabel"),
    ),
    "id": (
        *("id", "identifier", "code", "igsn", "iri", "uri", "number", "sample id", "specimen id"),
        *("database id", "mb code"),
    ),
    "class": (
        *("class", "recclass", "recommended class", "classification", "meteorite class", "type"),
        *("taxonomy", "taxonimy", "material", "rock type", "lithology", "group"),
    ),
    "place": (
        *("place", "locality", "location", "landmark", "site", "find site", "mission"),
        *("region", "state", "country", "county", "province"),
    ),
    "synonyms": (
        *("synonyms", "synonym", "other names", "other name", "alternative names", "altlabel"),
        *("alternate names", "alternative name", "aliases", "alias", "also known as"),
        *("abbreviation", "abbreviations", "abbrev", "former name", "former names"),
    ),
    "mass": ("mass", "weight", "mass g", "weight g", "mass kg", "weight kg", "total mass g"),
    "lat": ("lat", "latitude", "reclat", "decimallatitude"),
    "lon": ("lon", "long", "lng", "longitude", "reclong", "decimallongitude"),
}
"""Ours, and the forms in use, the surest first; `_`, case and brackets do not count."""
SEVERAL = {"place", "synonyms"}
"""What may stand in more than one column: mission and landmark."""


class Columns(NamedTuple):
    """Under which headings each of our fields stands, and from which nothing is read."""

    of: dict[str, tuple[str, ...]]
    unread: tuple[str, ...]
    grams: float


@lru_cache(256)
def find(headings: tuple[str, ...]) -> Columns:
    """What each heading means; of several that mean one thing, the surest.

    Where nothing else is a name, the identifiers are.
    """
    plain = {_plain(each): each for each in reversed(headings) if each}
    of: dict[str, tuple[str, ...]] = {}
    for field, forms in COLUMNS.items():
        found = tuple(plain[form] for form in forms if form in plain)
        of[field] = found if field in SEVERAL else found[:1]
    of["name"] = of["name"] or of["id"]
    read = {heading for each in of.values() for heading in each}
    unread = tuple(each for each in headings if each and each not in read)
    grams = 1000.0 if any(_plain(each).endswith(" kg") for each in of["mass"]) else 1.0
    return Columns(of, unread, grams)


def _plain(heading: str) -> str:
    return " ".join(re.findall(r"\w+", heading.replace("_", " ").casefold()))
