"""Help comes at once, a wrong command is answered with the right one, and settings are found."""

import subprocess
import sys
from pathlib import Path

import pytest
from running import Run, run

LIGHT = {"harvester.errors", "harvester.iris"}
"""What the command line may import before it knows which command is wanted."""


def test_help_waits_for_no_store_no_http_and_no_vocabulary() -> None:
    """What is imported is what makes `--help` slow: 0.2 s without, 2 s with all of it."""
    listed = "import sys, harvester.cli; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", listed], capture_output=True, text=True, check=True
    )
    modules = set(done.stdout.split())
    ours = {name for name in modules if name.startswith("harvester.")}
    assert {name for name in ours if not name.startswith("harvester.cli")} == LIGHT
    assert modules.isdisjoint({"httpx", "sickle", "sqlalchemy", "tantivy", "pyoxigraph", "lxml"})
    assert modules.isdisjoint({"structlog", "stamina", "yaml", "rich.progress", "rdflib"})


def test_help_names_every_command_and_says_where_to_begin(lithoscope: Run) -> None:
    done = lithoscope("--help")
    assert done.code == 0
    assert "lithoscope demo" in " ".join(done.out.split())


def test_a_misspelt_command_is_answered_with_the_right_one(lithoscope: Run) -> None:
    done = lithoscope("harvst")
    assert (done.code, done.out) == (2, "")
    assert "Did you mean 'harvest'?" in done.err


def test_a_wrong_choice_is_answered_with_the_choices(lithoscope: Run) -> None:
    done = lithoscope("show", "x", "--format", "pdf", "--json")
    said = " ".join(done.err.replace("│", " ").split())
    assert (done.code, done.out) == (2, "")
    assert "'pdf' is not one of 'text', 'jsonld', 'turtle', 'raw'." in said
    assert "Value error" not in said


def test_a_misspelt_repository_is_answered_with_the_near_one(
    lithoscope: Run, demonstration: Path
) -> None:
    done = lithoscope("harvest", "demo-clide", "--json", home=demonstration)
    assert (done.code, done.out) == (2, "")
    assert "Did you mean demo-clyde?" in " ".join(done.err.split())


def test_a_misspelt_technique_is_answered_with_near_ones(
    lithoscope: Run, demonstration: Path
) -> None:
    done = lithoscope("search", "--technique", "ebsdd", "--json", home=demonstration)
    assert (done.code, done.out) == (2, "")
    assert "sem-ebsd" in done.err


def test_a_technique_may_be_named_by_any_label(lithoscope: Run, demonstration: Path) -> None:
    counted = [
        lithoscope("search", "--technique", name, "--json", home=demonstration).each[0]["total"]
        for name in ("xct", "XCT", "X-ray computed tomography")
    ]
    assert counted[0] == counted[1] == counted[2] > 10


@pytest.mark.parametrize(
    "words",
    [
        ("--home", "{}", "source", "list", "--json"),
        ("source", "list", "--json", "--home", "{}"),
        ("source", "--home={}", "list", "--json", "--debug"),
    ],
)
def test_the_home_may_be_named_anywhere(demonstration: Path, words: tuple[str, ...]) -> None:
    done = run(*(word.format(demonstration) for word in words))
    listed = {row["name"] for row in done.each}
    assert (done.code, {"demo-clyde", "demo-firth"} <= listed) == (0, True)


def test_addresses_of_servers_may_be_flags_which_win(
    lithoscope: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LITHOSCOPE_LEDGER_URL", "sqlite:////nowhere/ledger.db")
    url = f"sqlite:///{tmp_path / 'other.db'}"
    done = lithoscope("doctor", "--json", "--ledger-url", url)
    [said] = [each for each in done.each[0]["settings"] if each["name"] == "ledger_url"]
    assert (done.code, said["value"], said["from"]) == (0, url, "flag")
    assert (tmp_path / "other.db").is_file()
    for flag in ("--search-url", "--graph-url"):
        wrong = lithoscope(flag, "ftp://host/rocks", "doctor", "--json")
        assert (wrong.code, flag[2:].replace("-", "_") in wrong.out + wrong.err) == (5, True)


def test_what_stands_behind_two_dashes_is_no_option(lithoscope: Run, demonstration: Path) -> None:
    done = lithoscope("search", "--json", "--", "--home", home=demonstration)
    assert (done.code, len(done.lines)) == (0, 1)


def test_an_unknown_setting_names_its_file(lithoscope: Run, tmp_path: Path) -> None:
    file = tmp_path / "home" / "lithoscope.toml"
    file.parent.mkdir()
    file.write_text("contcat = 'me@example.org'\n", "utf-8")
    done = lithoscope("source", "list", "--json")
    assert (done.code, done.err) == (2, f"error {file}: unknown setting `contcat`.\n")


def test_a_catalogue_is_made_with_settings_of_ones_own_and_only_once(lithoscope: Run) -> None:
    base = ("--base-url", "https://rocks.example/data", "--contact", "me@example.org", "--json")
    (said,) = lithoscope("init", *base).each
    assert said["base_url"] == "https://rocks.example/data/"
    checked = lithoscope("doctor", "--json").each[0]["settings"]
    in_force = {setting["name"]: (setting["value"], setting["from"]) for setting in checked}
    assert in_force["base_url"] == ("https://rocks.example/data/", "file")
    assert in_force["contact"] == ("me@example.org", "file")
    assert lithoscope("init").code == 2


def test_a_home_that_is_a_file_is_told(lithoscope: Run, tmp_path: Path) -> None:
    file = tmp_path / "home"
    file.write_text("", "utf-8")
    for words in (["search", "x"], ["init"], ["demo"], ["runs", "list", "--json"]):
        done = lithoscope(*words)
        assert (done.code, done.out) == (5, "")
        assert done.err.count("error") == 1


def test_help_says_what_is_left_out_and_what_runs_again(lithoscope: Run) -> None:
    export, replay = (
        " ".join(lithoscope(name, "--help").out.split()) for name in ("export", "replay")
    )
    assert "Without --provenance" in export
    assert "are one pass over the records" in replay
