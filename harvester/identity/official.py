"""Official names and what else a meteorite, or any named sample, is called.

A name is looked for as it stands, by its synonyms and without its brackets; else by its sound and
one letter off together; at last by parts of what was written. Whatever could mean two is ambiguous;
digits are never corrected.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

from harvester.identity.names import Context, numbered, parts
from harvester.identity.names.areas import Area, by_name
from harvester.identity.names.reading import mission
from harvester.identity.names.spelling import letters, proper, sound, words
from harvester.identity.nearby import Nearby

How = Literal["exact", "spelling", "synonym", "part", "sound", "corrected", "ambiguous", "unknown"]
NUMBER = re.compile(r"(?P<place>.+?)(?<!no\.)[ -](?P<number>[AB]?\d+)")
BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]?\s*")
TELLS_APART = re.compile(r"[a-z]|(?:no\.? ?)?\d+", re.IGNORECASE)
"""In brackets, what makes it another meteorite: `Bluff (b)`, `Roy (1934)`."""
KINDS = {"iron", "stone", "pallasite", "mesosiderite", "octahedrite", "hexahedrite"}
ARTICLES = "L'|Las?|Les?|Los|El|The|Al"
ARTICLE = re.compile(rf"(?P<name>[^,]+), ?(?P<article>{ARTICLES})", re.IGNORECASE)
BARE = re.compile(r"[a-z]?[ -]?\d+", re.IGNORECASE)
"""A number that many lists may have, each for another thing."""
MANY = 200
"""Names that one spelling is told to mean; of a synonym `unknown` there may be more."""
LONG_ENOUGH = 6
"""Letters that an official name has in which one wrong letter is corrected."""


class About(NamedTuple):
    """What a list says of a name that may be another's too."""

    material: str = ""
    place: str = ""


class Resolved(NamedTuple):
    """What a name means: one official name; several, if ambiguous; none, if unknown."""

    how: How
    names: tuple[str, ...] = ()

    @property
    def name(self) -> str | None:
        return self.names[0] if len(self.names) == 1 else None


