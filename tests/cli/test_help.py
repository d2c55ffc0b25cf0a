"""Help comes at once, and a wrong command is answered with the right one."""

import subprocess
import sys

from running import Run

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
    lithoscope: Run, demonstration
) -> None:
    done = lithoscope("harvest", "demo-clide", "--json", home=demonstration)
    assert (done.code, done.out) == (2, "")
    assert "Did you mean demo-clyde?" in " ".join(done.err.split())


def test_a_misspelt_technique_is_answered_with_near_ones(lithoscope: Run, demonstration) -> None:
    done = lithoscope("search", "--technique", "ebsdd", "--json", home=demonstration)
    assert (done.code, done.out) == (2, "")
    assert "sem-ebsd" in done.err


def test_a_technique_may_be_named_by_any_label(lithoscope: Run, demonstration) -> None:
    counted = [
        lithoscope("search", "--technique", name, "--json", home=demonstration).each[0]["total"]
        for name in ("xct", "XCT", "X-ray computed tomography")
    ]
    assert counted[0] == counted[1] == counted[2] > 10
