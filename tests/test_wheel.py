"""The wheel alone, in a new environment and outside the checkout, does all that a user needs."""

import os
import subprocess
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest

from tests.lab_log import laboratory
from tests.readme import write_files

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Installed:
    """An environment with nothing but the wheel in it, and a user with an empty home."""

    environment: Path
    user: Path

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        said = {"HOME": str(self.user), "PATH": os.defpath, "LANG": "C.UTF-8"}
        return subprocess.run(
            [str(self.environment / "bin" / "lithoscope"), *words],
            env=said,
            cwd=self.user,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=300,
        )

    @property
    def package(self) -> Path:
        [found] = self.environment.glob("lib/python3*/site-packages/harvester")
        return found

    def fingerprint(self) -> str:
        """Of every file of the installed package that Python does not write itself."""
        files = sorted(self.package.rglob("*"))
        kept = [f for f in files if f.is_file() and f.suffix != ".pyc"]
        return sha256(b"".join(str(f).encode() + f.read_bytes() for f in kept)).hexdigest()


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    folder = tmp_path_factory.mktemp("wheel")
    quietly = ["--quiet", "--disable-pip-version-check"]
    pip = [sys.executable, "-m", "pip", *quietly]
    subprocess.run([*pip, "wheel", "--no-deps", "-w", folder, ROOT], check=True)
    [wheel] = folder.glob("lithoscope-*.whl")
    environment, user = folder / "environment", folder / "user"
    user.mkdir()
    subprocess.run([sys.executable, "-m", "venv", environment], check=True)
    pip = [environment / "bin" / "python", "-m", "pip", *quietly]
    subprocess.run([*pip, "install", wheel], check=True, cwd=user)
    return Installed(environment, user)


def test_it_carries_the_mappings_and_the_ontology(installed: Installed) -> None:
    data = installed.package / "_data"
    for folder in ("mappings", "ontology"):
        there = {f.relative_to(ROOT) for f in ROOT.joinpath(folder).rglob("*") if f.is_file()}
        assert there
        assert there <= {f.relative_to(data) for f in data.rglob("*")}
    assert installed.package.joinpath("py.typed").is_file()


def test_its_demonstration_runs(installed: Installed) -> None:
    done = installed.run("demo", "--no-serve")
    assert done.returncode == 0, done.stderr
    assert "Rum" in done.stdout


def test_it_tells_its_ontology(installed: Installed) -> None:
    done = installed.run("ontology", "pages")
    assert done.returncode == 0, done.stderr
    assert installed.user.joinpath("pages", "technique", "sem-ebsd.html").is_file()


def test_a_format_is_added_without_touching_it(installed: Installed) -> None:
    before = installed.fingerprint()
    home = installed.user / "catalogue"
    with laboratory() as url:
        write_files(home, url)
        done = installed.run("--home", str(home), "harvest", "lab", "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    assert '"verdict": "complete"' in done.stdout
    found = installed.run("--home", str(home), "search", "chromitite", "--json")
    assert '"sem-ebsd"' in found.stdout
    assert installed.fingerprint() == before
