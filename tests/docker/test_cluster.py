"""A worker of the compose file at three real servers, with its variables and secrets as they stand.

What is not as there: the addresses, and Elasticsearch's own security, for which a proxy with the
certificate that `make-secrets` makes asks for the key.
"""

import json
import re
import ssl
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import postgresql as database
import pytest

from tests.docker.deployment import ROOT, SERVICES
from tests.elasticsearch.proxy import Answer, Asked, proxy
from tests.lab_log import laboratory
from tests.readme import write_files

KEY = "VnVhQzp1aTJscDI="
WORKER = SERVICES["worker"]
pytestmark = pytest.mark.server


@pytest.fixture
def search(elasticsearch: str, secrets: Path) -> Iterator[str]:
    """Address of a search engine that answers to those who have the key."""
    shown = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    shown.load_cert_chain(secrets / "search.crt", secrets / "search.key")

    def check(asked: Asked) -> Answer | None:
        return None if asked.headers["Authorization"] == f"ApiKey {KEY}" else Answer(401)

    with proxy(elasticsearch, check, tls=shown) as url:
        yield url.rpartition("/")[2].replace("127.0.0.1", "localhost")


@pytest.fixture
def mounted(
    secrets: Path,
    tmp_path: Path,
    postgresql: database.Server,
    graph_server: int,
) -> Iterator[Path]:
    """The folders that Compose would mount, with the addresses of the servers here."""
    ledger, key = tmp_path / "secrets", tmp_path / "search-key"
    ledger.mkdir()
    key.mkdir()
    (key / "lithoscope_search_api_key").write_text(f"{KEY}\n")
    url = (secrets / "lithoscope_graph_url").read_text()
    moved = url.replace("graph:3030", f"127.0.0.1:{graph_server}")
    (ledger / "lithoscope_graph_url").write_text(moved)
    (ledger / "search_authority").write_bytes((secrets / "search_authority.crt").read_bytes())
    with postgresql.database() as empty:
        (ledger / "lithoscope_ledger_url").write_text(f"{empty}\n")
        yield tmp_path


@pytest.fixture
def environment(mounted: Path, search: str) -> dict[str, str]:
    said: dict[str, str] = dict(WORKER["environment"])
    for name, value in said.items():
        said[name] = value.replace("/run/", f"{mounted}/")
    said["LITHOSCOPE_SEARCH_URL"] = re.sub(
        r"//search:9200/\w+", f"//{search}/cluster", said["LITHOSCOPE_SEARCH_URL"]
    )
    return said | {"LITHOSCOPE_HOME": str(mounted / "data")}


def run(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "harvester", *words],
        env=environment | {"PATH": "/usr/bin:/bin"},
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
    )


def test_it_is_prepared_harvests_into_all_three_and_is_well(
    environment: dict[str, str], mounted: Path
) -> None:
    assert run(environment, *SERVICES["prepare"]["command"]).returncode == 0
    with laboratory() as url:
        write_files(mounted / "data", url)
        assert run(environment, "harvest", "lab", "--enqueue").returncode == 0
        done = run(environment, *WORKER["command"], "--once", "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout)["verdict"] == "complete"
    assert '"sem-ebsd"' in run(environment, "search", "chromitite", "--json").stdout
    checked = json.loads(run(environment, "doctor", "--json").stdout)
    assert [each for each in checked["checks"] if not each["ok"]] == []
    origins = {each["name"]: each["from"] for each in checked["settings"]}
    assert {origins[name] for name in ("ledger_url", "graph_url", "search_api_key")} == {"secret"}
    assert not {"ledger.sqlite", "store-000001"} & {p.name for p in mounted.rglob("data/**/*")}
    assert KEY not in json.dumps(checked)
