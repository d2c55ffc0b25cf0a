"""A fresh graph for each test, once for every backend: the contract is one."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from harvester.graph import Graph
from harvester.graph.oxigraph import OxigraphStore
from harvester.graph.sparql.store import SparqlStore

Opening = Callable[[], Graph]


def oxigraph(request: pytest.FixtureRequest, folder: Path) -> Opening:
    return lambda: OxigraphStore(folder)


def sparql(request: pytest.FixtureRequest, folder: Path) -> Opening:
    server = request.getfixturevalue("fuseki")
    server.clear("passing")
    return lambda: SparqlStore(server.url("passing"), folder, attempts=1)


@pytest.fixture(params=[oxigraph, pytest.param(sparql, marks=pytest.mark.server)])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opening]:
    """Open the same graph once more, as another process would."""
    open_one = request.param(request, tmp_path / "graph")
    graphs: list[Graph] = []

    def another() -> Graph:
        graphs.append(open_one())
        return graphs[-1]

    yield another
    for graph in graphs:
        graph.close()


@pytest.fixture
def graph(opened: Opening) -> Graph:
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
