"""`authority`: official names are taken into a catalogue, and asked for."""

from pathlib import Path

import pytest
from running import Run

METEORITES = "name,id,recclass\nBluff (a),5087,L5\nBluff (b),5088,L4\nPeekskill,18782,H6\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "Meteorites 2026.csv"
    file.write_text(METEORITES, "utf-8")
    return file


def test_a_list_is_loaded_listed_asked_and_removed(lithoscope: Run, table: Path) -> None:
    (said,) = lithoscope("authority", "load", str(table), "--json").each
    assert (said["name"], said["names"], said["ambiguous"]) == ("meteorites-2026", 3, 1)
    assert (said["replaced"], said["refused"]) == (False, 0)
    (row,) = lithoscope("authority", "list", "--json").each
    assert (row["name"], row["names"], row["file"]) == ("meteorites-2026", 3, said["file"])
    one, two = lithoscope("authority", "resolve", "PEEKSKALL", "Bluff", "--json").each
    assert (one["how"], one["name"]) == ("corrected", "Peekskill")
    assert one["candidates"][0]["class"] == "H6"
    assert (two["how"], two["name"]) == ("ambiguous", None)
    assert [each["id"] for each in two["candidates"]] == ["5087", "5088"]
    assert lithoscope("authority", "remove", "meteorites-2026").code == 0
    (gone,) = lithoscope("authority", "resolve", "Peekskil", "--json").each
    assert gone["how"] == "unknown"


def test_a_list_is_loaded_again_in_the_place_of_the_old_one(lithoscope: Run, table: Path) -> None:
    lithoscope("authority", "load", str(table), "--name", "ours")
    table.write_text("name\nAix\n", "utf-8")
    (said,) = lithoscope("authority", "load", str(table), "--name", "ours", "--json").each
    assert (said["replaced"], said["names"]) == (True, 1)
    assert lithoscope("authority", "list", "--json").each[0]["names"] == 1


def test_a_wrong_file_changes_nothing(lithoscope: Run, table: Path) -> None:
    lithoscope("authority", "load", str(table), "--name", "ours")
    table.write_text('name,id\n"Aix,1\n', "utf-8")
    done = lithoscope("authority", "load", str(table), "--name", "ours", "--json")
    assert (done.code, done.out) == (2, "")
    assert f"{table}, line 2" in done.err
    assert lithoscope("authority", "list", "--json").each[0]["names"] == 3


def test_wrong_lines_are_named_and_the_others_loaded(lithoscope: Run, table: Path) -> None:
    table.write_text(METEORITES + "Aix\n", "utf-8")
    done = lithoscope("authority", "load", str(table), "--json")
    assert (done.code, done.each[0]["names"], done.each[0]["refused"]) == (3, 3, 1)
    assert "line 5: has 1 columns instead of 3. All other lines were read." in " ".join(
        done.err.split()
    )


def test_names_are_read_from_standard_input(lithoscope: Run) -> None:
    done = lithoscope("authority", "resolve", "-", stdin="Pallas Iron\n\nLoket\n")
    assert done.lines == ["Pallas Iron: Krasnojarsk (synonym)", "Loket: Elbogen (synonym)"]


def test_a_list_that_is_not_there_and_a_name_that_is_none(lithoscope: Run, table: Path) -> None:
    done = lithoscope("authority", "remove", "ours")
    assert (done.code, "No authority list is called 'ours'" in done.err) == (2, True)
    for name in ("..", "/", "", "a" * 70):
        assert lithoscope("authority", "load", str(table), f"--name={name}").code == 2
    done = lithoscope("authority", "list")
    assert (done.code, done.out) == (0, "")
    assert "authority load FILE" in done.err


def test_a_list_counts_that_is_only_given(lithoscope: Run, table: Path) -> None:
    (said,) = lithoscope(
        "authority", "resolve", "Peekskall", "--authority", str(table), "--json"
    ).each
    assert (said["name"], said["candidates"][0]["list"]) == ("Peekskill", str(table))
    assert lithoscope("authority", "list", "--json").each == []
