"""A fresh index for each test, once for every engine in `BACKENDS`: the contract is one."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from harvester.index import SearchEngine
from harvester.index.embedded import TantivyEngine
from harvester.index.synonyms import Synonyms, Vocabularies

BACKENDS: dict[str, Callable[[Path, Synonyms], SearchEngine]] = {
    "tantivy": lambda folder, synonyms: TantivyEngine(folder / "index", synonyms),
}
"""How each backend opens the index of a test; called again, the same index once more."""


@pytest.fixture(scope="session")
def synonyms() -> Synonyms:
    return Vocabularies(technique="technique_groups", material="material_groups")


@pytest.fixture(params=BACKENDS)
def opened(
    request: pytest.FixtureRequest, tmp_path: Path, synonyms: Synonyms
) -> Iterator[Callable[[], SearchEngine]]:
    """Open the same index once more, as another process would."""
    engines: list[SearchEngine] = []

    def another() -> SearchEngine:
        engines.append(BACKENDS[request.param](tmp_path, synonyms))
        return engines[-1]

    yield another
    for engine in engines:
        engine.close()


@pytest.fixture
def engine(opened: Callable[[], SearchEngine]) -> SearchEngine:
    return opened()


@pytest.fixture
def indexer() -> Callable[..., subprocess.Popen[str]]:
    """Start `indexer.py` with these words, as another process; spoken with over its pipes."""

    def start(*words: object) -> subprocess.Popen[str]:
        script = Path(__file__).with_name("indexer.py")
        command = [sys.executable, "-W", "error", str(script), *map(str, words)]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)

    return start
