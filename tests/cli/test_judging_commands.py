"""`judge`, `judgements`, `export --what links`: as a curator uses them."""

from pathlib import Path

import pytest
from running import Run

ONE, OTHER = "demo-clyde/oai:clyde.example:met-010", "demo-pacific/oai:pacific.example:met-001"


def linked(lithoscope: Run, home: Path) -> dict[str, object]:
    """A link of two samples that are one object."""
    every = lithoscope("export", "--what", "links", home=home).each
    return next(each for each in every if each["relation"] == "same")


def samples(link: dict[str, object]) -> tuple[str, str]:
    return link["left"]["sample"], link["right"]["sample"]  # type: ignore[index]


def test_links_are_exported_one_a_line(lithoscope: Run, demonstration: Path) -> None:
    every = lithoscope("export", "--what", "links", "--format", "jsonl", home=demonstration).each
    assert {each["relation"] for each in every} >= {"same", "derived", "same_parent", "same_origin"}
    assert all(each["evidence"] for each in every)


@pytest.mark.parametrize("more", [["--format", "nquads"], ["--source", "demo-clyde"]])
def test_links_are_of_all_and_have_one_form(
    more: list[str], lithoscope: Run, demonstration: Path
) -> None:
    done = lithoscope("export", "--what", "links", *more, home=demonstration)
    assert done.code == 2
    assert "--what links goes with" in done.err


def test_a_judgement_is_made_listed_shared_and_undone(
    lithoscope: Run, catalogue: Path, tmp_path: Path
) -> None:
    one, other = samples(linked(lithoscope, catalogue))

    said = lithoscope("judge", one, other, "different", "--by", "Ada", "--json", home=catalogue)
    (kept,) = said.each
    assert (kept["ruling"], kept["person"], len(set(kept["samples"].values()))) == (
        "different",
        "Ada",
        2,
    )

    (listed,) = lithoscope("judgements", "list", "--json", home=catalogue).each
    assert {listed["a"], listed["b"]} == {one, other}
    table = tmp_path / "judgements.tsv"
    assert lithoscope("judgements", "export", "--output", str(table), home=catalogue).code == 0

    undone = lithoscope("judgements", "undo", str(kept["id"]), home=catalogue)
    assert "counts no more" in undone.out
    assert lithoscope("judgements", "list", "--json", home=catalogue).each == []

    taken = lithoscope("judgements", "import", str(table), "--json", home=catalogue)
    assert taken.each == [{"read": 1, "taken": 1}]


def test_what_was_judged_is_told_with_what_speaks_against_it(
    lithoscope: Run, catalogue: Path
) -> None:
    one, other = samples(linked(lithoscope, catalogue))
    done = lithoscope("judge", one, other, "different", "--note", "other mass", home=catalogue)
    assert "is kept: different" in done.out
    assert "Against it: The rules hold both for one object" in done.err
    assert "lithoscope judgements undo" in done.err
    told = lithoscope("judgements", "conflicts", home=catalogue)
    assert "The rules hold both for one object" in told.out


def test_where_nothing_was_judged_it_is_said_how_to(lithoscope: Run, demonstration: Path) -> None:
    assert "lithoscope judge" in lithoscope("judgements", "list", home=demonstration).err
    assert "No judgement" in lithoscope("judgements", "conflicts", home=demonstration).err


def test_a_record_of_several_samples_lists_them(lithoscope: Run, demonstration: Path) -> None:
    record = "demo-clyde/oai:clyde.example:rum-002"
    done = lithoscope("judge", record, "nothing", "same", home=demonstration)
    assert done.code == 2
    assert "samples, of which one is to be given" in done.err


def test_doctor_counts_samples_and_links(lithoscope: Run, demonstration: Path) -> None:
    (said,) = lithoscope("doctor", "--json", home=demonstration).each
    told = {each["what"]: each["said"] for each in said["checks"]}
    assert "links among them" in told["samples"]
    assert "lithoscope" not in told["samples"]


def test_a_list_of_names_that_is_loaded_counts_for_links_at_once(
    lithoscope: Run, catalogue: Path, tmp_path: Path
) -> None:
    names = tmp_path / "meteorites.csv"
    names.write_text("name,id\nAllende,2278\n", "utf-8")
    done = lithoscope("authority", "load", str(names), home=catalogue)
    assert "were judged anew" in done.err
    found = linked(lithoscope, catalogue)
    assert "lists" in str(found["decided_by"])


def test_two_samples_of_the_catalogue_are_explained_with_what_brought_them_together(
    lithoscope: Run, demonstration: Path
) -> None:
    one, other = samples(linked(lithoscope, demonstration))
    (said,) = lithoscope("match", "explain", one, other, "--json", home=demonstration).each
    assert said["relation"] == "same"
    assert said["keys"]
    assert all(size > 1 for size in said["keys"].values())
    assert said["holds"].startswith("same (")
    done = lithoscope("match", "explain", one, other, home=demonstration)
    assert "Found by what both share" in done.out
    assert "In the catalogue they are linked as same" in done.err


def test_samples_that_were_never_compared_are_explained_too(
    lithoscope: Run, demonstration: Path
) -> None:
    every = lithoscope("export", "--what", "links", home=demonstration).each
    ends = {end["name"]: end["sample"] for each in every for end in (each["left"], each["right"])}
    basalt, chondrite = ends["10017,25"], ends["Allende"]
    done = lithoscope("match", "explain", basalt, chondrite, home=demonstration)
    assert done.out.startswith("not linked")
    assert "only a judgement brings them together" in done.err


@pytest.mark.parametrize("named", [["A"], ["a.jsonl", "A", "B", "C"]])
def test_two_samples_are_needed(named: list[str], lithoscope: Run, demonstration: Path) -> None:
    done = lithoscope("match", "explain", *named, home=demonstration)
    assert done.code == 2
    assert "Two samples are needed" in done.err
