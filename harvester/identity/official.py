"""Official names and what else a meteorite, or any named sample, is called.

A name is looked for as it stands, by its synonyms, without its brackets, by its sound, and at last
one letter off. Whatever could mean two is ambiguous; digits are never corrected.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

from harvester.identity.names import numbered
from harvester.identity.names.areas import Area, by_name
from harvester.identity.names.spelling import letters, proper, sound, words
from harvester.identity.nearby import Nearby

How = Literal["exact", "spelling", "synonym", "part", "sound", "corrected", "ambiguous", "unknown"]
NUMBER = re.compile(r"(?P<place>.+?)[ -](?P<number>[AB]?\d+)")
BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]?\s*")
TELLS_APART = re.compile(r"[a-z]|(?:no\.? ?)?\d+", re.IGNORECASE)
"""In brackets, what makes it another meteorite: `Bluff (b)`, `Roy (1934)`."""
KINDS = {"iron", "stone", "pallasite", "mesosiderite", "octahedrite", "hexahedrite"}
ARTICLES = "L'|Las?|Les?|Los|El|The|Al"
ARTICLE = re.compile(rf"(?P<name>[^,]+), ?(?P<article>{ARTICLES})", re.IGNORECASE)
LONG_ENOUGH = 6
"""Letters of a name in which one wrong letter is corrected."""


class Resolved(NamedTuple):
    """What a name means: one official name; several, if ambiguous; none, if unknown."""

    how: How
    names: tuple[str, ...] = ()

    @property
    def name(self) -> str | None:
        return self.names[0] if len(self.names) == 1 else None


class Register:
    """Official names with their synonyms; those of the field are known without being told."""

    def __init__(self, names: Iterable[str], synonyms: Iterable[tuple[str, str]] = ()) -> None:
        self._exact: dict[str, tuple[str, ...]] = {}
        self._synonyms: dict[str, tuple[str, ...]] = {}
        self._bases: dict[str, tuple[str, ...]] = {}
        self._sounds: dict[str, tuple[str, ...]] = {}
        self._areas: dict[str, Area] = {}
        self._near = Nearby()
        self._near_areas = Nearby(letters(name) for name in by_name() if len(name) >= LONG_ENOUGH)
        for name in names:
            self._add(name)
        for name, synonym in (*of_the_field(), *synonyms):
            for official in self._exact.get(letters(name), ()):
                _append(self._synonyms, letters(synonym), official)
                _append(self._sounds, sound(synonym), official)

    def __contains__(self, name: str) -> bool:
        return letters(name) in self._exact

    @property
    def ambiguous(self) -> dict[str, tuple[str, ...]]:
        """Spellings, in letters, that mean several names."""
        meant = {**self._bases, **self._synonyms, **self._exact}
        return {key: names for key, names in meant.items() if len(names) > 1}

    def resolve(self, text: str) -> Resolved:
        """The official name that a text means, and by which rule."""
        found = self._resolve(text)
        return found or Resolved("unknown")

    def _add(self, name: str) -> None:
        _append(self._exact, letters(name), name)
        match = NUMBER.fullmatch(name)
        if match:
            self._add_area(match["place"], match["number"])
            return
        _append(self._sounds, sound(name), name)
        self._near.add(letters(name))
        if (base := BRACKETS.sub("", name)) != name:
            _append(self._bases, letters(base), name)

    def _add_area(self, place: str, number: str) -> None:
        key = letters(place)
        if key not in by_name() and key not in self._areas:
            self._areas[key] = Area(place, (), "order" if len(number) == 3 else "season")
            if len(key) >= LONG_ENOUGH:
                self._near_areas.add(key)

    def _resolve(self, text: str) -> Resolved | None:
        return self._known(text) or self._numbered(text) or self._partly(text) or self._heard(text)

    def _known(self, text: str) -> Resolved | None:
        key = letters(text)
        if names := self._exact.get(key):
            exact = text in names
            return _one("exact" if exact else "spelling", (text,) if exact else names)
        if names := self._synonyms.get(key):
            return _one("synonym", names)
        return _one("part", self._bases[key]) if key in self._bases else None

    def _numbered(self, text: str) -> Resolved | None:
        for how, find in (("spelling", self._area), ("corrected", self._area_nearby)):
            read = numbered.read(text, find)
            if read and (names := self._exact.get(letters(read.root))):
                return _one(how, names)  # type: ignore[arg-type]
        return None

    def _area(self, place: str) -> Area | None:
        key = letters(place)
        return by_name().get(key) or self._areas.get(key)

    def _area_nearby(self, place: str) -> Area | None:
        near = self._near_areas.one_off(letters(place))
        areas = {area.name: area for each in near if (area := self._area(each))}
        return next(iter(areas.values())) if len(areas) == 1 else None

    def _partly(self, text: str) -> Resolved | None:
        """`Cape York (Savik)`, `Aigle, L'`, `Mincy = Newton County`, `Barbotan, Gers`."""
        for part in _parts(text):
            found = self._known(part) or self._numbered(part)
            if found and not (found.name and _of_another_kind(text, found.name)):
                return Resolved("part" if found.name else found.how, found.names)
        return None

    def _heard(self, text: str) -> Resolved | None:
        """By sound, or with one wrong letter: whatever could be meant counts."""
        if any(TELLS_APART.fullmatch(each) for each in BRACKETS.findall(text)):
            return None
        for part in (text, *_parts(text)):
            heard = set(self._sounds.get(sound(part), ()))
            key = letters(part)
            near = self._near.one_off(key) if len(key) >= LONG_ENOUGH else ()
            meant = heard.union(*[self._exact[each] for each in near])
            if meant:
                return _one("sound" if heard else "corrected", tuple(sorted(meant)))
        return None


def _parts(text: str) -> Iterator[str]:
    if (name := proper(text)) != words(text):
        yield name
    if match := ARTICLE.fullmatch(text):
        yield f"{match['article']} {match['name']}"
    base = BRACKETS.sub(" ", text).strip()
    if any(TELLS_APART.fullmatch(each) for each in BRACKETS.findall(text)):
        return
    if base != text:
        yield base
        yield from (each for each in BRACKETS.findall(text) if len(each) > 3)
    for sign in ("=", "/", ";", ","):
        if sign in base:
            yield base.split(sign)[0].strip()


def _of_another_kind(text: str, name: str) -> bool:
    """`Odessa (stone)` is not `Odessa (iron)`."""
    one, other = ({each.casefold() for each in BRACKETS.findall(of)} & KINDS for of in (text, name))
    return bool(one and other and one != other)


def _one(how: How, names: tuple[str, ...]) -> Resolved:
    return Resolved(how if len(names) == 1 else "ambiguous", names)


def _append(index: dict[str, tuple[str, ...]], key: str, name: str) -> None:
    if key and name not in index.get(key, ()):
        index[key] = (*index.get(key, ()), name)


@cache
def of_the_field() -> tuple[tuple[str, str], ...]:
    """Official name and synonym: old names, names in other languages, renamed meteorites."""
    text = files("harvester.identity").joinpath("tables/synonyms.tsv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t")
    return tuple((row["name"], other) for row in rows for other in row["synonyms"].split("|"))
