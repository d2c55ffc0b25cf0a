"""Tables that fit, words in the place of codes, and foreign text that does no harm."""

from pathlib import Path
from shutil import rmtree

import pytest
from listing import repository
from running import Done, Run, seen_in_a_terminal

from harvester.cli import output

RECORD = "demo-clyde/oai:clyde.example:rum-012"


@pytest.fixture
def at_80(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output.out, "width", 80)


@pytest.fixture
def at_120(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output.out, "width", 120)


def unwrapped(done: Done) -> str:
    return " ".join(done.err.split())


# --- tables


@pytest.mark.usefixtures("at_80")
@pytest.mark.parametrize("command", ["source list", "runs list", "rejects list", "doctor"])
def test_a_table_fits_a_narrow_terminal(lithoscope: Run, demonstration: Path, command: str) -> None:
    done = lithoscope(*command.split(), home=demonstration, terminal=True)
    assert done.code == 0
    assert max(map(len, done.lines)) <= 80


@pytest.mark.usefixtures("at_80")
def test_a_verdict_stands_on_one_line(lithoscope: Run, demonstration: Path) -> None:
    shown = lithoscope("runs", "list", home=demonstration, terminal=True).lines
    assert len(shown) == 1 + 7
    assert all("complete with rejects" in line for line in shown[1:])


@pytest.mark.usefixtures("at_120")
def test_a_wide_terminal_shows_every_count(lithoscope: Run, demonstration: Path) -> None:
    heading, *rows = lithoscope("runs", "list", home=demonstration, terminal=True).lines
    assert heading.split()[4:] == ["seen", "new", "changed", "unchanged", "gone", "rejected", "of"]
    assert all(len(row) <= 120 for row in rows)


def test_what_is_no_terminal_gets_nothing_cut_or_wrapped(
    lithoscope: Run, demonstration: Path
) -> None:
    rows = lithoscope("rejects", "list", home=demonstration).lines
    rejects = lithoscope("rejects", "list", "--json", home=demonstration).each
    assert len(rows) == 1 + len(rejects)
    for row, reject in zip(rows[1:], rejects, strict=True):
        assert row.split("  ")[0] == reject["source"]
        assert row.endswith(reject["reason"])
    assert not any(row.endswith(" ") for row in rows)


# --- demonstration data


@pytest.mark.parametrize("command", ["source list", "search Allende", f"show {RECORD}"])
def test_demonstration_data_is_marked(lithoscope: Run, demonstration: Path, command: str) -> None:
    assert "demonstration" in lithoscope(*command.split(), home=demonstration).out.lower()


def test_every_hit_in_demonstration_data_says_so(lithoscope: Run, demonstration: Path) -> None:
    done = lithoscope("search", "Allende", home=demonstration)
    shown = done.out.count("     demonstration  ·  demo-")
    assert shown == done.out.count("lithoscope show '") == 10


# --- search and show


def test_a_hit_tells_how_to_see_it(lithoscope: Run, demonstration: Path) -> None:
    done = lithoscope("search", "Rum", "--limit", "1", home=demonstration)
    command = done.lines[-1].strip().removeprefix("lithoscope show ").strip("'")
    assert lithoscope("show", command, home=demonstration).code == 0


def test_more_hits_than_are_shown_are_told_of(lithoscope: Run, demonstration: Path) -> None:
    done = lithoscope("search", "Allende", "--limit", "2", home=demonstration)
    total = int(done.lines[0].split()[0])
    assert f"{total - 2} more: --offset 2" in done.err


def test_words_that_are_nearly_right_find_and_say_so(lithoscope: Run, demonstration: Path) -> None:
    done = lithoscope("search", "alende", home=demonstration)
    assert "Allende" in done.out
    assert "Did you mean: Allende" in done.err


def test_a_laboratory_is_named_by_a_part_of_its_name(lithoscope: Run, demonstration: Path) -> None:
    done = lithoscope("search", "--lab", "northern x-ray", "--json", home=demonstration)
    assert 0 < done.each[0]["total"] < 60
    wrong = lithoscope("search", "--lab", "Atlantis", home=demonstration)
    assert wrong.code == 2
    assert "Some are: " in wrong.err


def test_a_record_is_shown_with_the_words_that_were_read(
    lithoscope: Run, demonstration: Path
) -> None:
    shown = lithoscope("show", RECORD, home=demonstration).out
    assert "FIB nanotomography (fib-nt)   from “slice and view”" in shown
    assert "0.7 nA   from “700 pA”, found" in shown


