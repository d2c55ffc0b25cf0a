"""Secrets of a cluster: made once, fit for each other, and for nobody else's eyes."""

import json
import re
import ssl
import subprocess
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from sqlalchemy import make_url

from harvester import settings
from tests.docker.deployment import DOCKER, program

SCRIPTS = ("make-secrets", "search-key", "lock")


class _Search(BaseHTTPRequestHandler):
    """What Elasticsearch answers to the one request that the script makes."""

    asked: list[tuple[str, str, dict[str, object]]] = []  # noqa: RUF012

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        said = b64decode(self.headers["Authorization"].removeprefix("Basic ")).decode()
        self.asked.append((self.path, said, json.loads(body)))
        answer = b'{"id":"VuaC","name":"rocks","api_key":"ui2lp2","encoded":"VnVhQzp1aTJscDI="}'
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def do_GET(self) -> None:
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def search_engine(secrets: Path) -> Iterator[str]:
    """A server with the certificate of the search engine."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(secrets / "search.crt", secrets / "search.key")
    server = HTTPServer(("127.0.0.1", 0), _Search)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"https://localhost:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_only_their_maker_sees_the_folder(secrets: Path) -> None:
    assert secrets.stat().st_mode & 0o777 == 0o700
    assert (secrets / "search_authority.key").stat().st_mode & 0o777 == 0o400
    others = [each for each in secrets.iterdir() if each.name != "search_authority.key"]
    assert {each.stat().st_mode & 0o777 for each in others} == {0o444}


def test_they_are_made_once(secrets: Path) -> None:
    before = {each.name: each.read_bytes() for each in secrets.iterdir()}
    subprocess.run([DOCKER / "make-secrets", secrets], check=True, env={"PATH": "/usr/bin:/bin"})
    assert {each.name: each.read_bytes() for each in secrets.iterdir()} == before


def test_the_product_reads_them(
    secrets: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LITHOSCOPE_SECRETS", str(secrets))
    found = settings.load(tmp_path)
    password = (secrets / "ledger_password").read_text().strip()
    assert make_url(found.ledger_url).password == password
    assert make_url(found.ledger_url).drivername == "postgresql+psycopg"
    assert {found.origins[name] for name in ("ledger_url", "graph_url")} == {"secret"}
    user, _, graph_password = (secrets / "graph_passwords").read_text().strip().partition(": ")
    assert re.search(rf"^http://{user}:{graph_password}@graph:3030/", found.graph_url)


def test_the_certificate_is_the_search_engine_s_and_of_the_private_authority(secrets: Path) -> None:
    trusting = ssl.create_default_context(cafile=str(secrets / "search_authority.crt"))
    trusting.verify_flags |= ssl.VERIFY_X509_STRICT
    with search_engine(secrets) as url:
        with urlopen(url, context=trusting) as answer:
            assert answer.status == 204
        with pytest.raises(URLError, match="CERTIFICATE_VERIFY_FAILED"):
            urlopen(url, context=ssl.create_default_context())


def test_the_key_of_the_workers_is_asked_for_once_and_opens_our_indexes_alone(
    secrets: Path, tmp_path: Path
) -> None:
    program("curl")
    key = tmp_path / "lithoscope_search_api_key"
    environment = {
        "PATH": "/usr/bin:/bin",
        "SEARCH_PASSWORD_FILE": str(secrets / "search_password"),
        "SEARCH_CA": str(secrets / "search_authority.crt"),
    }
    with search_engine(secrets) as url:
        for _ in range(2):
            command = ["/bin/sh", DOCKER / "search-key", url, "rocks", key]
            subprocess.run(command, check=True, env=environment, stdin=subprocess.DEVNULL)
    assert key.read_text() == "VnVhQzp1aTJscDI=\n"
    [(path, who, wanted)] = _Search.asked
    assert path == "/_security/api_key"
    assert who == f"elastic:{(secrets / 'search_password').read_text().strip()}"
    role = {"cluster": ["monitor"], "indices": [{"names": ["rocks*"], "privileges": ["all"]}]}
    assert wanted == {"name": "rocks", "role_descriptors": {"rocks": role}}


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_linter_has_nothing_to_say_of_the_script(script: str) -> None:
    done = subprocess.run([program("shellcheck"), DOCKER / script], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")
