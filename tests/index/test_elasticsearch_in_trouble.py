"""A cluster that is away, busy, slow, full, killed, not ours, or does not like a document."""

import json
import signal
import ssl
from contextlib import closing
from dataclasses import replace
from itertools import count
from threading import Event

import pytest
import trustme
from indexer import state
from shelf import document, iri
from structlog.testing import capture_logs

from harvester.errors import ConfigError, StoreError
from harvester.index import SearchRequest
from harvester.index.elasticsearch.address import read
from harvester.index.elasticsearch.client import connect
from harvester.index.elasticsearch.engine import ElasticEngine
from harvester.index.elasticsearch.fields import SCHEMA
from tests.elasticsearch.proxy import BROKEN_OFF, Answer, proxy
from tests.loopback import closed_port

pytestmark = pytest.mark.server

BUSY = Answer(429, b'{"error": {"type": "circuit_breaking_exception", "reason": "much to do"}}')


@pytest.fixture
def reached(address, tmp_path):
    """An engine that reaches the index of this test by another way."""
    engines = []

    def through(*urls, **how):
        hosts = ",".join(url.partition("://")[2] for url in urls)
        scheme = urls[0].partition("://")[0]
        place = read(f"elasticsearch+{scheme}://{hosts}/{address.prefix}")
        engines.append(ElasticEngine(connect(place, pause=0, **how), tmp_path / "index"))
        return engines[-1]

    yield through
    for engine in engines:
        engine.close()


def bulks(script):
    """Before a bulk request, ask this with its number."""
    seen = count(1)
    return lambda asked: script(next(seen)) if asked.is_bulk else None


def put(engine, number, *more):
    with engine.writer() as writer:
        writer.put([*state(number), *more], number)


def content(engine):
    return engine.cursor(), list(engine.documents())


def expected(number):
    return number, [each for _, each in state(number)]


# --- away


def test_a_cluster_that_is_away_is_told(reached):
    engine = reached(f"http://127.0.0.1:{closed_port()}")
    for ask in (engine.cursor, lambda: engine.search(SearchRequest("Rum")), lambda: put(engine, 1)):
        with pytest.raises(StoreError, match=r"cannot be reached .* safe in the ledger") as caught:
            ask()
    assert len(str(caught.value).splitlines()) == 1


def test_of_several_hosts_one_that_answers_is_enough(reached, elasticsearch):
    engine = reached(f"http://127.0.0.1:{closed_port()}", elasticsearch)
    put(engine, 1)
    for _ in range(4):
        assert engine.search(SearchRequest("Allende")).total == 300


# --- busy and slow


def test_a_busy_cluster_is_asked_again(reached, elasticsearch):
    busy = bulks(lambda number: BUSY if number < 3 else None)
    with proxy(elasticsearch, busy) as url:
        engine = reached(url)
        put(engine, 1)
        assert content(engine) == expected(1)


def test_single_operations_that_were_too_many_are_sent_again(reached, elasticsearch):
    sizes = []

    def rejecting(asked, answer):
        """Of the first bulk every second operation."""
        if not asked.is_bulk:
            return answer
        said = json.loads(answer.body)
        sizes.append(len(said["items"]))
        if len(sizes) == 1:
            for item in said["items"][::2]:
                item["index"] |= {"status": 429, "error": json.loads(BUSY.body)["error"]}
        return replace(answer, body=json.dumps(said).encode())

    with proxy(elasticsearch, after=rejecting) as url:
        put(reached(url), 1)
    assert sizes == [300, 150]
    assert content(reached(elasticsearch)) == expected(1)


def test_a_cluster_that_stays_busy_is_told_and_the_cursor_stays(reached, elasticsearch):
    direct = reached(elasticsearch)
    put(direct, 1)
    with (
        proxy(elasticsearch, bulks(lambda _: BUSY)) as url,
        pytest.raises(StoreError, match=r"too busy \(429, .*much to do\)"),
    ):
        put(reached(url), 2)
    assert content(direct) == expected(1)


def test_a_slow_answer_is_asked_for_again(reached, elasticsearch):
    released = Event()

    def slow(number):
        if number == 1:
            released.wait(30)

    with proxy(elasticsearch, bulks(slow)) as url:
        engine = reached(url, timeout=2)
        put(engine, 1)
        released.set()
        assert content(engine) == expected(1)


def test_a_cluster_that_does_not_answer_is_told(reached, elasticsearch):
    released = Event()
    with proxy(elasticsearch, lambda _: released.wait(30) and None) as url:
        with pytest.raises(StoreError, match="no answer in time"):
            reached(url, timeout=0.05).cursor()
        released.set()


def test_an_answer_that_breaks_off_is_asked_for_again(reached, elasticsearch):
    seen = count(1)

    def lost(asked, answer):
        return BROKEN_OFF if asked.is_bulk and next(seen) == 1 else answer

    with proxy(elasticsearch, after=lost) as url:
        engine = reached(url)
        put(engine, 1)
        assert content(engine) == expected(1)


# --- killed


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_server_killed_in_a_put_loses_nothing(own_elasticsearch, reached, when):
    def kill():
        own_elasticsearch.stop(signal.SIGKILL)
        return BROKEN_OFF

    direct = reached(own_elasticsearch.url)
    put(direct, 1)
    third = count(1)

    def dying(asked, answer=None):
        return kill() if asked.is_bulk and next(third) == 2 else answer

    many = [(iri(f"more{n}"), document(f"more{n}", "Murchison")) for n in range(700)]
    with proxy(own_elasticsearch.url, **{when: dying}) as url, pytest.raises(StoreError):
        put(reached(url), 2, *many)
    own_elasticsearch.start()

    assert direct.cursor() == 1
    put(direct, 2, *many)
    assert content(direct) == (2, [each for _, each in [*state(2), *sorted(many)]])


