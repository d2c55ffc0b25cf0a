"""Ctrl-C, in a process of its own: once ends in order, twice at once; nothing is lost."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest
from listing import repository
from running import Run

PATIENCE = 60


class Gate:
    """Holds the repository before a page, until a test opens it."""

    def __init__(self, page: int) -> None:
        self._page = page
        self.reached = Event()
        self.open = Event()

    def __call__(self, number: int) -> None:
        if number == self._page:
            self.reached.set()
            assert self.open.wait(PATIENCE)


@contextmanager
def harvesting(home: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "harvester", "--home", str(home), "harvest", "--json"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def add(lithoscope: Run, url: str) -> None:
    assert lithoscope("source", "add", url, "--name", "rum", "--allow-private").code == 0


def go_on(lithoscope: Run) -> tuple[dict, int]:
    """The next run's report, and how many records there are after it."""
    (report,) = lithoscope("harvest", "--json").each
    assert lithoscope("verify").code == 0
    return report, len(lithoscope("export").lines)


def test_once_ends_after_the_open_page(lithoscope: Run, home: Path) -> None:
    gate = Gate(page=3)
    with repository(pages=6, before=gate) as server:
        add(lithoscope, server.url)
        with harvesting(home) as process:
            assert gate.reached.wait(PATIENCE)
            process.send_signal(signal.SIGINT)
            assert process.stderr
            assert "Stopping after the open page" in process.stderr.readline()
            gate.open.set()
            out, _ = process.communicate(timeout=PATIENCE)
        report = json.loads(out)
        rest, records = go_on(lithoscope)
    assert (process.returncode, report["verdict"], report["seen"]) == (4, "partial", 6)
    assert (rest["verdict"], rest["seen"], records) == ("complete", 6, 12)


def test_a_source_that_was_not_asked_is_told_and_counts(lithoscope: Run, home: Path) -> None:
    gate = Gate(page=1)
    with repository(pages=1, before=gate) as server:
        add(lithoscope, server.url)
        added = lithoscope("source", "add", server.url, "--name", "skye", "--allow-private")
        assert added.code == 0
        with harvesting(home) as process:
            assert gate.reached.wait(PATIENCE)
            process.send_signal(signal.SIGINT)
            assert process.stderr
            process.stderr.readline()
            gate.open.set()
            out, _ = process.communicate(timeout=PATIENCE)
    rum, skye = (json.loads(line) for line in out.splitlines())
    assert (rum["source"], rum["verdict"], rum["seen"]) == ("rum", "complete", 2)
    assert (skye["source"], skye["verdict"], skye["run"]) == ("skye", "failed", 0)
    assert skye["message"] == "not asked: stopped by you."
    assert process.returncode == 5


def test_twice_ends_at_once_and_the_next_harvest_goes_on_from_the_page(
    lithoscope: Run, home: Path
) -> None:
    gate = Gate(page=3)
    with repository(pages=6, before=gate) as server:
        add(lithoscope, server.url)
        with harvesting(home) as process:
            assert gate.reached.wait(PATIENCE)
            process.send_signal(signal.SIGINT)
            assert process.stderr
            process.stderr.readline()
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=PATIENCE)
        gate.open.set()
        (run,) = lithoscope("runs", "list").lines[1:]
        rest, records = go_on(lithoscope)
        tokens = [each.get("resumptionToken") for each in server.params()]
    assert (process.returncode, out) == (130, "")
    assert err.splitlines()[-1].startswith("error Stopped at once.")
    assert "not ended" in run
    assert (rest["verdict"], rest["seen"], records) == ("complete", 8, 12)
    assert tokens == [None, "page 2", "page 3", "page 3", "page 4", "page 5", "page 6"]
