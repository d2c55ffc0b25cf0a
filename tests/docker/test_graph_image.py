"""The image of the SPARQL server: its command line and configuration, run as they stand."""

import json
import socket
import subprocess
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from http.client import HTTPConnection
from pathlib import Path
from time import monotonic, sleep
from urllib.parse import urlencode

import pytest
from conftest import missing

from tests import fuseki
from tests.docker.deployment import DOCKER, instructions

GRAPH = DOCKER / "graph"
GIVEN = dict(instructions(GRAPH / "Dockerfile"))
ASK = "ASK { <https://example.org/s> ?p ?o }"
INSERT = "INSERT DATA { GRAPH <https://example.org/g> { <https://example.org/s> a <urn:x> } }"
pytestmark = pytest.mark.server


@pytest.fixture(scope="module")
def jar() -> Path:
    if not (fuseki.java() and fuseki.jar().is_file()):
        missing("sparql", f"Fuseki is not here: {fuseki.HOW_TO_GET_IT}")
    return fuseki.jar()


@pytest.fixture(scope="module")
def port(jar: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """That of a server begun by the image's own entry point, its paths moved to a folder here."""
    folder = tmp_path_factory.mktemp("fuseki")
    with socket.create_server(("127.0.0.1", 0)) as free:
        number = free.getsockname()[1]
    configuration = (GRAPH / "config.ttl").read_text("utf-8")
    (folder / "config.ttl").write_text(configuration.replace("/fuseki/", f"{folder}/"))
    (folder / "passwords").write_text("lithoscope: serpentine\n")
    moved = {
        "java": str(fuseki.java()),
        "/opt/fuseki.jar": str(jar),
        "--port=3030": f"--port={number}",
        "--config=/opt/config.ttl": f"--config={folder / 'config.ttl'}",
        "--passwd=/run/secrets/graph_passwords": f"--passwd={folder / 'passwords'}",
    }
    words = [moved.pop(word, word) for word in json.loads(GIVEN["ENTRYPOINT"])]
    assert not moved
    with subprocess.Popen(words, cwd=folder, stdout=subprocess.DEVNULL) as server:
        try:
            _wait(number)
            yield number
        finally:
            server.kill()


def _wait(port: int) -> None:
    last = monotonic() + fuseki.PATIENCE
    while not _healthy(port):
        assert monotonic() < last, "it does not answer"
        sleep(0.1)


def _healthy(port: int) -> bool:
    """As its health check asks."""
    assert json.loads(GIVEN["HEALTHCHECK"].partition(" CMD ")[2])[-1].endswith(":3030/$/ping")
    try:
        return asked(port, "GET", "/$/ping", "", "")[0] == 200
    except OSError:
        return False


def asked(
    port: int, method: str, path: str, kind: str, body: str, password: str = ""
) -> tuple[int, bytes]:
    who = b64encode(f"lithoscope:{password}".encode()).decode()
    headers = {"Content-Type": f"application/{kind}", "Accept": "application/json"}
    connection = HTTPConnection("127.0.0.1", port, timeout=fuseki.PATIENCE)
    connection.request(
        method, path, body, headers | ({"Authorization": f"Basic {who}"} if password else {})
    )
    answer = connection.getresponse()
    said = answer.status, answer.read()
    connection.close()
    return said


@pytest.mark.parametrize("password", ["", "guessed"])
def test_who_has_no_password_is_sent_away(port: int, password: str) -> None:
    query = f"/lithoscope/query?{urlencode({'query': ASK})}"
    assert asked(port, "GET", query, "sparql-query", "", password)[0] == 401
    update = asked(port, "POST", "/lithoscope/update", "sparql-update", INSERT, password)
    assert update[0] == 401


def test_all_graphs_together_are_asked_where_none_is_named(port: int) -> None:
    update = asked(port, "POST", "/lithoscope/update", "sparql-update", INSERT, "serpentine")
    assert update[0] in {200, 204}
    said = asked(port, "POST", "/lithoscope/query", "sparql-query", ASK, "serpentine")
    assert json.loads(said[1])["boolean"] is True


def test_its_files_are_made_small_again(port: int) -> None:
    status, said = asked(port, "POST", "/$/compact/lithoscope?deleteOld=true", "json", "")
    assert (status, bool(json.loads(said)["taskId"])) == (200, True)


def test_the_jar_is_the_one_that_is_tested(jar: Path) -> None:
    assert f"sha256:{sha256(jar.read_bytes()).hexdigest()}" in GIVEN["ADD"]
    assert jar.name in GIVEN["ADD"]
