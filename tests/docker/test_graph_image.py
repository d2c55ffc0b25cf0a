"""The image of the SPARQL server: its command line and configuration, run as they stand."""

import json
from base64 import b64encode
from hashlib import sha256
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.docker.deployment import DOCKER, instructions

GIVEN = dict(instructions(DOCKER / "graph" / "Dockerfile"))
ASK = "ASK { <https://example.org/s> ?p ?o }"
INSERT = "INSERT DATA { GRAPH <https://example.org/g> { <https://example.org/s> a <urn:x> } }"
pytestmark = pytest.mark.server


def asked(port: int, path: str, kind: str, body: str, password: str = "") -> tuple[int, bytes]:
    headers = {"Content-Type": f"application/{kind}", "Accept": "application/json"}
    if password:
        who = b64encode(f"lithoscope:{password}".encode()).decode()
        headers["Authorization"] = f"Basic {who}"
    connection = HTTPConnection("127.0.0.1", port)
    connection.request("POST", path, body, headers)
    answer = connection.getresponse()
    said = answer.status, answer.read()
    connection.close()
    return said


@pytest.fixture
def password(secrets: Path) -> str:
    return (secrets / "graph_password").read_text().strip()


@pytest.mark.parametrize("guessed", ["", "guessed"])
def test_who_has_no_password_is_sent_away(graph_server: int, guessed: str) -> None:
    for path, kind, body in (
        ("/lithoscope/query", "sparql-query", ASK),
        ("/lithoscope/update", "sparql-update", INSERT),
        (f"/lithoscope/data?{urlencode({'graph': 'urn:x'})}", "n-triples", ""),
    ):
        assert asked(graph_server, path, kind, body, guessed)[0] == 401


def test_all_graphs_together_are_asked_where_none_is_named(
    graph_server: int, password: str
) -> None:
    update = asked(graph_server, "/lithoscope/update", "sparql-update", INSERT, password)
    assert update[0] in {200, 204}
    said = asked(graph_server, "/lithoscope/query", "sparql-query", ASK, password)
    assert json.loads(said[1])["boolean"] is True


def test_its_files_are_made_small_again(graph_server: int) -> None:
    path = "/$/compact/lithoscope?deleteOld=true"
    status, said = asked(graph_server, path, "json", "")
    assert (status, bool(json.loads(said)["taskId"])) == (200, True)


def test_its_health_is_asked_for_where_it_is_told() -> None:
    asks = json.loads(GIVEN["HEALTHCHECK"].partition(" CMD ")[2])
    assert (asks[0], asks[-1]) == ("curl", "http://localhost:3030/$/ping")


def test_the_jar_is_the_one_that_is_tested(fuseki_jar: Path) -> None:
    assert f"sha256:{sha256(fuseki_jar.read_bytes()).hexdigest()}" in GIVEN["ADD"]
    assert fuseki_jar.name in GIVEN["ADD"]
