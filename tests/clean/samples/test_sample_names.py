"""Samples named in text are found as a curator would: with what they are parts of."""

import pytest

from harvester.clean.phrases import Passage, Role
from harvester.clean.samples import SampleReader
from harvester.model import Sample

READER = SampleReader()


def read(*texts: str, role: Role = "description") -> list[Sample]:
    return READER.read([Passage(role, text, f"p[{i}]") for i, text in enumerate(texts, 1)])


def names(*texts: str) -> list[str]:
    return [sample.name or "" for sample in read(*texts)]


def identified(text: str) -> list[str]:
    return [f"{i.scheme}:{i.value}" for sample in read(text) for i in sample.identifiers]


@pytest.mark.parametrize(
    ("text", "value"),
    {
        "NWA 869 is a chondrite": "Northwest Africa 869",
        "slice of NWA869": "Northwest Africa 869",
        "Northwest Africa 7034": "Northwest Africa 7034",
        "ALH 84001": "Allan Hills 84001",
        "ALHA77005": "Allan Hills A77005",
        "Allan Hills A77005": "Allan Hills A77005",
        "the nakhlite Y-000593": "Yamato 000593",
        "Yamato 000593": "Yamato 000593",
        "DaG 400": "Dar al Gani 400",
        "the chondrite Acfer 094": "Acfer 094",
        "the CM chondrite MET 01070": "Meteorite Hills 01070",
        "the pallasite El Médano 301": "El Médano 301",
        "Allende CV3 chondrite": "Allende",
        "the CM chondrite Cold Bokkeveld": "Cold Bokkeveld",
    }.items(),
)
def test_a_meteorite_has_its_official_name(text: str, value: str):
    assert f"meteorite:{value}" in identified(text)


@pytest.mark.parametrize(
    "text",
    [
        "Table 3 lists chondrites",
        "Figure 12 of the meteorite paper",
        "Murray et al. 2019 on chondrites",
        "J. Murray collected chondrites",
        "a novel by Isabel Allende",
        "Chelyabinsk Oblast in winter",
        "the Murchison Widefield Array and meteorites",
        "XRD of MET 01070 in a battery",
        "Cook 2019 on chondrites",
        "the meteorite weighs 12,4 g",
    ],
)
def test_what_only_looks_like_a_meteorite_is_none(text: str):
    assert names(text) == []


def test_a_split_is_a_part_of_its_meteorite():
    split, stone = read("TEM of ALH 84001,123")
    assert (split.name, stone.name) == ("ALH 84001,123", "ALH 84001")
    assert split.parent == stone.key == "meteorite:Allan Hills 84001"
    assert split.verbatim == stone.verbatim == "ALH 84001,123"


@pytest.mark.parametrize("text", ["Allan Hills 84001, split 123", "Allan Hills 84001,123"])
def test_a_split_may_be_written_in_words(text: str):
    assert identified(text)[0] == "meteorite:Allan Hills 84001,123"


def test_a_mass_after_a_comma_is_no_split():
    assert names("EET 87503, 73 g") == ["EET 87503"]
    assert names("NWA 869, 27 g") == ["NWA 869"]


@pytest.mark.parametrize(
    ("text", "found"),
    {
        "Apollo 11 rock 10017, split 25": ["10017,25", "10017"],
        "lunar basalt 10017,25": ["10017,25", "10017"],
        "Apollo 11 soil 10084": ["10084"],
        "lunar regolith: 60000 images in 70000 s": [],
        "ilmenite basalt 10017,25 of unknown origin": [],
    }.items(),
)
def test_lunar_numbers_count_where_the_moon_is_spoken_of(text: str, found: list[str]):
    assert names(text) == found


def test_the_moon_may_be_named_elsewhere_in_the_record():
    assert names("Apollo 17", "71501,44 under the microscope") == ["71501,44", "71501"]


@pytest.mark.parametrize(
    ("text", "name", "parent"),
    [
        ("OREX-800055-101", "OREX-800055-101", "osiris-rex:OREX-800055-0"),
        ("particle OREX-800055-0", "OREX-800055-0", None),
        ("Ryugu grain A0026", "A0026", None),
        ("Ryugu grain A0026-3", "A0026-3", "ryugu:A0026"),
        ("Itokawa RA-QD02-0125", "RA-QD02-0125", None),
        ("RA-QD02-0125-01", "RA-QD02-0125-01", "itokawa:RA-QD02-0125"),
        ("grains CE5C0400YJFM00505", "CE5C0400YJFM00505", None),
        ("Zagami USNM 7619", "USNM 7619", None),
        ("USNM 5453,2", "USNM 5453-2", "museum:USNM 5453"),
        ("BM 1970, 6 and more", "BM.1970,6", None),
    ],
)
def test_numbers_of_missions_and_museums(text: str, name: str, parent: str | None):
    first = read(text)[0]
    assert (first.name, first.parent) == (name, parent)


