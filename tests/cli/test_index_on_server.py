"""With the index on Elasticsearch every command says what it says with one in a folder."""

import re
from pathlib import Path
from uuid import uuid4

import pytest
from running import Done, Run
from test_ledger_on_server import COMMANDS, without_times

from tests.loopback import closed_port

pytestmark = pytest.mark.server

SCORE = re.compile(r'"score": [\d.]+')
"""Nearly the same in both, and in the same order."""
SEARCHES = (
    ("search", "chromite", "--technique", "sem-eds", "--json"),
    ("search", "Almahata Sita", "--json"),
    ("search", "NWA 869", "--limit", "3"),
    ("search", "--material", "olivine", "--json"),
)


@pytest.fixture
def prefix(elasticsearch: str, monkeypatch: pytest.MonkeyPatch) -> str:
    name = f"cli-{uuid4().hex}"
    monkeypatch.setenv("LITHOSCOPE_SEARCH_URL", f"elasticsearch+{elasticsearch}/{name}")
    monkeypatch.setenv("LITHOSCOPE_SEARCH_API_KEY", "not to be told")
    return name


def told(lithoscope: Run, home: Path) -> list[str]:
    asked = (*SEARCHES, *(words for words in COMMANDS if words[0] not in {"query", "search"}))
    answers = [without_times(lithoscope(*words, home=home).out) for words in asked]
    return [SCORE.sub("", answer) for answer in answers]


def index_of(doctor: Done) -> dict[str, object]:
    (found,) = doctor.each
    return next(check for check in found["checks"] if check["what"] == "index")


def test_the_demonstration_is_the_same(
    demonstration: Path, demo: Done, prefix: str, lithoscope: Run, tmp_path: Path, monkeypatch
) -> None:
    home = tmp_path / "on server"
    assert lithoscope("demo", "--no-serve", home=home).code == 0
    assert [path.name for path in (home / "index").iterdir()] == ["writer.lock"]
    on_server = told(lithoscope, home)
    assert lithoscope("rebuild", "index", home=home).code == 0
    assert lithoscope("verify", home=home).code == 0
    assert told(lithoscope, home) == on_server
    monkeypatch.delenv("LITHOSCOPE_SEARCH_URL")
    assert told(lithoscope, demonstration) == on_server


def test_doctor_says_what_is_reached_and_not_the_key(prefix: str, lithoscope: Run) -> None:
    done = lithoscope("doctor", "--json")
    assert index_of(done) == {
        "what": "index",
        "ok": True,
        "said": f"at change 0 (Elasticsearch 9.5.3, cluster local, no {prefix}-v1 yet)",
    }
    assert "not to be told" not in done.out + done.err


def test_a_cluster_that_is_gone_is_told(lithoscope: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    address = f"elasticsearch+http://127.0.0.1:{closed_port()}/rocks"
    monkeypatch.setenv("LITHOSCOPE_SEARCH_URL", address)
    monkeypatch.setattr("harvester.index.elasticsearch.client.PAUSE", 0)
    check = index_of(lithoscope("doctor", "--json"))
    assert not check["ok"]
    assert "it cannot be reached" in str(check["said"])


def test_an_address_that_is_none_is_told(lithoscope: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LITHOSCOPE_SEARCH_URL", "http://127.0.0.1:9200/rocks")
    done = lithoscope("search", "chromite")
    assert done.code == 2
    assert "elasticsearch+http://host:9200/prefix" in done.err
