"""A fresh graph for each test, once for every backend in `BACKENDS`: the contract is one."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from harvester.graph import Graph
from harvester.graph.oxigraph import OxigraphStore

BACKENDS: dict[str, Callable[[Path], Graph]] = {
    "oxigraph": lambda folder: OxigraphStore(folder / "graph"),
}
"""How each backend opens the graph of a test; called again, the same graph once more."""


@pytest.fixture(params=BACKENDS)
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Graph]]:
    """Open the same graph once more, as another process would."""
    graphs: list[Graph] = []

    def another() -> Graph:
        graphs.append(BACKENDS[request.param](tmp_path))
        return graphs[-1]

    yield another
    for graph in graphs:
        graph.close()


@pytest.fixture
def graph(opened: Callable[[], Graph]) -> Graph:
    return opened()


@pytest.fixture
def projector() -> Callable[..., subprocess.Popen[str]]:
    """Start `projector.py` with these words, as another process; spoken with over its pipes."""

    def start(*words: object) -> subprocess.Popen[str]:
        script = Path(__file__).with_name("projector.py")
        command = [sys.executable, "-W", "error", str(script), *map(str, words)]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)

    return start
