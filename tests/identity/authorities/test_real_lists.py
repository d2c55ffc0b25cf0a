"""The 45,716 meteorites of NASA and the lunar samples of MoonDB, as a catalogue has them."""

from pathlib import Path

import pytest

from harvester.identity.authorities import Entry
from harvester.identity.authorities.kept import combined
from harvester.identity.authorities.lists import read
from harvester.identity.official import Register
from harvester.ontology import scheme
from tests.benchmarks.authority import (
    APOLLO,
    METEORITES,
    RIGHT,
    WRONG,
    Score,
    chosen_of,
    digits_corrected,
    of_the_moon,
    scores,
)

pytestmark = [pytest.mark.data, pytest.mark.slow]


@pytest.fixture(scope="module")
def meteorites(shared: Path) -> tuple[Entry, ...]:
    return read(shared / "data" / METEORITES).entries


@pytest.fixture(scope="module")
def moon(shared: Path) -> tuple[Entry, ...]:
    return read(shared / "data" / APOLLO).entries


@pytest.fixture(scope="module")
def register(meteorites: tuple[Entry, ...], moon: tuple[Entry, ...]) -> Register:
    return combined([meteorites, moon])


def test_every_official_name_is_itself(
    register: Register, meteorites: tuple[Entry, ...], moon: tuple[Entry, ...]
) -> None:
    names = [entry.name for entry in (*meteorites, *moon)]
    assert len(names) == 45_716 + 2_435
    assert [name for name in names if register.resolve(name).name != name] == []


def test_written_variants_are_found_and_hardly_any_is_wrong(
    register: Register, meteorites: tuple[Entry, ...]
) -> None:
    found = scores(register, meteorites, chosen_of(meteorites, 6_000))
    assert min(score.right / score.variants for score in found.values()) >= RIGHT
    assert max(score.wrong / score.variants for score in found.values()) <= WRONG
    total = sum(found.values(), Score())
    assert total.right / total.variants >= 0.995
    assert total.between >= 30
    assert total.told == total.between


def test_lunar_numbers_are_known_with_what_stands_around_them(
    register: Register, moon: tuple[Entry, ...]
) -> None:
    score = of_the_moon(register, moon)
    assert (score.right / score.variants >= RIGHT, score.wrong) == (True, 0)


def test_digits_are_never_corrected(register: Register, meteorites: tuple[Entry, ...]) -> None:
    assert digits_corrected(register, [entry.name for entry in meteorites]) == 0


def test_no_rock_or_mineral_or_technique_is_a_misspelt_meteorite(register: Register) -> None:
    schemes = ("material", "sample-type", "technique", "preparation")
    named = {name for each in schemes for concept in scheme(each) for name in concept.names()}
    corrected = {name for name in named if register.resolve(name).how in {"sound", "corrected"}}
    assert corrected <= {"VEELS", "crushing"}
