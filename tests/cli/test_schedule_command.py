"""`schedule`: what is due is harvested, once or until stopped, and the list says how it stands."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from listing import repository
from running import Run


@pytest.fixture
def rum(lithoscope: Run, tmp_path: Path):
    with repository(pages=2, each=3) as server:
        lithoscope("source", "add", server.url, "--name", "rum", "--allow-private")
        file = tmp_path / "home" / "mappings" / "repositories" / "rum.yaml"
        file.write_text(file.read_text("utf-8") + 'schedule: "17 3 * * *"\n', "utf-8")
        yield server


def test_a_tick_harvests_what_is_due_and_ends(lithoscope: Run, rum) -> None:
    done = lithoscope("schedule", "tick", "--json")
    assert (done.code, [(r["source"], r["verdict"], r["seen"]) for r in done.each]) == (
        0,
        [("rum", "complete", 6)],
    )
    assert lithoscope("search", "--json").each[0]["total"] == 6
    assert lithoscope("schedule", "tick").out == ""


def test_a_tick_says_by_its_exit_code_how_the_worst_one_ended(lithoscope: Run, rum) -> None:
    lithoscope("source", "add", "http://127.0.0.1:9/oai", "--name", "skye", "--allow-private")
    lithoscope("harvest", "skye", "--enqueue")
    done = lithoscope("schedule", "tick")
    assert done.code == 5
    assert "rum: complete; 6 seen, 6 new" in done.out
    assert "skye: failed" in done.out


def test_the_list_is_for_people_and_for_machines(lithoscope: Run, rum) -> None:
    lithoscope("schedule", "tick")
    (said,) = lithoscope("schedule", "list", "--json").each
    assert (said["source"], said["schedule"], said["state"]) == ("rum", "17 3 * * *", "planned")
    assert said["due"].endswith("03:17:00Z")
    table = lithoscope("schedule", "list").out.splitlines()
    assert table[0].split() == ["source", "schedule", "state", "next", "(UTC)", "why"]
    assert table[1].startswith("rum     17 3 * * *  planned")


def test_an_empty_list_says_what_to_do(lithoscope: Run) -> None:
    assert "schedule: " in lithoscope("schedule", "list").err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_runs_until_it_is_asked_to_end(
    lithoscope: Run, rum, tmp_path: Path, number: int
) -> None:
    command = [sys.executable, "-m", "harvester", "--home", str(tmp_path / "home")]
    pipe = subprocess.PIPE
    running = [*command, "schedule", "run", "--json"]
    with subprocess.Popen(running, stdout=pipe, text=True) as scheduler:
        assert json.loads(scheduler.stdout.readline())["verdict"] == "complete"
        lithoscope("harvest", "rum", "--enqueue")
        assert json.loads(scheduler.stdout.readline())["verdict"] == "complete"
        scheduler.send_signal(number)
        assert scheduler.wait(60) == 0
