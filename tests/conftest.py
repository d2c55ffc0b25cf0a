"""What every test may ask for. Tests that need something outside the project say so and skip."""

import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

import fuseki as fuseki_server
import postgresql as postgresql_server
import pytest
from catalogue import harvested, home_in
from loopback import closed_port

from harvester.demo.home import prepare
from harvester.demo.repositories import serving
from harvester.home import Home
from tests.elasticsearch.build import Missing
from tests.elasticsearch.node import Node

REQUIRED = set(filter(None, os.environ.get("LITHOSCOPE_TEST_REQUIRE", "").split(",")))
"""`data,elasticsearch,…`: what must be there, so that a missing one fails instead of skipping."""


def missing(name: str, reason: str) -> NoReturn:
    """Skip, or fail where `LITHOSCOPE_TEST_REQUIRE` names it."""
    if name in REQUIRED:
        pytest.fail(f"{name} is required here: {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real metadata beside the project."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not folder.is_dir():
        missing("data", f"the real metadata are not there: {folder}")
    return folder


@pytest.fixture(scope="session")
def postgresql() -> Iterator[postgresql_server.Server]:
    """A PostgreSQL server of this run's own."""
    programs = postgresql_server.programs()
    if programs is None or find_spec("psycopg") is None:
        missing("postgresql", f"PostgreSQL is not here: {postgresql_server.HOW_TO_GET_IT}")
    with postgresql_server.running(programs) as server:
        yield server


@pytest.fixture(scope="session")
def elasticsearch_node(tmp_path_factory: pytest.TempPathFactory) -> Node:
    """One node for all processes of this run; it ends with the run."""
    folder = tmp_path_factory.getbasetemp()
    worker = "PYTEST_XDIST_WORKER" in os.environ
    owner = os.getppid() if worker else os.getpid()
    node = Node((folder.parent if worker else folder) / "elasticsearch", owner)
    try:
        node.ensure()
    except Missing as error:
        missing("elasticsearch", str(error))
    return node


@pytest.fixture
def elasticsearch(request: pytest.FixtureRequest, elasticsearch_node: Node) -> Iterator[str]:
    """Address of a node that other tests use, too: keep to names of your own."""
    with elasticsearch_node.used(alone="own_elasticsearch" in request.fixturenames):
        yield elasticsearch_node.url


@pytest.fixture
def own_elasticsearch(elasticsearch: str, elasticsearch_node: Node) -> Node:
    """The node while nobody else uses it, for doing it harm; leave it running."""
    return elasticsearch_node


@pytest.fixture(scope="session")
def fuseki() -> Iterator[fuseki_server.Server]:
    """A SPARQL server of this run's own."""
    if "sparql" in REQUIRED and shutil.which("mvn"):
        fuseki_server.fetch()
    if fuseki_server.java() is None or not fuseki_server.jar().is_file():
        missing("sparql", f"Fuseki is not here: {fuseki_server.HOW_TO_GET_IT}")
    with fuseki_server.running(closed_port()) as server:
        yield server


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    """A catalogue in a folder of its own."""
    opened = home_in(tmp_path / "home")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """The demonstration as a catalogue, harvested once; it is only to be read."""
    home = home_in(tmp_path_factory.mktemp("demonstration"))
    with serving() as urls:
        prepare(home.path, urls)
        harvested(home, *(home.repository(name) for name in urls))
    yield home
    home.close()