@pytest.mark.parametrize(
    ("shape", "begins"), [("jsonld", "{"), ("turtle", "@prefix"), ("raw", "<record")]
)
def test_a_record_has_other_shapes(
    lithoscope: Run, demonstration: Path, shape: str, begins: str
) -> None:
    assert lithoscope("show", RECORD, "--format", shape, home=demonstration).out.startswith(begins)


def test_a_withdrawn_record_shows_its_history_and_nothing_else(
    lithoscope: Run, demonstration: Path
) -> None:
    exported = lithoscope("export", home=demonstration).each
    gone = next(line for line in exported if line["deleted"])
    name = f"{gone['source']}/{gone['identifier']}"
    assert "was withdrawn by its repository." in lithoscope("show", name, home=demonstration).out
    assert "deleted" in lithoscope("show", name, "--format", "raw", home=demonstration).out
    refused = lithoscope("show", name, "--format", "turtle", home=demonstration)
    assert (refused.code, refused.out) == (3, "")
    assert f"lithoscope show '{name}'" in unwrapped(refused)


def test_a_rejected_record_says_why_and_where_its_bytes_are(
    lithoscope: Run, demonstration: Path
) -> None:
    listed = lithoscope("rejects", "list", "--json", home=demonstration).each
    reject = next(each for each in listed if each["source"] == "demo-clyde")
    name = f"{reject['source']}/{reject['identifier']}"
    refused = lithoscope("show", name, home=demonstration)
    assert (refused.code, refused.out) == (3, "")
    assert reject["reason"] in unwrapped(refused)
    assert lithoscope("show", name, "--format", "raw", home=demonstration).code == 0


def test_what_came_and_is_no_record_is_told_too(lithoscope: Run, demonstration: Path) -> None:
    refused = lithoscope("show", "demo-firth/data/no-json-ld", home=demonstration)
    assert (refused.code, refused.out) == (3, "")
    assert "came, but is no record: the page holds no JSON-LD" in unwrapped(refused)
    assert "lithoscope rejects show demo-firth 'data/no-json-ld'" in unwrapped(refused)


def test_a_trial_shows_every_step(lithoscope: Run, demonstration: Path) -> None:
    done = lithoscope("try", *RECORD.split("/"), "--kept", home=demonstration)
    headings = [line for line in done.lines if line.startswith("── ")]
    assert [heading.split()[1].strip(",") for heading in headings] == [
        "raw",
        "crosswalk",
        "record",
        "search",
        "graph",
    ]


# --- nothing there yet


@pytest.mark.parametrize(
    ("command", "advice"),
    [
        ("source list", "lithoscope source add"),
        ("runs list", "lithoscope harvest"),
        ("search Allende", "lithoscope harvest"),
        ("rejects list", "Nothing is rejected."),
        ("harvest", "lithoscope source add"),
        ("repair", ""),
        ("verify", ""),
    ],
)
def test_an_empty_catalogue_says_how_to_begin(lithoscope: Run, command: str, advice: str) -> None:
    done = lithoscope(*command.split())
    assert done.code == (2 if command == "harvest" else 0)
    assert advice in done.err


# --- foreign text


def test_foreign_text_is_neither_markup_nor_a_command_to_the_terminal(
    lithoscope: Run, tmp_path: Path
) -> None:
    """`:gem:` would be an emoji, `[red]` a colour, U+009B the start of a command."""
    title = "EBSD of oai:gem:1 [red]and[/red] [link=x]more[/] \N{CONTROL SEQUENCE INTRODUCER}2J"
    with repository(title=title) as server:
        lithoscope("source", "add", server.url, "--name", "rum", "--allow-private")
        assert lithoscope("harvest").code == 0
    shown = lithoscope("show", "oai:rum.example:1", terminal=True).out
    assert "oai:gem:1 [red]and[/red] [link=x]more[/]" in shown
    assert "\N{CONTROL SEQUENCE INTRODUCER}" not in shown


def test_colours_are_for_terminals_that_want_them() -> None:
    wrong = ("harvest", "--since", "yesterday")
    assert "\x1b[1;31merror" in seen_in_a_terminal(*wrong)
    assert "\x1b[1;31m" not in seen_in_a_terminal(*wrong, NO_COLOR="1")


def test_a_deleted_index_is_told_from_an_empty_catalogue_and_mended(
    lithoscope: Run, catalogue: Path
) -> None:
    rmtree(catalogue / "index")
    done = lithoscope("search", "Allende", home=catalogue)
    assert done.lines == ["0 records"]
    assert "are kept and not in the index yet: lithoscope repair" in done.err
    assert lithoscope("repair", home=catalogue).code == 0
    assert "Allende" in lithoscope("search", "Allende", home=catalogue).out
