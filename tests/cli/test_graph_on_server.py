"""With the graph on a SPARQL server every command says what it says with one in a folder."""

import json
from pathlib import Path

import pytest
from running import Done, Run
from test_ledger_on_server import COMMANDS, without_times

from tests.fuseki import PASSWORD, USER, Server
from tests.loopback import closed_port

pytestmark = pytest.mark.server


@pytest.fixture
def url(fuseki: Server, monkeypatch: pytest.MonkeyPatch) -> str:
    fuseki.clear("rocks")
    monkeypatch.setenv("LITHOSCOPE_GRAPH_URL", fuseki.url("rocks"))
    return fuseki.url("rocks")


def told(lithoscope: Run, home: Path) -> list[object]:
    """All that the commands say, and the answers to all questions."""
    names = [each["name"] for each in lithoscope("query", "--list", "--json").each]
    answers = [lithoscope("query", name, "--json", home=home).out for name in names]
    others = [words for words in COMMANDS if words[0] != "query"]
    return [
        *(without_times(lithoscope(*words, home=home).out) for words in others),
        *map(rows, answers),
    ]


def rows(answer: str) -> list[list[str]]:
    """SPARQL leaves open how a number is spelt and in which order GROUP_CONCAT joins."""
    found = json.loads(answer)["results"]["bindings"]
    return sorted([f"{name}: {value(row[name])}" for name in sorted(row)] for row in found)


def value(cell: dict[str, str]) -> object:
    if cell.get("datatype", "").endswith("#decimal"):
        return float(cell["value"])
    return sorted(cell["value"].replace(";", " ").split())


def checked(lithoscope: Run, home: Path | None = None) -> dict[str, object]:
    (found,) = lithoscope("doctor", "--json", home=home).each
    return next(check for check in found["checks"] if check["what"] == "graph")


def test_the_demonstration_is_the_same(
    demonstration: Path, demo: Done, url: str, lithoscope: Run, tmp_path: Path, monkeypatch
) -> None:
    home = tmp_path / "on server"
    assert lithoscope("demo", "--no-serve", home=home).code == 0
    assert [path.name for path in (home / "graph").iterdir()] == ["writer.lock"]
    on_server = told(lithoscope, home)
    assert lithoscope("rebuild", "graph", home=home).code == 0
    assert told(lithoscope, home) == on_server
    monkeypatch.delenv("LITHOSCOPE_GRAPH_URL")
    assert told(lithoscope, demonstration) == on_server


def test_doctor_says_what_is_reached(url: str, lithoscope: Run) -> None:
    assert checked(lithoscope) == {
        "what": "graph",
        "ok": True,
        "said": f"at change 0 (SPARQL server {url})",
    }


def test_doctor_says_that_the_default_graph_is_not_the_union(
    fuseki: Server, lithoscope: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    fuseki.clear("apart")
    monkeypatch.setenv("LITHOSCOPE_GRAPH_URL", fuseki.url("apart"))
    assert lithoscope("demo", "--no-serve").code == 5
    check = checked(lithoscope)
    assert not check["ok"]
    assert "tdb2:unionDefaultGraph true" in str(check["said"])


@pytest.mark.usefixtures("no_pauses")
def test_a_server_that_is_gone_is_told_and_retries_are_told(
    lithoscope: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = f"http://me:olivine@127.0.0.1:{closed_port()}/rocks"
    monkeypatch.setenv("LITHOSCOPE_GRAPH_URL", gone)
    done = lithoscope("query", "raw-data-behind-a-figure")
    assert done.code == 5
    assert "a question to the graph got no answer from 127.0.0.1" in done.err
    assert "asked again in" in done.err
    assert "Start the server, or correct graph_url" in done.err
    assert "olivine" not in done.err + lithoscope("doctor").out


def test_a_locked_server_takes_user_and_password_from_the_address_and_shows_neither(
    fuseki: Server, lithoscope: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = PASSWORD.replace(" ", "%20")
    url = fuseki.url("locked").replace("//", f"//{USER}:{secret}@")
    monkeypatch.setenv("LITHOSCOPE_GRAPH_URL", url)
    monkeypatch.setenv("LITHOSCOPE_GRAPH_TOKEN", "a-secret-token")
    done = lithoscope("doctor", "--json")
    assert "olivine" not in done.out + done.err
    assert "a-secret-token" not in done.out + done.err
