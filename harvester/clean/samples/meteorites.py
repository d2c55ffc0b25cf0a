"""Names of meteorites in text: `NWA 869`, `Allan Hills A77005`, `ALH 84001,123`, `Allende`.

A number alone makes no meteorite (`Table 3`): the place must be one where meteorites are numbered,
and an abbreviation or a bare place name counts only where a record speaks of meteorites.
"""

import re
import unicodedata
from collections.abc import Iterator

from harvester.clean.samples.about import About
from harvester.clean.samples.catalogue import Catalogued
from harvester.ontology import Concept, Scheme, scheme

ABBREVIATED = re.compile(
    # the capital alone in front, so that the search can skip to capitals
    r"(?P<place>[A-Z](?<![^\W_][A-Z])(?:[A-Za-z]{1,3}|(?<=[AYB])(?=[ -])))"
    r"[ -]?(?P<number>[AB]?\d{1,6})(?!\d)"
    r"(?:(?:, ?|,? split )(?P<split>\d{1,4})(?![\d.]))?"
)
NUMBER = re.compile(
    r"[ -](?P<number>[AB]?\d{1,6})(?!\d)(?:(?:, ?|,? split )(?P<split>\d{1,4})(?![\d.]))?"
)
SPLIT_UNIT = re.compile(r" ?(?:[kmµn]?g|mm|cm|nm|µm|%|ppm|slices?|pieces?)\b")
CLEAR = {"NWA", "ALH", "ALHA", "EET", "EETA", "DaG", "SaU", "HaH", "JaH"}
"""Abbreviations that with a number mean nothing but a meteorite."""

NOT_A_STONE = re.compile(
    r"(?: et al| and [A-Z][a-z]+,? \(?\d{4}|,? \(?(?:19|20)\d\d\)?|, [A-Z]\.|[-–](?!bearing)\w)"
    r"| (?:[A-Z][a-z]+ )?(?:County|Falls|River|Bay|University|Range|Province|Widefield|Basin|Sea"
    r"|Island|Crater|crater|Formation|Desert|Street|Observatory|Institute|area|region)\b"
)
PERSON = re.compile(r"(?:\b[A-Z]\. ?|\bde |\bDr |\bProf\. )$")
LAST_SEASON_WITH_A = "81"
UNABBREVIATED = 3
"""Digits of a find whose place has no abbreviation: `Acfer 094`, `Watson 012`."""


class MeteoriteNames:
    """Recognises the meteorites of the scheme `meteorite`, numbered or not."""

    def __init__(self, meteorites: Scheme | None = None) -> None:
        self._scheme = meteorites or scheme("meteorite")
        self._antarctic = self._scheme.narrower("antarctic-field")
        self._places = {short: each for each in self._scheme for short in each.hidden}

    @property
    def abbreviations(self) -> list[str]:
        """`Y-`, `A-` and `B-` with what stands behind them, as one letter is no sign."""
        return [f"{short}-" if len(short) == 1 else short for short in self._places] + ["Y "]

    def names(self) -> Iterator[tuple[str, Concept]]:
        """Full names as written, with and without accents."""
        for each in self._scheme:
            for name in (*each.labels.values(), *each.alternative) if each.broader else ():
                yield name, each
                if (plain := _without_accents(name)) != name:
                    yield plain, each

    def abbreviated(self, text: str, about: About) -> Iterator[Catalogued]:
        for match in ABBREVIATED.finditer(text):
            place = self._places.get(match["place"])
            if place and (match["place"] in CLEAR or about.meteorites):
                yield from self._numbered(place, match, match.start(), match["place"])

    def named(
        self, text: str, start: int, end: int, place: Concept, about: About
    ) -> Iterator[Catalogued]:
        """A full name at `text[start:end]`, with the number that follows if it needs one."""
        if text[max(0, start - 1) : start].isalnum() or text[end : end + 1].isalpha():
            return
        if "named-meteorite" in place.broader:
            person = PERSON.search(text, max(0, start - 8), start)
            if not person and not NOT_A_STONE.match(text, end) and about.meteorites:
                yield _unnumbered(place, start, end)
        elif match := NUMBER.match(text, end):
            clear = not CLEAR.isdisjoint(place.hidden) or match["number"].lstrip("AB")[4:]
            if clear or about.meteorites:
                yield from self._numbered(place, match, start, text[start:end])

    def _numbered(
        self, place: Concept, match: re.Match[str], start: int, written: str
    ) -> Iterator[Catalogued]:
        antarctic = place.slug in self._antarctic
        number = _of_season(written, match["number"]) if antarctic else match["number"]
        if not _fits(number, antarctic, bool(place.hidden)):
            return
        value, name = f"{place.label()} {number}", _name(written, number)
        split = match["split"] if antarctic else None
        if split and SPLIT_UNIT.match(match.string, match.end("split")):
            split = None
        end = match.end("split") if split else match.end("number")
        stone = Catalogued("meteorite", value, name, start, end, type="meteorite")
        yield stone if not split else _part(stone, split)


def _part(stone: Catalogued, split: str) -> Catalogued:
    value, name = f"{stone.value},{split}", f"{stone.name},{split}"
    return Catalogued(stone.scheme, value, name, stone.start, stone.end, parent=stone)


def _of_season(written: str, number: str) -> str:
    """`ALHA77005` is Allan Hills A77005; later seasons have no A, whatever a record writes."""
    if len(written) == 4 and written.isupper() and written.endswith("A") and number.isdigit():
        return f"A{number}" if number[:2] <= LAST_SEASON_WITH_A else number
    return number


def _name(written: str, number: str) -> str:
    if written in {"Y", "A", "B"}:
        return f"{written}-{number}"
    if written.isupper() and number[0] == "A":
        return f"{written.removesuffix('A')}{number}"
    return f"{written} {number}"


def _fits(number: str, antarctic: bool, abbreviated: bool) -> bool:
    digits = number.lstrip("AB")
    if antarctic:
        return len(digits) >= 5 or (len(digits) >= 3 and number == digits and not abbreviated)
    if number != digits:
        return False
    return abbreviated or len(digits) == UNABBREVIATED


def _without_accents(name: str) -> str:
    return unicodedata.normalize("NFD", name).encode("ascii", "ignore").decode()


def _unnumbered(stone: Concept, start: int, end: int) -> Catalogued:
    iri = next((iri for _, iri in stone.matches), None)
    name = stone.label()
    return Catalogued("meteorite", name, name, start, end, iri=iri, type="meteorite")
