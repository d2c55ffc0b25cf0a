"""Descriptions of samples as laboratories write them; which are of one object is in their ids.

`12-0` and `12-1` describe the object 12. Of three objects one is described by a second laboratory
or again by its own. The numbers of a kind grow with the objects, as in real catalogues; falls that
everybody has, such as Allende, do not, so that their rows are ever more.
"""

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

Fields = dict[str, Any]

LABS = tuple(
    f"{kind} {town}"
    for kind in ("University of", "Museum of", "Institute of Mineralogy", "Geological Survey of")
    for town in (
        *("Bern", "Jena", "Oslo", "Sapporo", "Perth", "Durham", "Lyon", "Uppsala", "Toronto"),
        *("Tucson", "Nagoya", "Prague", "Leeds", "Hobart", "Graz", "Münster", "Vigo", "Pune"),
    )
)
PLACES = ("Skaergaard", "Isle of Rum", "Semail", "Ivrea", "Barberton", "Kambalda", "Bushveld")
ROCKS = ("gabbro", "peridotite", "basalt", "mylonite", "eclogite", "komatiite", "black shale")
FALLS = ("Allende", "Murchison", "Tagish Lake", "Canyon Diablo", "Gibeon", "Bjurböle", "Zagami")
ANTARCTIC = (
    *(("ALH", "Allan Hills"), ("EET", "Elephant Moraine"), ("LEW", "Lewis Cliff")),
    *(("MIL", "Miller Range"), ("QUE", "Queen Alexandra Range"), ("GRA", "Graves Nunataks")),
)
CODES = "ABCDEFGHJKLMNPQRSTUVWXYZ"


def rows(number: int) -> Iterator[Fields]:
    """The same number gives the same rows; every object has one or two."""
    written = thing = 0
    while written < number:
        dice = Random(thing)
        first, second = _kind(dice)(dice, thing)
        yield {"id": f"{thing}-0", **first}
        written += 1
        if thing % 3 == 0 and written < number:
            yield {"id": f"{thing}-1", **second}
            written += 1
        thing += 1


def _kind(dice: Random) -> Callable[[Random, int], tuple[Fields, Fields]]:
    return dice.choices(
        (_labelled, _registered, _desert, _antarctic, _kept, _lunar, _fallen),
        (40, 25, 8, 7, 12, 5, 3),
    )[0]


def _labelled(dice: Random, thing: int) -> tuple[Fields, Fields]:
    """A label means nothing without its laboratory; others have the same."""
    lab, letters = LABS[thing % len(LABS)], "".join(dice.choices(CODES, k=2))
    where = {"lab": lab, "place": dice.choice(PLACES), "material": dice.choice(ROCKS)}
    number = thing // len(LABS)
    return {"name": f"{letters}-{number}", **where}, {"name": f"{letters} {number}", **where}


def _registered(dice: Random, thing: int) -> tuple[Fields, Fields]:
    """Once as a number, once as a handle; a DOI could be another agent's with the same ending."""
    code = f"IE{CODES[thing % 24]}{CODES[thing // 24 % 24]}{thing:07d}"
    one = {"name": f"{dice.choice(ROCKS)} {thing % 90 + 10}", "place": dice.choice(PLACES)}
    return (
        {**one, "identifiers": [f"IGSN:{code}"], "lab": dice.choice(LABS)},
        {"identifiers": [f"http://hdl.handle.net/10273/{code}"], "lab": dice.choice(LABS)},
    )


def _desert(dice: Random, thing: int) -> tuple[Fields, Fields]:
    return (
        {"name": f"NWA {thing}", "material": "ordinary chondrite", "lab": dice.choice(LABS)},
        {"name": f"Northwest Africa {thing}", "lab": dice.choice(LABS)},
    )


def _antarctic(dice: Random, thing: int) -> tuple[Fields, Fields]:
    short, name = ANTARCTIC[thing % 6]
    year, number = f"{(thing // 6 + 76) % 100:02d}", f"{thing // 600:03d}"
    return (
        {"name": f"{short} {year}{number}", "lab": dice.choice(LABS)},
        {"name": f"{name} {year}{number}", "lab": dice.choice(LABS)},
    )


def _kept(dice: Random, thing: int) -> tuple[Fields, Fields]:
    rock = dice.choice(ROCKS)
    return (
        {"name": f"{rock} USNM {thing}", "material": rock, "lab": dice.choice(LABS)},
        {"name": f"NMNH {thing}", "identifiers": [f"USNM {thing}"], "lab": dice.choice(LABS)},
    )


def _lunar(dice: Random, thing: int) -> tuple[Fields, Fields]:
    """Splits of one rock are many, and no two are one object."""
    rock, split = 10000 + thing // 400 % 69_000, thing % 400 + 1
    return (
        {"name": f"{rock},{split}", "lab": dice.choice(LABS)},
        {"name": f"Apollo {rock}.{split}", "lab": dice.choice(LABS)},
    )


def _fallen(dice: Random, thing: int) -> tuple[Fields, Fields]:
    lab, fall = dice.choice(LABS), dice.choice(FALLS)
    return (
        {"name": f"{fall} thin section {thing}", "lab": lab, "mass_g": dice.randint(1, 9999) / 10},
        {"name": f"{fall}, thin section {thing}", "lab": lab},
    )
