"""Official names: every one is itself, written variants mean it, and digits are never corrected."""

import re
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from random import Random
from typing import NamedTuple

from harvester.identity.authorities.entry import Entry
from harvester.identity.authorities.kept import combined
from harvester.identity.authorities.lists import read
from harvester.identity.official import Register
from tests.benchmarks import report
from tests.benchmarks.variants import APART, LUNAR, Neighbours, letters, misspelt, written

SHARED = Path(__file__).parents[3] / "shared" / "data"
METEORITES = "meteorites_nasa/meteorites.csv"
APOLLO = "lunar_moondb/rootspecimen.csv"
RIGHT, WRONG = 0.97, 0.005


class Score(NamedTuple):
    """`between` are one letter from two official names, `told` those said to be ambiguous."""

    variants: int = 0
    right: int = 0
    wrong: int = 0
    between: int = 0
    told: int = 0

    def __add__(self, other: tuple[int, ...]) -> "Score":  # type: ignore[override]
        return Score(*map(sum, zip(self, other, strict=True)))


def run(records: int) -> None:
    report.heading(f"authority: official names, and how they are written ({records:,} of them)")
    if not (SHARED / METEORITES).is_file():
        print(f"  There is no {SHARED / METEORITES}.")
        return
    began = time.process_time()
    meteorites, moon = (read(SHARED / file).entries for file in (METEORITES, APOLLO))
    listed = time.process_time()
    register = combined([meteorites, moon])
    built = time.process_time()
    report.figure("read", f"{listed - began:.2f} s")
    report.figure("register made", f"{built - listed:.2f} s", "a second or two")
    names = [entry.name for entry in (*meteorites, *moon)]
    themselves = sum(register.resolve(name).name == name for name in names)
    report.figure("names that are themselves", f"{themselves:,} of {len(names):,}", "all")
    chosen = chosen_of(meteorites, records)
    found = scores(register, meteorites, chosen)
    for kind, score in sorted(found.items()):
        _show(kind, score)
    total = sum(found.values(), Score())
    _show("all variants", total)
    _show("lunar numbers with context", of_the_moon(register, moon))
    report.figure("between two, told", f"{total.told} of {total.between}", "all")
    report.figure("digits corrected", f"{digits_corrected(register, chosen):,}", "none")


def chosen_of(entries: Iterable[Entry], most: int) -> list[str]:
    """All names without digits, and evenly as many numbered ones as there is room for."""
    names = [entry.name for entry in entries]
    plain = [name for name in names if not _digits(name)]
    numbered = [name for name in names if _digits(name)]
    step = max(1, len(numbered) // max(1, most - len(plain)))
    return [*plain[:most], *numbered[::step]]


def scores(register: Register, entries: Iterable[Entry], names: Iterable[str]) -> dict[str, Score]:
    """By kind of variant; what is by chance another official name is no variant."""
    official = [entry.name for entry in entries]
    taken = Counter(map(letters, official))
    near = Neighbours(name for name in official if not (_digits(name) or APART.search(name)))
    random = Random(1)
    found: dict[str, Score] = {}
    for name in names:
        for kind, text in (*written(name), *misspelt(name, random)):
            if letters(text) != letters(name) and taken[letters(text)]:
                continue
            named = f"{kind}, {'number' if _digits(name) else 'name'}"
            found[named] = found.get(named, Score()) + _score(register, text, name, near)
    return found


def _score(register: Register, text: str, name: str, near: Neighbours) -> Score:
    meant = register.resolve(text)
    wrong_letter = letters(text) != letters(name) and not APART.search(name)
    between = wrong_letter and len(near.near(text)) > 1
    told = meant.how == "ambiguous" and name in meant.names
    return Score(1, meant.name == name, meant.name not in (name, None), between, between and told)


def of_the_moon(register: Register, entries: Iterable[Entry]) -> Score:
    total = Score()
    for entry in entries:
        for form in LUNAR:
            total += _score(register, form.format(entry.name), entry.name, Neighbours(()))
    return total


def digits_corrected(register: Register, names: Iterable[str]) -> int:
    """Names with one digit changed that are taken for one with other digits."""
    random = Random(2)
    corrected = 0
    for name in names:
        where = [at for at, sign in enumerate(name) if sign.isdigit()]
        if not where:
            continue
        at = random.choice(where)
        text = f"{name[:at]}{random.choice('0123456789')}{name[at + 1 :]}"
        meant = register.resolve(text).name
        corrected += meant is not None and _digits(meant) != _digits(text)
    return corrected


def _digits(name: str) -> list[int]:
    return [int(each) for each in re.findall(r"\d+", name)]


def _show(kind: str, score: Score) -> None:
    right, wrong = score.right / score.variants, score.wrong / score.variants
    report.figure(f"{kind}: right / wrong", f"{right:.4f} / {wrong:.4f}", f"{RIGHT} / {WRONG}")
