"""The command, and a catalogue with the demonstration in it, made once by `demo`."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import stamina
from running import Done, Run, run


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
def demonstrated(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Done]:
    home = tmp_path_factory.mktemp("demonstration") / "home"
    return home, run("--home", str(home), "demo", "--no-serve")


@pytest.fixture
def demonstration(demonstrated: tuple[Path, Done]) -> Path:
    """A home with the four demonstration repositories in it; it is only to be read."""
    return demonstrated[0]


@pytest.fixture
def demo(demonstrated: tuple[Path, Done]) -> Done:
    """What `demo` showed when it made that home."""
    return demonstrated[1]


@pytest.fixture
def catalogue(demonstration: Path, tmp_path: Path) -> Path:
    """A copy of it, to be written to."""
    return Path(shutil.copytree(demonstration, tmp_path / "catalogue"))