class Register:
    """Official names with their synonyms; those of the field are known without being told."""

    def __init__(
        self,
        names: Iterable[str],
        synonyms: Iterable[tuple[str, str]] = (),
        about: Mapping[str, About] | None = None,
    ) -> None:
        self._about = {letters(name): said for name, said in (about or {}).items()}
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
                self._add_near(synonym)

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

    def place(self, text: str) -> str:
        """Where a bare number is from, as the list says that has it."""
        return self._of(text).place if BARE.fullmatch(text) else ""

    def namesake(self, names: Iterable[str], said: str) -> str | None:
        """Which of the names in one spelling is meant, by class or place: `Colby`, of Kansas."""
        spelt = {letters(BRACKETS.sub("", name)): name for name in names}
        fit = [name for name in names if _named(said, self._marks(name))]
        return fit[0] if len(fit) == len(spelt) == 1 else None

    def _marks(self, name: str) -> list[str]:
        inside = [each for each in BRACKETS.findall(name) if not TELLS_APART.fullmatch(each)]
        return [*inside, self._of(name).material, *self._of(name).place.split(",")]

    def _of(self, name: str) -> About:
        return self._about.get(letters(name), About())

    def bears(self, text: str, said: str = "") -> bool:
        """Whether the whole text is an official name or a synonym, however it is spelt.

        A bare number is one only where nothing else is said, or what fits its place.
        """
        if BARE.fullmatch(text) and said.strip() and not _fits(said, self.place(text)):
            return False
        found = self._known(text) or self._numbered(text)
        return found is not None and found.how in {"exact", "spelling", "synonym"}

    def _add(self, name: str) -> None:
        _append(self._exact, letters(name), name)
        match = NUMBER.fullmatch(name)
        if match:
            self._add_area(match["place"], match["number"])
            return
        _append(self._sounds, sound(name), name)
        self._add_near(name)
        if (base := BRACKETS.sub("", name)) != name:
            _append(self._bases, letters(base), name)
            self._add_near(base)

    def _add_near(self, name: str) -> None:
        key = letters(name)
        if sum(map(str.isalpha, key)) >= LONG_ENOUGH:
            self._near.add(key)

    def _add_area(self, place: str, number: str) -> None:
        key = letters(place)
        if key not in by_name() and key not in self._areas:
            self._areas[key] = Area(place, (), "order" if len(number) == 3 else "season")
            if len(key) >= LONG_ENOUGH:
                self._near_areas.add(key)

    def _resolve(self, text: str) -> Resolved | None:
        found = self._known(text) or self._numbered(text)
        found = found or self._heard(text) or self._partly(text)
        if found or _apart(text):
            return found
        return next(filter(None, map(self._heard, _parts(text))), None)

    def _known(self, text: str) -> Resolved | None:
        key = letters(text)
        if names := self._exact.get(key):
            exact = text in names
            return _one("exact" if exact else "spelling", (text,) if exact else names)
        if names := self._synonyms.get(key):
            return _one("synonym", names)
        return _one("part", self._bases[key]) if key in self._bases else None

    def _numbered(self, text: str) -> Resolved | None:
        read = numbered.read(text, self._area) or mission(text, Context())
        if read and (names := self._exact.get(letters(read.root))):
            return _one("spelling", names)
        return None

    def _area(self, place: str) -> Area | None:
        key = letters(place)
        return by_name().get(key) or self._areas.get(key)

    def _number_nearby(self, text: str) -> set[str]:
        """Names of this number in areas that are one letter off what was written."""
        near: dict[str, list[Area]] = {}

        def nearby(place: str) -> None:
            keys = self._near_areas.one_off(letters(place))
            near[place] = [area for key in keys if (area := self._area(key))]

        numbered.read(text, nearby)
        found: set[str] = set()
        for place, areas in near.items():
            for area in areas:
                read = numbered.read(text, {place: area}.get)
                found.update(self._exact.get(letters(read.root), ()) if read else ())
        return found

    def _partly(self, text: str) -> Resolved | None:
        """`Cape York (Savik)`, `Aigle, L'`, `Mincy = Newton County`, `Barbotan, Gers`."""
        for part in _parts(text):
            found = self._known(part) or self._numbered(part)
            if found and not (found.name and _of_another_kind(text, found.name)):
                return Resolved("part" if found.name else found.how, found.names)
        return None

    def _heard(self, text: str) -> Resolved | None:
        """By sound, or with one wrong letter: whatever could be meant counts."""
        if not parts.is_name(words(text)):
            return None  # granit is no misspelt Grant
        apart = _apart(text)
        heard = {name for name in self._sounds.get(sound(text), ()) if _apart(name) == apart}
        near = self._number_nearby(text)
        for key in self._near.one_off(letters(text)):
            if key in self._exact:
                near.update(name for name in self._exact[key] if _apart(name) == apart)
            elif not apart:
                near.update(self._synonyms.get(key) or self._bases[key])
        meant = tuple(sorted(heard | near))
        return _one("sound" if heard else "corrected", meant) if meant else None


def _fits(said: str, place: str) -> bool:
    return _named(said, place.split(",")) or (Context(said).moon and Context(place).moon)


def _named(said: str, marks: Iterable[str]) -> bool:
    spoken = f" {words(said)} "
    return any(f" {words(mark)} " in spoken for mark in marks if mark.strip())


def _parts(text: str) -> Iterator[str]:
    if (name := proper(text)) != words(text):
        yield name
    if match := ARTICLE.fullmatch(text):
        yield f"{match['article']} {match['name']}"
    if _apart(text):
        return
    base = BRACKETS.sub(" ", text).strip()
    if base != text:
        yield base
        yield from (each for each in BRACKETS.findall(text) if len(each) > 3)
    for sign in ("=", "/", ";", ","):
        if sign in base:
            yield base.split(sign)[0].strip()


def _apart(text: str) -> list[str]:
    """What tells namesakes apart: `b` of `Bluff (b)`."""
    return [each.casefold() for each in BRACKETS.findall(text) if TELLS_APART.fullmatch(each)]


def _of_another_kind(text: str, name: str) -> bool:
    """`Odessa (stone)` is not `Odessa (iron)`."""
    one, other = ({each.casefold() for each in BRACKETS.findall(of)} & KINDS for of in (text, name))
    return bool(one and other and one != other)


def _one(how: How, names: tuple[str, ...]) -> Resolved:
    return Resolved(how if len(names) == 1 else "ambiguous", names)


def _append(index: dict[str, tuple[str, ...]], key: str, name: str) -> None:
    names = index.get(key, ())
    if key and name not in names and len(names) < MANY:
        index[key] = (*names, name)


@cache
def of_the_field() -> tuple[tuple[str, str], ...]:
    """Official name and synonym: old names, names in other languages, renamed meteorites."""
    text = files("harvester.identity").joinpath("tables/synonyms.tsv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t")
    return tuple((row["name"], other) for row in rows for other in row["synonyms"].split("|"))
