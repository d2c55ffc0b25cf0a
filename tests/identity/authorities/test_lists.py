"""Authority lists in the forms in which they are published, and what is said of wrong ones."""

from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvester.errors import ConfigError
from harvester.identity.authorities import Entry, lists
from harvester.identity.authorities.lists import AuthorityList, read

NASA = (
    "name,id,nametype,recclass,mass (g),fall,year,reclat,reclong,GeoLocation\n"
    'Aix,7,Valid,L6,21.5,Fell,1880,50.775000,6.083330,"(50.775, 6.08333)"\n'
)
MOONDB = (
    "sample_num,description,mission,landmark,taxonimy,weight\n"
    '60015,"Rock, coated",Apollo 16,,Cataclastic Anorthosite,5574\n'
    "L1608,Fines,Luna 16,MARE FECUNDITATIS,,\n"
)
TABS = "Name\tSynonyms\tMass (kg)\tCountry\nRoda\tLa Roda | Roda, Spain\t0.4\tSpain\n"
JSON = '{"name": "Roda", "synonyms": ["La Roda"], "class": "diogenite", "mass_g": 400}\n\n'


@pytest.fixture
def listed(tmp_path: Path):
    def listed(text: str | bytes) -> AuthorityList:
        file = tmp_path / "list.csv"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read(file)

    return listed


def test_the_table_of_meteorites_of_nasa(listed) -> None:
    found = listed(NASA)
    assert found.entries == (Entry("Aix", "7", "L6", mass_g=21.5, lat=50.775, lon=6.08333),)
    assert found.unread == ("nametype", "fall", "year", "GeoLocation")


def test_the_table_of_lunar_samples_of_moondb(listed) -> None:
    rock, soil = listed(MOONDB).entries
    assert rock == Entry("60015", "", "Cataclastic Anorthosite", "Apollo 16", mass_g=5574)
    assert soil == Entry("L1608", place="MARE FECUNDITATIS, Luna 16")


@pytest.mark.parametrize("text", [TABS, TABS.replace("\t", ";"), "\ufeff" + TABS])
def test_tabs_semicolons_synonyms_kilograms(listed, text: str) -> None:
    (entry,) = listed(text).entries
    assert entry == Entry("Roda", place="Spain", synonyms=("La Roda", "Roda, Spain"), mass_g=400)


def test_json_lines(listed) -> None:
    assert listed(JSON).entries == (Entry("Roda", "", "diogenite", "", ("La Roda",), 400),)


def test_identifiers_are_names_where_nothing_else_is(listed) -> None:
    assert [entry.name for entry in listed("igsn,mass\nIEAWI0001,3\n").entries] == ["IEAWI0001"]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Aix,7", "line 2: has 2 columns instead of 4."),
        (",7,1,2", "line 2: '' is no name."),
        ("?,7,1,2", "line 2: '\\?' is no name."),
        ("Aix,7,heavy,2", "line 2: mass: 'heavy' is no number"),
        ("Aix,7,1,91", "line 2: lat: '91' is no number up to 90."),
        ("Aix,7,1,nan", "line 2: lat: 'nan' is no number up to 90."),
        (f"{'A' * 301},7,1,2", "line 2: 'AAA.* is no name: 301 characters."),
        ("A\x1bix,7,1,2", "line 2: .* is no name"),
    ],
)
def test_a_wrong_line_is_refused_with_its_number_and_the_others_are_read(
    listed, line: str, why: str
) -> None:
    found = listed(f"name,id,mass,lat\n{line}\nRoda,8,2,3\n")
    assert [entry.name for entry in found.entries] == ["Roda"]
    (refused,) = found.refused
    with pytest.raises(type(refused), match=why):
        raise refused


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "there is no name in it"),
        ("name,mass\n", "there is no name in it"),
        ("colour,mass\nred,3\n", "line 2: no column of names among colour, mass"),
        ("name,mass,mass\nAix,3,4\n", "line 1: two columns are called 'mass'"),
        ('name,mass\n"Aix,3\nRoda,4\n', "line 2: .*; a quotation mark may be missing there"),
        ('name,mass\n"Aix"x,3\n', "line 2: .*quotation mark"),
        (b"name,mass\nAix,3\nR\xf6da,4\n", "line 3: not UTF-8 text"),
        (b"PK\x03\x04\x14\x00\xff", "line 1: not UTF-8 text"),
        ("{]\n", "line 1: is no JSON"),
        ("{" * 100_000, "line 1: is no JSON"),
        ("<!DOCTYPE html>\n<html>\n", "line 2: no column of names among <!DOCTYPE html>"),
    ],
)
def test_what_is_no_list_is_an_error_with_its_line(listed, text: str | bytes, why: str) -> None:
    with pytest.raises(ConfigError, match=f"list.csv.*{why}"):
        listed(text)


def test_folders_and_devices_are_no_lists(tmp_path: Path) -> None:
    for path in (tmp_path, Path("/dev/zero")):
        with pytest.raises(ConfigError, match="is no file"):
            read(path)
    with pytest.raises(ConfigError, match="cannot be read: No such file"):
        read(tmp_path / "nowhere.csv")


def test_size_and_time_have_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "long.csv"
    file.write_text("name\n" + "".join(f"name {each}\n" for each in range(12)), "utf-8")
    seconds = count(step=100)
    with pytest.raises(ConfigError, match="line 2: reading takes over 60 s"):
        read(file, clock=lambda: next(seconds))
    monkeypatch.setattr(lists, "MOST", 10)
    with pytest.raises(ConfigError, match="line 12: a list has 10 names at most"):
        read(file)


@given(
    st.builds(
        Entry,
        name=st.from_regex(r"[^\W_]{1,10}", fullmatch=True),
        id=st.just(""),
        material=st.sampled_from(["", "L5"]),
        place=st.just("Gers, France"),
        synonyms=st.sampled_from([(), ("a", "b, c")]),
        mass_g=st.none() | st.floats(0.001, 1e9),
        lat=st.none() | st.floats(-90, 90),
        lon=st.none() | st.floats(-180, 360),
    )
)
def test_an_entry_is_read_as_it_was_written(tmp_path_factory, entry: Entry) -> None:
    file = tmp_path_factory.getbasetemp() / "written.jsonl"
    file.write_text(entry.line(), "utf-8")
    assert read(file).entries == (entry,)
