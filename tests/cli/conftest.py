"""The command, and a catalogue with the demonstration in it, made once."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import stamina
from catalogue import home_in
from running import Done, Run, run

from harvester.demo.home import prepare
from harvester.demo.repositories import serving
from harvester.road import harvest


@pytest.fixture
def lithoscope(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `lithoscope --home … words`; the home is an empty one unless it is named."""
    monkeypatch.delenv("LITHOSCOPE_HOME", raising=False)
    monkeypatch.setenv("COLUMNS", "80")

    def lithoscope(*words: str, home: Path | None = None, **more: object) -> Done:
        return run("--home", str(home or tmp_path / "home"), *words, **more)

    return lithoscope


@pytest.fixture
def no_pauses() -> Iterator[None]:
    """A request is made twice at most and not waited for."""
    with stamina.set_testing(True, attempts=2):
        yield


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the four demonstration repositories in it; it is only to be read."""
    folder = tmp_path_factory.mktemp("demonstration")
    home = home_in(folder)
    with serving() as urls:
        prepare(folder, urls)
        for name in urls:
            harvest(home, home.repository(name))
    home.close()
    return folder


@pytest.fixture
def catalogue(demonstration: Path, tmp_path: Path) -> Path:
    """A copy of it, to be written to."""
    return Path(shutil.copytree(demonstration, tmp_path / "catalogue"))
