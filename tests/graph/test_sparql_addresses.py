"""Where a SPARQL server is asked, as the setting `graph_url` says it."""

import pytest

from harvester.errors import ConfigError
from harvester.graph.sparql import addresses

GRAPHDB = "http://host:7200/repositories/rocks"


@pytest.mark.parametrize(
    ("setting", "query", "update", "data"),
    [
        (
            "http://host:3030/rocks",
            "http://host:3030/rocks/query",
            "http://host:3030/rocks/update",
            "http://host:3030/rocks/data",
        ),
        (
            f"{GRAPHDB}/?query=&update=statements&data=statements",
            GRAPHDB,
            f"{GRAPHDB}/statements",
            f"{GRAPHDB}/statements",
        ),
        (
            "https://host?query=?timeout=60s&update=&data=",
            "https://host?timeout=60s",
            "https://host",
            "https://host",
        ),
        (
            "http://[::1]:80/a?query=http://other/sparql&data=/all",
            "http://other/sparql",
            "http://[::1]:80/a/update",
            "http://[::1]:80/all",
        ),
    ],
)
def test_addresses_are_those_of_fuseki_or_said(setting, query, update, data):
    read = addresses.read(setting)
    assert (read.query, read.update, read.data) == (query, update, data)


def test_user_and_password_are_read_and_shown_nowhere():
    read = addresses.read("http://curator:ol%2Fivine%40@host/rocks?auth=digest")
    assert read.login == ("curator", "ol/ivine@")
    assert read.digest
    assert read.base == "http://host/rocks"
    assert "ivine" not in repr(read)


def test_a_limit_of_time_is_told_as_fuseki_and_graphdb_read_it_unless_it_is_told_otherwise():
    assert addresses.read("http://host/a").limited(60) == "http://host/a/query?timeout=60"
    mixed = addresses.read("http://host/a?query=q?x=1")
    assert mixed.limited(0.5) == "http://host/a/q?x=1&timeout=0.5"
    qlever = addresses.read("http://host?query=?timeout=60s")
    assert qlever.limited(60) == "http://host?timeout=60s"


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("host:3030/rocks", "http:// or https:// is needed"),
        ("http:///rocks", "http:// or https:// is needed"),
        ("http://host:port/rocks", "is no address"),
        ("http://me:secret@host/rocks?password=secret", "unknown `password` after the ?"),
        ("http://me:secret@host/rocks?auth=ntlm", "`auth` is basic or digest"),
    ],
)
def test_what_is_no_such_address_is_refused_without_its_secrets(setting, said):
    with pytest.raises(ConfigError, match=f"^graph_url: .*{said}") as refused:
        addresses.read(setting)
    assert "secret" not in str(refused.value)