def test_ryugu_grains_need_ryugu():
    assert names("steel A0026 in a bridge") == []


def test_a_museum_number_beside_a_meteorite_is_a_piece_of_it():
    stone, section, piece = read("Murchison chondrite, section USNM 5453-2")
    assert section.parent == piece.key == "museum:USNM 5453"
    assert piece.parent == stone.key == "meteorite:Murchison"
    assert section.type
    assert section.type.slug == "section"


@pytest.mark.parametrize(
    ("text", "value"),
    {
        "(IGSN ICDP5071EH30001)": "ICDP5071EH30001",
        "IGSN: IEJEN0040.": "IEJEN0040",
        "https://igsn.org/AU1101": "AU1101",
        "10273/XX0TUIAYLV": "XX0TUIAYLV",
        "https://doi.org/10.58052/ssh000sua": "10.58052/SSH000SUA",
        "igsn:10.60471/GSEEXAMPLE001": "10.60471/GSEEXAMPLE001",
    }.items(),
)
def test_sample_numbers_in_any_form(text: str, value: str):
    assert identified(text) == [f"igsn:{value}"]


def test_the_word_igsn_alone_is_no_number():
    assert names("IGSN Global Sample Numbers are persistent") == []


@pytest.mark.parametrize(
    ("text", "found"),
    {
        "thin section RUM-12a": ["RUM-12a"],
        "sample WgN05.": ["WgN05"],
        "samples Lep1, Lep2 and Lep3": ["Lep1", "Lep2", "Lep3"],
        "content of sample 361625 is low": ["361625"],
        "Dünnschliff KB-12/1": ["KB-12/1"],
        "la lame mince SPA-21/2": ["SPA-21/2"],
        "eclogite LC-4": ["LC-4"],
        "harzburgite OM 17 from Oman": ["OM 17"],
        "lamella 07-14A-L1": ["07-14A-L1"],
        "core (BDP-96-1)": ["BDP-96-1"],
        "drill core FBN 73": ["FBN 73"],
        "sample no. G42": ["G42"],
    }.items(),
)
def test_labels_stand_after_the_word_for_the_thing(text: str, found: list[str]):
    assert names(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "sample SiO2",
        "samples from 21 sites",
        "samples in 2010-2018",
        "sample 20 mm thick",
        "samples 12345",
        "sample H5",
        "Section 3.2",
        "grain 40Ar/39Ar ages",
        "cores DELGT01.pdf",
        "the core at 15 GPa",
        "section K121+000",
    ],
)
def test_counts_formulas_and_files_are_no_labels(text: str):
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    {
        "polished thin section RUM 12": "polished-thin-section",
        "thin sections KB-1": "thin-section",
        "drill core ZK135": "core",
        "FIB lamella L7": "fib-lamella",
        "sample WgN05": None,
    }.items(),
)
def test_the_words_before_a_label_tell_the_type(text: str, kind: str | None):
    (sample,) = read(text)
    assert (sample.type and sample.type.slug) == kind


def test_after_a_known_thing_even_one_letter_is_a_label():
    stone, part = read("NWA 869, slice X")
    assert (part.name, part.parent) == ("NWA 869 slice X", stone.key)


def test_a_label_may_stand_before_what_it_is_a_part_of():
    by_name = {
        sample.name: sample for sample in read("thin section CH-3/2 of Chelyabinsk (LL5 chondrite)")
    }
    assert by_name["CH-3/2"].parent == "meteorite:Chelyabinsk"


def test_a_label_that_comes_again_alone_is_the_same():
    found = names("Muonionalusta, slice M2 (iron meteorite)", "EBSD of slice M2")
    assert found == ["Muonionalusta", "Muonionalusta slice M2"]


def test_how_sure_it_is_depends_on_where_it_stands():
    assert read("NWA 869", role="subject")[0].confidence == "stated"
    assert read("NWA 869")[0].confidence == "found"
    assert read("sample RUM-12")[0].confidence == "guessed"


def test_each_sample_comes_once_with_its_words_and_their_place():
    (sample,) = read("ALH84001", "Allan Hills 84001")
    assert (sample.verbatim, sample.path, sample.rule) == ("ALH84001", "p[1]", "text/meteorite")
    assert sample.key == "meteorite:Allan Hills 84001"
