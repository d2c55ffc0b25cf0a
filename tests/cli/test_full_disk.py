"""A disk that fills up: one sentence, exit code 5, nothing lost, and it goes on afterwards."""

import json
import resource
import signal
import subprocess
import sys
from pathlib import Path

from listing import repository
from running import Run

PAGES, EACH = 8, 25


def on_a_small_disk(home: Path, *words: str, size: int) -> subprocess.CompletedProcess[str]:
    """The command where no file may grow beyond `size` bytes."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    command = [sys.executable, "-m", "harvester", "--home", str(home), *words]
    return subprocess.run(command, capture_output=True, text=True, preexec_fn=limit, timeout=120)


def sentences(error: str) -> list[str]:
    return [line for line in error.splitlines() if line.startswith("error")]


def test_a_ledger_that_is_full_keeps_its_pages_and_goes_on_afterwards(
    lithoscope: Run, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    with repository(pages=PAGES, each=EACH) as server:
        lithoscope("source", "add", server.url, "--name", "rum", "--allow-private")
        full = on_a_small_disk(home, "harvest", "--json", size=400_000)
        (rest,) = lithoscope("harvest", "--json").each
    report = json.loads(full.stdout)
    assert (full.returncode, report["verdict"]) == (5, "failed")
    assert "Traceback" not in full.stderr
    assert "fault in Lithoscope" not in report["message"]
    assert 0 < report["seen"] < PAGES * EACH
    assert (rest["verdict"], rest["seen"]) == ("complete", PAGES * EACH - report["seen"])
    assert lithoscope("search", "--json").each[0]["total"] == PAGES * EACH


def test_a_graph_without_room_leaves_the_older_one(lithoscope: Run, catalogue: Path) -> None:
    before = lithoscope("export", "--format", "nquads", home=catalogue).out
    full = on_a_small_disk(catalogue, "rebuild", "graph", size=200_000)
    assert full.returncode == 5
    (said,) = sentences(full.stderr)
    assert "Every record is safe in the ledger." in said
    assert lithoscope("export", "--format", "nquads", home=catalogue).out == before
    assert lithoscope("rebuild", "graph", home=catalogue).code == 0
    assert lithoscope("export", "--format", "nquads", home=catalogue).out == before


def test_an_export_that_does_not_fit_leaves_the_older_one(catalogue: Path, tmp_path: Path) -> None:
    file = tmp_path / "records.jsonl"
    file.write_text("older", "utf-8")
    full = on_a_small_disk(catalogue, "export", "--output", str(file), size=40_000)
    assert full.returncode == 5
    assert sentences(full.stderr) == [f"error {file}: cannot be written (File too large)."]
    assert file.read_text("utf-8") == "older"
    assert list(tmp_path.glob("*.part")) == []
