"""`migrate`: a catalogue's ledger moves, and the catalogue goes on with the new one."""

from pathlib import Path

import pytest
from running import Run, run

from harvester.home import Home
from harvester.settings import load


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.server)])
def target(request, tmp_path):
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'other' / 'ledger.db'}"
        return
    with request.getfixturevalue("postgresql").database() as address:
        yield address


def test_the_catalogue_is_the_same_with_its_new_ledger(
    catalogue: Path, target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = run("--home", str(catalogue), "export").out
    done = run("--home", str(catalogue), "migrate", "--to", target, "--json")
    (said,) = done.each
    assert done.code == 0
    assert {each["table"] for each in said["tables"]} >= {"records", "changes", "packs", "runs"}
    (catalogue / "ledger.sqlite").unlink()
    monkeypatch.setenv("LITHOSCOPE_LEDGER_URL", target)
    assert run("--home", str(catalogue), "verify").code == 0
    elsewhere = str(tmp_path / "elsewhere")
    run("--home", elsewhere, "rebuild")
    assert (
        run("--home", elsewhere, "export").out
        == before
        == run("--home", str(catalogue), "export").out
    )
    kind = "SQLite" if target.startswith("sqlite") else "PostgreSQL"
    assert f"({kind} " in run("--home", elsewhere, "doctor").out


def test_a_person_is_told_what_to_do_next(catalogue: Path, target: str) -> None:
    done = run("--home", str(catalogue), "migrate", "--to", target)
    assert "LITHOSCOPE_LEDGER_URL" in done.out
    assert "lithoscope rebuild" in done.out
    again = run("--home", str(catalogue), "migrate", "--to", target)
    assert (again.code, "is not empty" in again.err) == (2, True)


def test_nothing_moves_while_somebody_harvests(catalogue: Path, target: str) -> None:
    harvesting = Home(load(catalogue))
    with harvesting.ledger.lease("source:demo-clyde"):
        done = run("--home", str(catalogue), "migrate", "--to", target, "--json")
    harvesting.close()
    assert (done.code, done.out) == (5, "")
    assert "source:demo-clyde: process" in done.err


def test_it_may_not_move_onto_itself(lithoscope: Run, catalogue: Path) -> None:
    itself = f"sqlite:///{catalogue / 'ledger.sqlite'}"
    done = lithoscope("migrate", "--to", itself, home=catalogue)
    assert (done.code, "is not empty" in done.err) == (2, True)
