"""What the scripts and images of `docker/` make: once for all tests that look at it."""

import json
import subprocess
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from time import monotonic, sleep

import pytest

from tests import fuseki
from tests.conftest import missing
from tests.docker.deployment import DOCKER, instructions, program
from tests.loopback import closed_port

GRAPH = DOCKER / "graph"


@pytest.fixture(scope="session")
def secrets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `make-secrets` fills."""
    program("openssl")
    folder = tmp_path_factory.mktemp("deployment") / "secrets"
    subprocess.run([DOCKER / "make-secrets", folder], check=True, env={"PATH": "/usr/bin:/bin"})
    return folder


@pytest.fixture(scope="session")
def fuseki_jar() -> Path:
    if fuseki.java() is None or not fuseki.jar().is_file():
        missing("sparql", f"Fuseki is not here: {fuseki.HOW_TO_GET_IT}")
    return fuseki.jar()


@pytest.fixture(scope="session")
def graph_server(
    fuseki_jar: Path, secrets: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[int]:
    """Port of a server begun by the image's own entry point, its paths moved to a folder here."""
    folder, port = tmp_path_factory.mktemp("graph"), closed_port()
    configuration = (GRAPH / "config.ttl").read_text("utf-8")
    (folder / "config.ttl").write_text(configuration.replace("/fuseki/", f"{folder}/"))
    moved = {
        "java": str(fuseki.java()),
        "/opt/fuseki.jar": str(fuseki_jar),
        "--port=3030": f"--port={port}",
        "--config=/opt/config.ttl": f"--config={folder / 'config.ttl'}",
        "--passwd=/run/secrets/graph_passwords": f"--passwd={secrets / 'graph_passwords'}",
    }
    entry = json.loads(dict(instructions(GRAPH / "Dockerfile"))["ENTRYPOINT"])
    words = [moved.pop(word, word) for word in entry]
    assert not moved
    with subprocess.Popen(words, cwd=folder, stdout=subprocess.DEVNULL) as server:
        try:
            _wait(port)
            yield port
        finally:
            server.kill()


def _wait(port: int) -> None:
    last = monotonic() + fuseki.PATIENCE
    while not _answers(port):
        assert monotonic() < last, "the SPARQL server does not answer"
        sleep(0.1)


def _answers(port: int) -> bool:
    """As the image's health check asks."""
    connection = HTTPConnection("127.0.0.1", port, timeout=fuseki.PATIENCE)
    try:
        connection.request("GET", "/$/ping")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()
