"""With the ledger on a PostgreSQL server every command says what it says with one in a file."""

import re
from pathlib import Path

import pytest
from running import Done, Run
from sqlalchemy import update

from harvester.ledger.schema import leases
from harvester.ledger.store import open_ledger

pytestmark = pytest.mark.server

COMMANDS = [
    ("export",),
    ("export", "--format", "nquads", "--provenance"),
    ("search", "chromite", "--technique", "sem-eds", "--json"),
    ("query", "raw-data-behind-a-figure", "--json"),
    ("rejects", "list", "--json"),
    ("verify", "--json"),
]


@pytest.fixture
def on_server(postgresql, monkeypatch: pytest.MonkeyPatch):
    with postgresql.database() as address:
        monkeypatch.setenv("LITHOSCOPE_LEDGER_URL", address)
        yield address


@pytest.fixture
def in_file(demonstration: Path, demo: Done, lithoscope: Run) -> list[str]:
    """What the commands say of the demonstration."""
    assert demo.code == 0
    return said(lithoscope, demonstration)


def said(lithoscope: Run, home: Path) -> list[str]:
    return [without_times(lithoscope(*words, home=home).out) for words in COMMANDS]


def without_times(text: str) -> str:
    """Of now: when it was kept, and where the repositories of this demonstration are."""
    return re.sub(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ|127\.0\.0\.1:\d+", "…", text)


def test_the_demonstration_is_the_same(in_file, lithoscope: Run, tmp_path: Path, request) -> None:
    request.getfixturevalue("on_server")
    home = tmp_path / "on server"
    assert lithoscope("demo", "--no-serve", home=home).code == 0
    assert not (home / "ledger.sqlite").exists()
    assert said(lithoscope, home) == in_file


def test_doctor_says_what_is_reached(on_server: str, lithoscope: Run) -> None:
    (found,) = lithoscope("doctor", "--json").each
    checks = {check["what"]: check for check in found["checks"]}
    assert "(PostgreSQL " in checks["ledger"]["said"]
    assert "tables of version 0004" in checks["ledger"]["said"]
    assert checks["workers"]["said"] == "0 sources at work, 0 waiting"


def test_doctor_refuses_machines_that_share_a_ledger_and_no_graph(
    on_server: str, lithoscope: Run
) -> None:
    ledger = open_ledger(on_server)
    with ledger.lease("source:rum"), ledger.lease("source:skye"):
        with ledger._database.writing() as connection:
            there = update(leases).where(leases.c.name == "source:rum")
            connection.execute(there.values(host="another-machine boot namespace"))
        done = lithoscope("doctor", "--json")
    ledger.close()
    checks = {check["what"]: check for check in done.each[0]["checks"]}
    assert (done.code, checks["workers"]["ok"]) == (5, False)
    assert "another-machine" in checks["workers"]["said"]
    assert "set graph_url and search_url to servers" in checks["workers"]["said"]


def test_doctor_says_that_the_server_is_gone(on_server: str, lithoscope: Run, postgresql) -> None:
    postgresql.kill()
    done = lithoscope("doctor", "--json")
    postgresql.start()
    checks = {check["what"]: check for check in done.each[0]["checks"]}
    assert (done.code, checks["ledger"]["ok"]) == (5, False)
    assert "See whether its server runs" in checks["ledger"]["said"]
