"""Every command of the README is run as it stands, after its demonstration, in a home of its own.

The two set-up commands are run by .ci/run. The address of the README's example is answered by a
repository on loopback.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.lab_log import laboratory
from tests.readme import COMMANDS, LINES, SET_UP, SHOWN, on_loopback, write_files

FOR_THE_SHELL = {
    ". .venv/bin/activate",
    "export LITHOSCOPE_HOME=~/.local/share/lithoscope-demo",
}
"""What a person types and nothing needs to check."""


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The present environment as if activated, a home with the demonstration, and the example's
    repository and files."""
    folder = tmp_path_factory.mktemp("readme")
    home = folder / "home"
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    said = {
        **os.environ,
        "PATH": path,
        "LITHOSCOPE_HOME": str(home),
        "PWD": str(folder),
        "COLUMNS": "100",
    }
    with laboratory() as url:
        run("lithoscope demo --no-serve", said)
        write_files(home, url)
        yield said | {"EXAMPLE": url}


def run(command: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command],
        env=environment,
        cwd=environment["PWD"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_does_what_it_says(command: str, environment: dict[str, str]) -> None:
    done = run(on_loopback(command, environment["EXAMPLE"]), environment)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
    assert "error" not in done.stderr


def test_the_first_search_prints_what_is_shown(environment: dict[str, str]) -> None:
    assert run(COMMANDS[0], environment).stdout.strip() == SHOWN.strip()


def test_there_are_two_set_up_commands_and_no_line_that_nobody_runs() -> None:
    assert len(SET_UP) == 2
    assert set(LINES) - {*SET_UP, *COMMANDS} <= FOR_THE_SHELL
