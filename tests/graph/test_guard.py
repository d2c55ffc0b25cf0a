"""Queries that reach out or kill are refused before the engine sees them; harmless ones pass."""

from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvester.errors import UsageError
from harvester.graph.guard import MAX_BYTES, admit
from harvester.graph.oxigraph import OxigraphStore

CALLS = [
    "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { service silent <URL> { ?s ?p ?o } }",
    "SELECT * { SERVICESILENT<URL>{ ?s ?p ?o } }",
    "SELECT * { SERVICE # a remark {\n <URL> # another\n { ?s ?p ?o } }",
    "PREFIX : <URL> SELECT * { SERVICE:x { ?s ?p ?o } }",
    "PREFIX x: <URL> SELECT * { Service x:y { ?s ?p ?o } }",
    "SELECT * { BIND(<URL> AS ?x) SERVICE ?x { ?s ?p ?o } }",
    "SELECT * { VALUES ?x { 1 } BIND(1 AS ?y) ?s ?p 1SERVICE<URL>{ ?s ?p ?o } }",
    "SELECT * { ?s ?p trueSERVICE<URL>{ ?s ?p ?o } }",
    "SELECT * { FILTER(1<'x>y') SERVICE <URL> { ?s ?p ?o } #'\n }",
    "SELECT * { FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } }",
    "ASK { { SELECT * { SERVICE <URL> { ?s ?p ?o } } } }",
    "CONSTRUCT WHERE { SERVICE <URL> { ?s ?p ?o } }",
    r"PREFIX a: <URL> SELECT * { SERVICE a:b\-c { ?s ?p ?o } }",
    r"PREFIX a: <URL> SELECT * { SERVICE a:b\#\?c { ?s ?p ?o } }",
    r"PREFIX a: <URL> SELECT * { SERVICE a:\(b\) SILENT:x { ?s ?p ?o } SERVICE a:c { } }",
    "PREFIX a: <URL> SELECT * { SERVICE a:b·c { ?s ?p ?o } }",
    "PREFIX a: <URL> SELECT * { SERVICE a:b%2Fc { ?s ?p ?o } }",
    "PREFIX a: <URL> SELECT * { SERVICE a:b:c.d { ?s ?p ?o } }",
    "PREFIX a: <URL> SELECT * { SERVICE a:\u1680 { ?s ?p ?o } }",
    "PREFIX a: <URL> SELECT * { SERVICE a:\u200dé岩\u203f { ?s ?p ?o } }",
    "PREFIX é\u1680·岩: <URL> SELECT * { SERVICE é\u1680·岩:x { ?s ?p ?o } }",
    "PREFIX \u3001: <URL> SELECT * { SERVICE \u3001: { ?s ?p ?o } }",
    "PREFIX silent: <URL> SELECT * { SERVICE SILENT silent:x { ?s ?p ?o } }",
    "PREFIX a: <URL> SELECT * { SERVICESILENTa:b { ?s ?p ?o } }",
    "PREFIX a: <URL> SELECT * { SERVICE#\ra:b#\r\n\t{ ?s ?p ?o } }",
    "PREFIX a: <URL> SELECT * { SERVICE\n\n\ta:b\n\n{ ?s ?p ?o } }",
    "PREFIX : <http://h:80> SELECT * { ?s ?p :SERVICE<URL>{ ?s ?p ?o } }",
    "PREFIX : <http://h:80> PREFIX a: <URL> SELECT * { ?s ?p :SERVICE a:b\\-c { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?service.SERVICE<URL>{ ?s ?p ?o } }",
    "SELECT * { ?s ?p 'x'SERVICE<URL>{ ?s ?p ?o } }",
    "SELECT * { SERVICE $x { ?s ?p ?o } VALUES $x { <URL> } }",
    "SELECT * { SERVICE ?x·y { ?s ?p ?o } VALUES ?x·y { <URL> } }",
    r"SELECT * { SERVICE <\u0055RL> { ?s ?p ?o } }",
    r"SELECT * { \u0053ERVICE <URL> { ?s ?p ?o } }",
    r"SELECT * { \U00000053ERVICE <URL> { ?s ?p ?o } }",
]

HARMLESS = [
    "SELECT ?service ?servicename { ?service a ?servicename }",
    "SELECT $service { $service ?p ?o }",
    "PREFIX schema: <http://schema.org/> SELECT * { ?x schema:service ?y }",
    "PREFIX x: <http://x/service/> SELECT * { ?a x:web-service ?b }",
    "SELECT * { ?s ?p 'SERVICE' } # SERVICE is not used here",
    "SELECT ?service WHERE { ?service ?p ?o OPTIONAL { ?o ?p ?service } }",
    "PREFIX x: <http://x/> SELECT * FROM x:service WHERE { ?a ?b x:service OPTIONAL { ?a ?c ?d } }",
    "SELECT * { ?s ?p ?o FILTER(CONTAINS(STR(?o), 'service')) { ?s ?q ?r } }",
    'SELECT * { <http://x/SERVICE> ?p """a \'service\' {""" }',
    'SELECT * { ?s ?p "((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((" }',
]


@pytest.fixture
def canary() -> Iterator[HTTPServer]:
    """A server that counts who asks it."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.server.asked += 1
            self.send_error(500)

        do_GET = do_POST

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.asked = 0
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_no_spelling_of_a_service_call_reaches_a_server(canary, tmp_path):
    graph = OxigraphStore(tmp_path)
    url = f"http://127.0.0.1:{canary.server_port}/"
    for call in CALLS:
        with pytest.raises(UsageError, match="SERVICE is refused"):
            graph.query(call.replace("URL", url))

    assert canary.asked == 0


@pytest.mark.parametrize("query", HARMLESS)
def test_the_word_alone_is_no_call(query, tmp_path):
    admit(query)
    OxigraphStore(tmp_path).query(query)


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        (f"SELECT * {{ ?s ?p '{'x' * MAX_BYTES}' }}", "16,000 are the limit"),
        (f"ASK {{ ?s ?p '{'µ' * (MAX_BYTES // 2)}' }}", "16,000 are the limit"),
        ("ASK " + "{" * 65 + "}" * 65, "deeper than 64"),
        ("ASK { FILTER(" + "(" * 64 + "1" + ")" * 64 + ") }", "deeper than 64"),
        ("ASK { FILTER(" + "!" * 900 + "1) }", "brackets and negations"),
        ("ASK { FILTER(" + "1+" * 2_500 + "1) }", "operators"),
        ("ASK { ?a " + "<a:b>/" * 2_500 + "<a:b> ?c }", "operators"),
        ("ASK { FILTER('" + "))))'='((((" * 500 + "') }", "brackets and negations"),
    ],
)
def test_what_would_kill_the_engine_is_refused(query, reason):
    with pytest.raises(UsageError, match=reason):
        admit(query)


def test_as_deep_as_is_allowed_is_answered(tmp_path):
    graph = OxigraphStore(tmp_path)
    assert graph.query("ASK " + "{" * 64 + "}" * 64).json()
    assert graph.query("ASK { FILTER(" + "!" * 790 + "1) }").json()
    assert graph.query("ASK { FILTER(" + "1+" * 1_990 + "1 > 0) }").json()


@given(st.text(alphabet="service SILENT#\n<>?$:{}'\"\\u0053.x1"))
def test_any_text_is_judged_and_none_breaks_the_judge(text):
    with suppress(UsageError):
        admit(text)
