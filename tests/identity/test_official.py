"""Official names: which one a museum's or a laboratory's spelling means."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvester.identity.official import Register

NAMES = (
    *("L'Aigle", "Cape York", "Krasnojarsk", "Mezö-Madaras", "Angra dos Reis (stone)", "Bluff (a)"),
    *("Bluff (b)", "Sikhote-Alin", "Juvinas", "Barbotan", "Saint-Séverin", "Łowicz", "Pavlovka"),
    *("Northwest Africa 869", "Northwest Africa 8690", "Acfer 094", "Zagami", "Misshof", "Mission"),
    *("Allan Hills A77005", "Elbogen", "Ochansk", "Braunau", "Mazy", "Roy (1933)", "Roy (1934)"),
)
REGISTER = Register(NAMES)


@pytest.mark.parametrize(
    ("written", "name", "how"),
    [
        ("Zagami", "Zagami", "exact"),
        ("MEZO MADARAS", "Mezö-Madaras", "spelling"),
        ("St. Séverin", "Saint-Séverin", "spelling"),
        ("Lowicz", "Łowicz", "spelling"),
        ("Сихотэ-Алинь", "Sikhote-Alin", "spelling"),
        ("NWA869", "Northwest Africa 869", "spelling"),
        ("Acfer 94", "Acfer 094", "spelling"),
        ("ALHA77005", "Allan Hills A77005", "spelling"),
        ("Pallas Iron", "Krasnojarsk", "synonym"),
        ("Loket", "Elbogen", "synonym"),
        ("Angra dos Reis", "Angra dos Reis (stone)", "synonym"),
        ("L'Aigle (stone)", "L'Aigle", "part"),
        ("Cape York (Savik)", "Cape York", "part"),
        ("Aigle, L'", "L'Aigle", "part"),
        ("Barbotan, Gers, France", "Barbotan", "part"),
        ("Zagami meteorite", "Zagami", "part"),
        ("Pawlowka", "Pavlovka", "sound"),
        ("Krasnojersk", "Krasnojarsk", "corrected"),
        ("Northwset Africa 869", "Northwest Africa 869", "corrected"),
    ],
)
def test_a_variant_means_its_official_name(written: str, name: str, how: str):
    assert REGISTER.resolve(written) == (how, (name,))


@pytest.mark.parametrize("written", ["Bluff", "Roy", "Missiof"])
def test_what_could_be_two_is_ambiguous(written: str):
    found = REGISTER.resolve(written)
    assert (found.how, found.name, len(found.names)) == ("ambiguous", None, 2)


@pytest.mark.parametrize("written", ["Maze", "Bluff (c)", "Roy (1935)", "NWA 868", "granite", ""])
def test_short_names_letters_of_stones_and_digits_are_not_corrected(written: str):
    assert REGISTER.resolve(written).how == "unknown"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Colby (Wmsconsin)", "Colby (Wisconsin)"),
        ("Cloby (Kansas)", "Colby (Kansas)"),
        ("Bynares (a)", "Benares (a)"),
        ("Benars (b)", "Benares (b)"),
        ("Northest Africa 869", "Northwest Africa 869"),
        ("Jxerome (Idaho)", "Jerome (Idaho)"),
        ("Askvial block", "Rum 0714"),
        ("Apollo 11 soil 10084", "10084"),
        ("10084,12", "10084"),
    ],
)
def test_one_wrong_letter_leaves_what_tells_namesakes_apart(written: str, name: str):
    official = ("Colby (Wisconsin)", "Colby (Kansas)", "Benares (a)", "Benares (b)", "Idaho")
    numbers = ("Northwest Africa 869", "Northeast Africa 868", "10084", "Rum 0714")
    register = Register((*official, *numbers, "Jerome (Idaho)"), [("Rum 0714", "Askival block")])
    assert register.resolve(written).name == name


@pytest.mark.parametrize("rock", ["granit", "carbon", "garnet", "quartzite", "Magnesit"])
def test_a_rock_is_no_misspelt_meteorite(rock: str):
    names = ("Grant", "Carbo", "Garnett", "Quartzsite", "Magnesia")
    assert Register(names).resolve(rock).how == "unknown"


@given(st.permutations(NAMES), st.sampled_from(["Bluff", "Krasnojersk", "Missiof", "NWA 869"]))
def test_the_order_of_the_names_does_not_matter(names: list[str], written: str):
    shuffled = Register(names).resolve(written)
    assert (shuffled.how, set(shuffled.names)) == (
        REGISTER.resolve(written).how,
        set(REGISTER.resolve(written).names),
    )


@given(st.text(max_size=30))
def test_digits_of_what_is_found_are_those_that_were_written(text: str):
    found = REGISTER.resolve(f"Northwset Africa {text}")
    for name in found.names:
        assert re.sub(r"^0+", "", re.findall(r"\d+", name)[-1]) in text
