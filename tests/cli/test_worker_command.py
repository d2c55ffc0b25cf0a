"""`worker` and `harvest --enqueue`: asked for here, harvested by whoever is free."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from listing import repository
from running import Run

from harvester.home import Home
from harvester.settings import load


@pytest.fixture
def rum(lithoscope: Run):
    with repository(pages=2, each=3) as server:
        lithoscope("source", "add", server.url, "--name", "rum", "--allow-private")
        yield server


def test_what_is_enqueued_is_harvested_by_a_worker(lithoscope: Run, rum) -> None:
    assert lithoscope("harvest", "rum", "--enqueue", "--json").each == [{"enqueued": ["rum"]}]
    assert lithoscope("runs", "list", "--json").each == []
    done = lithoscope("worker", "--once", "--json")
    assert (done.code, [(r["source"], r["verdict"]) for r in done.each]) == (
        0,
        [("rum", "complete")],
    )
    assert lithoscope("search", "--json").each[0]["total"] == 6
    assert lithoscope("worker", "--once", "--json").out == ""


def test_a_person_reads_a_line_for_each_harvest(lithoscope: Run, rum) -> None:
    said = lithoscope("harvest", "rum", "--enqueue").out
    assert said == "rum: waiting for a worker (lithoscope worker).\n"
    done = lithoscope("worker", "--once")
    assert done.out == "rum: complete; 6 seen, 6 new, 0 changed, 0 gone.\n"


def test_what_workers_died_at_is_told(lithoscope: Run, rum, tmp_path: Path) -> None:
    home = Home(load(tmp_path / "home"))
    home.ledger.enqueue(["rum"])
    for _ in range(3):
        with home.ledger.claim({"rum": "oai.rum.example"}):
            pass
    home.close()
    assert lithoscope("worker", "--once", "--json").out == ""
    checked = {check["what"]: check for check in lithoscope("doctor", "--json").each[0]["checks"]}
    assert not checked["workers"]["ok"]
    assert "lithoscope harvest rum --enqueue" in checked["workers"]["said"]
    assert "3 workers died at it" in lithoscope("runs", "list").err
    lithoscope("harvest", "rum", "--enqueue")
    assert lithoscope("worker", "--once").out.startswith("rum: complete")


def test_enqueue_takes_no_other_question(lithoscope: Run, rum) -> None:
    done = lithoscope("harvest", "rum", "--enqueue", "--full")
    assert (done.code, "--enqueue stands alone" in done.err) == (2, True)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_worker_waits_for_work_and_ends_when_it_is_asked_to(
    lithoscope: Run, rum, tmp_path: Path, number: int
) -> None:
    command = [sys.executable, "-m", "harvester", "--home", str(tmp_path / "home"), "worker"]
    pipe = subprocess.PIPE
    with subprocess.Popen([*command, "--json"], stdout=pipe, text=True) as worker:
        lithoscope("harvest", "rum", "--enqueue")
        assert json.loads(worker.stdout.readline())["verdict"] == "complete"
        worker.send_signal(number)
        assert worker.wait(60) == 0
