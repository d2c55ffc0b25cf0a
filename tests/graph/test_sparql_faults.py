"""What may go wrong with a server is one clear sentence, and asked again only where it may pass."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import stamina
from loopback import Asked, Reply, Script, Server, closed_port, in_turn, serving
from structlog.contextvars import get_contextvars

from harvester.errors import StoreError, UsageError
from harvester.graph.sparql.store import SparqlStore

TABLE = {"Content-Type": "application/sparql-results+json"}
TRUE = Reply(b'{"head": {}, "boolean": true}', headers=TABLE)
TITLES = {"head": {"vars": ["t"]}, "results": {"bindings": []}}
NONE = Reply(json.dumps(TITLES).encode(), headers=TABLE)
SECRET = "olivine"


@pytest.fixture(autouse=True)
def no_pauses() -> Iterator[None]:
    with stamina.set_testing(True, attempts=20, cap=True):
        yield


@pytest.fixture
def reached(tmp_path):
    """A store on a server that answers by script, and the server."""

    @contextmanager
    def open_one(script: Script, **how: object) -> Iterator[tuple[SparqlStore, Server]]:
        with serving(script) as server:
            url = server.url.replace("//", f"//curator:{SECRET}@").replace("/oai", "/rocks")
            store = SparqlStore(url, tmp_path, **how)
            yield store, server
            store.close()

    return open_one


def of_a_user(reply: Reply | Script) -> Script:
    """Answers so only to the query of a user: it alone has a limit of time."""

    def script(asked: Asked) -> Reply:
        if "timeout" not in asked.params:
            return TRUE
        return reply(asked) if callable(reply) else reply

    return script


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_what_may_pass_is_asked_again(reached, status):
    with reached(in_turn(Reply(b"", status), Reply(b"", status), NONE)) as (store, server):
        assert store.cursor() == 0
        assert len(server.asked) == 3


def test_a_retry_is_told_with_what_was_asked(reached):
    told = []
    stamina.instrumentation.set_on_retry_hooks([lambda details: told.append(get_contextvars())])
    try:
        with reached(in_turn(Reply(b"", 503), NONE)) as (store, server):
            store.cursor()
    finally:
        stamina.instrumentation.set_on_retry_hooks(None)
    base = server.url.replace("/oai", "/rocks")
    assert told == [{"asked": f"{base}: a question to the graph", "attempts": 6}]


@pytest.mark.parametrize(
    ("reply", "times", "said", "advice"),
    [
        (Reply(b"", 401), 1, "HTTP 401 (Unauthorized)", "Give user and password in graph_url"),
        (Reply(b"", 403), 1, "HTTP 403 (Forbidden)", "Give user and password in graph_url"),
        (Reply(b"", 404), 1, "HTTP 404 (Not Found)", "Correct graph_url"),
        (Reply(b"", 301, {"Location": "/x"}), 1, "HTTP 301", "Correct graph_url"),
        (Reply(b"", 503), 6, "HTTP 503 (Service Unavailable)", "when it has less to do"),
        (Reply(b"", 429, {"Retry-After": "3600"}), 1, "come back in 60 min", "less to do"),
        (Reply(b"no space left", 500), 2, "Server Error: no space left)", "log and at its disk"),
        (Reply(b"", 507), 1, "HTTP 507 (Insufficient Storage)", "log and at its disk"),
        (Reply(b'{"head', length=99), 6, "was cut off after 6 bytes", "Start the server"),
        (Reply(b'{"head', headers=TABLE), 1, "was not answered with", "Correct graph_url"),
        (Reply(b"<html>", headers={"Content-Type": "text/html"}), 1, "was not answered", "Correct"),
    ],
)
def test_what_does_not_pass_is_one_sentence(reached, reply, times, said, advice):
    with reached(lambda _: reply) as (store, server), pytest.raises(StoreError) as failed:
        store.cursor()
    sentence = str(failed.value)
    base = server.url.replace("/oai", "/rocks")
    assert sentence.startswith(f"{base}")
    assert "a question to the graph was" in sentence
    assert said in sentence
    assert advice in sentence
    assert SECRET not in sentence
    assert len(server.asked) == times


def test_a_server_that_is_down_is_told(tmp_path):
    store = SparqlStore(f"http://127.0.0.1:{closed_port()}/rocks", tmp_path)
    with pytest.raises(StoreError) as failed, store.writer():
        pass
    assert "got no answer from 127.0.0.1" in str(failed.value)
    assert "Every record is safe in the ledger" in str(failed.value)
    assert "Start the server, or correct graph_url" in str(failed.value)


def test_a_host_that_does_not_exist_is_not_asked_again(tmp_path):
    with pytest.raises(StoreError, match=r"there is no host rocks\.invalid"):
        SparqlStore("http://rocks.invalid/ds", tmp_path).described()


# --- who asks


def test_user_and_password_are_sent(reached):
    with reached(lambda _: NONE) as (store, server):
        store.cursor()
        assert server.asked[0].headers["Authorization"].startswith("Basic ")


def test_a_token_is_sent(tmp_path):
    with serving(lambda _: NONE) as server:
        SparqlStore(server.url, tmp_path, "secret").cursor()
        assert server.asked[0].headers["Authorization"] == "Bearer secret"


# --- queries of users


def test_a_query_is_sent_with_its_limit_of_time(reached):
    with reached(of_a_user(NONE), seconds=7) as (store, server):
        assert json.loads(store.query("SELECT ?t { ?s ?p ?t }").json()) == TITLES
        assert server.asked[-1].params == {"timeout": "7"}
        assert server.asked[-1].body == b"SELECT ?t { ?s ?p ?t }"


@pytest.mark.parametrize(
    "late", [Reply(b"Query timed out", 503), Reply(b'{"head', length=99, silent=True)]
)
def test_a_query_that_takes_too_long_is_given_up_by_the_server_or_by_us(reached, monkeypatch, late):
    monkeypatch.setattr("harvester.graph.sparql.endpoint.GRACE", 0)
    with (
        reached(of_a_user(late), seconds=0.2) as (store, server),
        pytest.raises(UsageError, match=r"^The query was given up after 0\.2 seconds\. Ask for"),
    ):
        store.query("SELECT * { ?s ?p ?o }")
    assert len(server.asked) == 2


def test_an_answer_that_is_too_large_is_refused(reached, monkeypatch):
    monkeypatch.setattr("harvester.graph.sparql.endpoint.ANSWER_BYTES", 50)
    with (
        reached(of_a_user(NONE)) as (store, _),
        pytest.raises(UsageError, match="larger than 50 bytes, which is not allowed"),
    ):
        store.query("SELECT * { ?s ?p ?o }")


def test_what_the_server_has_against_a_query_is_told_in_its_words(reached):
    with (
        reached(of_a_user(Reply(b"No such function\n", 400))) as (store, _),
        pytest.raises(UsageError, match=r"^The query cannot be answered: No such function\.$"),
    ):
        store.query("SELECT * { ?s ?p ?o }")


@pytest.mark.parametrize(
    "strange",
    [
        Reply(b"<html>", headers={"Content-Type": "text/html"}),
        Reply(NONE.body[:-3], headers=TABLE),
        Reply(b"<urn:s> <urn:p> <urn", headers={"Content-Type": "application/n-triples"}),
    ],
)
def test_an_answer_in_another_form_or_broken_off_is_told(reached, strange):
    with (
        reached(of_a_user(strange)) as (store, _),
        pytest.raises(StoreError, match="the server answered the query with"),
    ):
        store.query("SELECT * { ?s ?p ?o }")


def test_what_is_refused_does_not_reach_the_server(reached):
    with reached(lambda _: NONE) as (store, server):
        for refused in ("DROP ALL", "SELECT * { SERVICE <http://a/> { ?s ?p ?o } }", "SELECT {"):
            with pytest.raises(UsageError):
                store.query(refused)
        assert server.asked == []
