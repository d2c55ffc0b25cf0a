"""A cluster that is away, busy, slow, full, killed, not ours, or does not like a document."""

import signal
import ssl
from contextlib import closing
from threading import Event

import pytest
import trustme
from indexer import state
from shelf import document, iri

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
    """Ask the script about bulk requests only, with their number."""
    seen = []

    def only_bulks(asked):
        if not asked.path.endswith("/_bulk"):
            return None
        seen.append(asked)
        return script(len(seen))

    return only_bulks


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
    put(reached(elasticsearch), 1)
    too_many = {"type": "es_rejected_execution_exception", "reason": "queue is full"}
    rejected = f'{{"index": {{"_id": "{iri("000")}", "status": 429, "error": {too_many}}}}}'
    ...
