"""The image's entry point as it stands: a numbered user, no home, a root file system to read only.

No engine is needed: the environment is made by the Dockerfile's own steps, and Linux's name spaces
keep the process in as an engine would.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from time import monotonic, sleep

import pytest

from tests.docker.deployment import DOCKER, ROOT, instructions
from tests.lab_log import laboratory
from tests.readme import write_files

GIVEN = dict(instructions(DOCKER / "Dockerfile"))
ENTRYPOINT = json.loads(GIVEN["ENTRYPOINT"])
USER = GIVEN["USER"].partition(":")[0]
GRACE = 60.0
"""Seconds that Compose and Kubernetes wait for it to end."""
pytestmark = pytest.mark.slow

PYTHON = Path(sys.base_prefix)
CLOSED = [each for each in PYTHON.parents if not each.stat().st_mode & 0o001]
"""Folders that hide this Python from other users: root's own, where it was built there."""
CONTAINED = """
mount --bind "$1/data" "$1/data"
mount --bind "$1/tmp" "$1/tmp"
if [ -n "$CLOSED" ]; then
    mount --bind "$PYTHON" "$1/python"
    mount -t tmpfs -o mode=755 tmpfs "$CLOSED"
    mkdir -p "$PYTHON"
    mount --bind "$1/python" "$PYTHON"
fi
mount -o remount,bind,ro /
shift
exec setpriv --reuid "$UID_" --regid "$UID_" --clear-groups --no-new-privs --bounding-set=-all \\
    env -i "PATH=$PATH_" "TMPDIR=$TMPDIR_" "LITHOSCOPE_HOME=$HOME_" PYTHONUNBUFFERED=1 "$@"
"""


@dataclass(frozen=True)
class Image:
    """The environment of the image; `data` is its volume, `tmp` its tmpfs."""

    folder: Path

    def command(self, words: list[str]) -> tuple[list[str], dict[str, str]]:
        given = {
            "PATH": os.environ["PATH"],
            "PATH_": f"{self.folder}/lithoscope/bin:/usr/bin:/bin",
            "HOME_": str(self.folder / "data"),
            "TMPDIR_": str(self.folder / "tmp"),
            "UID_": USER,
            "PYTHON": str(PYTHON),
            "CLOSED": str(CLOSED[-1]) if CLOSED else "",
        }
        apart = ["unshare", "--mount", "--pid", "--fork", "--kill-child"]
        return [*apart, "sh", "-ec", CONTAINED, "sh", str(self.folder), *words], given

    def start(self, *words: str) -> subprocess.Popen[str]:
        command, environment = self.command([*ENTRYPOINT, *words])
        return subprocess.Popen(
            command,
            env=environment,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        with self.start(*words) as process:
            out, err = process.communicate(timeout=300)
        return subprocess.CompletedProcess(words, process.returncode, out, err)


@pytest.fixture(scope="module")
def image() -> Iterator[Image]:
    if os.geteuid() or not all(map(shutil.which, ("unshare", "setpriv"))):
        pytest.skip("only root may keep a process in as an engine does")
    folder = Path(mkdtemp(prefix="image-"))  # pytest's own folders are closed to other users
    folder.chmod(0o755)
    for name in ("data", "tmp"):
        (folder / name).mkdir(mode=0o750)
        os.chown(folder / name, int(USER), int(USER))
    (folder / "python").mkdir()
    _install(folder)
    yield Image(folder)
    shutil.rmtree(folder)


def _install(folder: Path) -> None:
    """The Dockerfile's steps."""
    quietly = ["--quiet", "--disable-pip-version-check"]
    environment, wheel = folder / "lithoscope", folder / "wheel"
    pip = [str(environment / "bin" / "pip"), "install", *quietly]
    subprocess.run([sys.executable, "-m", "venv", environment], check=True)
    hashed = ["--require-hashes", "--only-binary=:all:", "--requirement"]
    subprocess.run([*pip, *hashed, DOCKER / "requirements/run.txt"], check=True)
    build = [sys.executable, "-m", "pip", "wheel", *quietly, "--no-deps", "-w", wheel, ROOT]
    subprocess.run(build, check=True)
    subprocess.run([*pip, "--no-deps", *wheel.glob("*.whl")], check=True)


def test_what_is_installed_fits_together(image: Image) -> None:
    pip = image.folder / "lithoscope" / "bin" / "pip"
    subprocess.run([pip, "check", "--disable-pip-version-check"], check=True)


def test_it_is_well_before_its_first_start(image: Image) -> None:
    check = json.loads(GIVEN["HEALTHCHECK"].partition(" CMD ")[2])
    assert check[: len(ENTRYPOINT)] == ENTRYPOINT
    done = image.run(*check[len(ENTRYPOINT) :])
    assert done.returncode == 0, done.stdout + done.stderr
    settings = {each["name"]: each["value"] for each in json.loads(done.stdout)["settings"]}
    assert settings["home"] == str(image.folder / "data")


def test_it_harvests_and_finds(image: Image) -> None:
    with laboratory() as url:
        write_files(image.folder / "data", url)
        done = image.run("harvest", "lab", "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout)["verdict"] == "complete"
    assert '"sem-ebsd"' in image.run("search", "chromitite", "--json").stdout


def test_all_that_it_leaves_behind_is_in_its_volume(image: Image) -> None:
    assert not list((image.folder / "tmp").iterdir())
    owners = {each.stat().st_uid for each in (image.folder / "data").rglob("*")}
    assert int(USER) in owners


def test_its_command_ends_when_it_is_asked_to(image: Image) -> None:
    """As the first process of its name space, which no signal ends that it does not expect."""
    with image.start(*json.loads(GIVEN["CMD"])) as process:
        assert process.stderr
        assert "Waiting" in process.stderr.readline()
        worker = _child(process.pid)
        began = monotonic()
        os.kill(worker, signal.SIGTERM)
        process.communicate(timeout=GRACE)
    assert process.returncode == 0
    assert monotonic() - began < GRACE


def _child(pid: int) -> int:
    """The process that becomes the worker: the only child of the one that keeps it in."""
    while not (found := Path(f"/proc/{pid}/task/{pid}/children").read_text().split()):
        sleep(0.05)
    return int(found[0])