def kill_between(writer, node):
    writer.put(state(2), 2)
    node.stop(signal.SIGKILL)
    writer.put([(iri("x"), document("x"))], 3)


def test_a_server_killed_in_a_rebuild_keeps_the_old_index(own_elasticsearch, reached):
    engine = reached(own_elasticsearch.url)
    put(engine, 1)
    with pytest.raises(StoreError), engine.writer(anew=True) as writer:
        kill_between(writer, own_elasticsearch)
    own_elasticsearch.start()

    assert content(engine) == expected(1)
    with engine.writer(anew=True) as writer:
        writer.put(state(3), 3)
    assert content(engine) == expected(3)


# --- full


def test_a_full_disk_is_told_and_leaves_the_cursor(reached, elasticsearch, address):
    engine = reached(elasticsearch)
    put(engine, 1)
    with closing(connect(address).client) as client:
        block = "index.blocks.read_only_allow_delete"
        index = f"{address.prefix}-v{SCHEMA}"
        client.indices.put_settings(index=index, settings={block: True})
        with pytest.raises(StoreError, match=r"disk is full .*Make room"):
            put(engine, 2)
        assert content(engine) == expected(1)
        client.indices.put_settings(index=index, settings={block: None})
    put(engine, 2)
    assert content(engine) == expected(2)


def test_an_index_removed_in_the_middle_does_not_come_back_without_its_mapping(
    reached, elasticsearch, address
):
    engine = reached(elasticsearch)
    with closing(connect(address).client) as client, engine.writer() as writer:
        writer.put(state(1), 1)
        client.indices.delete(index=f"{address.prefix}-v{SCHEMA}-000001")
        with pytest.raises(StoreError, match="rebuild index"):
            writer.put(state(2), 2)
        assert not client.indices.get(index=f"{address.prefix}-*", expand_wildcards="all")
    assert engine.cursor() == 0


# --- documents that are not taken


def bad(identifier):
    return document(identifier, "Allende", date="the first of May")


@pytest.mark.parametrize("anew", [False, True])
def test_one_bad_document_is_told_and_the_others_are_there(reached, elasticsearch, address, anew):
    engine = reached(elasticsearch)
    with capture_logs() as told, engine.writer(anew=anew) as writer:
        writer.put([*state(1), (iri("x"), bad("x"))], 1)

    assert content(engine) == expected(1)
    [said] = told
    assert said["record"] == iri("x")
    assert "the first of May" in said["why"]
    assert f"300 documents in {address.prefix}-v1-00000" in engine.described()
    assert f"1 are not taken, {iri('x')} for one" in engine.described()


def test_what_is_not_taken_is_no_longer_found_as_it_was(reached, elasticsearch):
    engine = reached(elasticsearch)
    put(engine, 1, (iri("x"), document("x", "Allende")))
    put(engine, 2, (iri("x"), bad("x")))
    assert content(engine) == expected(2)

    put(engine, 3, (iri("x"), document("x", "Allende")))
    assert engine.get(iri("x")) == document("x", "Allende")
    assert "not taken" not in engine.described()


# --- not ours


def test_an_older_elasticsearch_is_told(reached, elasticsearch):
    why = b"""{"error": {"type": "media_type_header_exception",
        "reason": "Invalid media-type value on headers [Accept]"}, "status": 400}"""
    with (
        proxy(elasticsearch, lambda _: Answer(400, why)) as url,
        pytest.raises(StoreError, match="older than Elasticsearch 9"),
    ):
        reached(url).cursor()


def test_another_server_is_told(reached, elasticsearch):
    stranger = Answer(200, b"{}", {"X-Elastic-Product": "another"})
    with (
        proxy(elasticsearch, lambda _: stranger) as url,
        pytest.raises(StoreError, match="this is not Elasticsearch"),
    ):
        reached(url).cursor()


def test_an_answer_that_is_no_json_is_told(reached, elasticsearch):
    with (
        proxy(elasticsearch, lambda _: Answer(200, b"<html>")) as url,
        pytest.raises(StoreError, match="this is not Elasticsearch"),
    ):
        reached(url).cursor()


# --- TLS and key


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


@pytest.fixture
def guarded(elasticsearch, authority):
    """A way in with TLS, for those who have the key."""

    def key_needed(asked):
        why = b'{"error": {"type": "security_exception", "reason": "missing credentials"}}'
        return None if asked.headers["Authorization"] == "ApiKey c2VzYW1l" else Answer(401, why)

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    with proxy(elasticsearch, key_needed, tls=context) as url:
        yield url


@pytest.fixture
def trusted(authority, tmp_path):
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    return tmp_path / "ca.pem"


def test_with_authority_and_key_everything_goes_over_tls(reached, guarded, trusted):
    engine = reached(guarded, authority=trusted, api_key="c2VzYW1l")
    put(engine, 1)
    assert content(engine) == expected(1)


@pytest.mark.parametrize("key", ["", "d3Jvbmc="])
def test_without_the_key_nobody_gets_in(reached, guarded, trusted, key):
    with pytest.raises(StoreError, match=r"does not let us in .*search_api_key") as caught:
        reached(guarded, authority=trusted, api_key=key).cursor()
    assert not key or key not in str(caught.value)


def test_a_certificate_of_an_unknown_authority_is_refused(reached, guarded):
    with pytest.raises(StoreError, match=r"certificate is not trusted .*search_ca"):
        reached(guarded, api_key="c2VzYW1l").cursor()


def test_an_authority_that_is_not_there_is_told(reached, guarded, tmp_path):
    with pytest.raises(ConfigError, match="search_ca"):
        reached(guarded, authority=tmp_path / "none.pem")
