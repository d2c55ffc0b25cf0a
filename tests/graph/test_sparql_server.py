"""A real SPARQL server: killed, slow, locked, set up wrongly, and nothing is lost or half there."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPException
from threading import Thread

import pytest
import stamina
from projector import RECORDS, state
from rocks import TITLE, gone, iri, rock

from harvester.errors import Lost, StoreError, UsageError
from harvester.graph.oxigraph import OxigraphStore
from harvester.graph.sparql.store import SparqlStore
from tests.fuseki import PASSWORD, USER, running
from tests.loopback import Asked, Reply, Script, closed_port, serving

pytestmark = pytest.mark.server

SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f . ?g ?s ?h }"
COUNT = f"SELECT (COUNT(?t) AS ?n) {{ ?record <{TITLE}> ?t }}"


@pytest.fixture(autouse=True)
def no_pauses() -> Iterator[None]:
    with stamina.set_testing(True, attempts=20, cap=True):
        yield


@pytest.fixture(autouse=True)
def small_requests(monkeypatch):
    """So that a state takes several."""
    monkeypatch.setattr("harvester.graph.sparql.updates.REQUEST_BYTES", 20_000)
    monkeypatch.setattr("harvester.graph.sparql.writers.BULK_BYTES", 20_000)


@pytest.fixture
def store(fuseki, tmp_path) -> Iterator[SparqlStore]:
    """On the data set that outlives the server."""
    fuseki.clear("rocks")
    opened = SparqlStore(fuseki.url("rocks"), tmp_path / "graph")
    yield opened
    opened.close()


@pytest.fixture
def through(tmp_path) -> Callable[..., SparqlStore]:
    """The same graph, reached through a proxy that answers by script."""

    @contextmanager
    def open_one(script: Script) -> Iterator[SparqlStore]:
        with serving(script) as proxy:
            opened = SparqlStore(proxy.url.replace("/oai", "/rocks"), tmp_path / "graph")
            yield opened
            opened.close()

    return open_one


def put(graph, number, *, anew=False):
    with graph.writer(anew=anew) as writer:
        writer.put(state(number), number)


def content(graph):
    return graph.cursor(), list(graph.dump())


def expected(number, tmp_path):
    """What an embedded store says after that state."""
    embedded = OxigraphStore(tmp_path / f"embedded-{number}")
    put(embedded, number, anew=True)
    return content(embedded)


def titles(graph):
    return int(json.loads(graph.query(COUNT).json())["results"]["bindings"][0]["n"]["value"])


def is_change(asked: Asked) -> bool:
    return asked.path.endswith(("/update", "/data"))


# --- killed, and started again


class Fate:
    """Kills the server at the `nth` change, starts it again, and answers nothing to that one."""

    def __init__(self, fuseki, nth: int, moment: str) -> None:
        self.fuseki = fuseki
        self.left = nth
        self.moment = moment

    def __call__(self, asked: Asked) -> Reply:
        self.left -= is_change(asked)
        if self.left or not is_change(asked):
            return self.fuseki.forwarded(asked)
        self.die(asked)
        return Reply(b"", length=1)

    def die(self, asked: Asked) -> None:
        if self.moment == "after":
            self.fuseki.forwarded(asked)
        if self.moment == "meanwhile":
            Thread(target=self.asked_in_vain, args=[asked]).start()
        self.fuseki.kill()
        self.fuseki.start()

    def asked_in_vain(self, asked: Asked) -> None:
        with suppress(OSError, HTTPException):
            self.fuseki.forwarded(asked)


@pytest.mark.parametrize("moment", ["before", "meanwhile", "after"])
@pytest.mark.parametrize("anew", [False, True])
def test_a_server_killed_in_the_middle_loses_nothing(
    fuseki, store, through, tmp_path, moment, anew
):
    put(store, 1)
    with through(Fate(fuseki, 2, moment)) as proxied:
        put(proxied, 2, anew=anew)
    assert content(store) == expected(2, tmp_path)


def test_a_server_killed_in_the_first_fill_is_filled_all_the_same(fuseki, store, through, tmp_path):
    with through(Fate(fuseki, 3, "after")) as proxied:
        put(proxied, 1, anew=True)
    assert content(store) == expected(1, tmp_path)


@pytest.mark.parametrize("anew", [False, True])
def test_a_server_that_stays_away_leaves_each_record_whole_and_the_cursor(
    fuseki, store, through, tmp_path, anew
):
    put(store, 1)
    changes = []

    def two_changes(asked: Asked) -> Reply:
        changes.extend([asked] if is_change(asked) else [])
        return Reply(b"", 502) if len(changes) > 2 else fuseki.forwarded(asked)

    with through(two_changes) as proxied, pytest.raises(StoreError, match="HTTP 502"):
        put(proxied, 2, anew=anew)
    assert store.cursor() == 1
    old, new = (dict(change[:2] for change in state(number)) for number in (1, 2))
    held = {name: store.get(name) for name in old}
    assert all(held[name] in {_sorted(old[name]), _sorted(new[name])} for name in old)
    assert {held[name] == _sorted(new[name]) for name in old} == {True, False}

    put(store, 2, anew=anew)
    assert content(store) == expected(2, tmp_path)


def _sorted(nquads: bytes) -> bytes:
    return b"".join(sorted(nquads.splitlines(keepends=True)))


def test_a_first_fill_that_broke_off_is_put_right_by_the_next(fuseki, store, through, tmp_path):
    def no_cursor(asked: Asked) -> Reply:
        is_last = b"lithoscope/cursor>" in asked.body and asked.path.endswith("/update")
        return Reply(b"", 507) if is_last else fuseki.forwarded(asked)

    with through(no_cursor) as proxied, pytest.raises(StoreError, match="HTTP 507"):
        put(proxied, 1, anew=True)
    assert store.cursor() == 0
    put(store, 2, anew=True)
    assert content(store) == expected(2, tmp_path)


# --- halted, while another goes on


class Halts:
    """Takes the first change for later, as of a process that is halted while it sends it."""

    def __init__(self, fuseki) -> None:
        self.fuseki = fuseki
        self.late: list[Asked] = []

    def __call__(self, asked: Asked) -> Reply:
        if not is_change(asked):
            return self.fuseki.forwarded(asked)
        self.late.append(asked)
        return Reply(b"", 204)

    def allowed(self) -> None:
        if self.late:
            raise Lost("another took over")


@pytest.mark.parametrize("anew", [False, True])
def test_who_was_halted_sends_nothing_more_and_what_comes_late_is_put_right(
    fuseki, store, through, tmp_path, anew
):
    put(store, 1)
    halts = Halts(fuseki)
    with through(halts) as proxied, pytest.raises(Lost):  # noqa: SIM117
        with proxied.writer(anew=anew, allowed=halts.allowed) as writer:
            writer.put(state(2), 2)
    put(store, 3)
    assert content(store) == expected(3, tmp_path)

    [late] = halts.late
    fuseki.forwarded(late)
    assert store.cursor() == 1
    put(store, 3)
    assert content(store) == expected(3, tmp_path)


# --- built anew


def test_readers_see_every_record_at_every_moment_of_a_rebuild(fuseki, store, through):
    put(store, 1)
    seen = []

    def watched(asked: Asked) -> Reply:
        seen.append(titles(store))
        return fuseki.forwarded(asked)

    with through(watched) as proxied, proxied.writer(anew=True) as writer:
        writer.put(state(2)[:150], 2)
        writer.put(state(2)[150:], 3)
    assert len(seen) > 5
    assert set(seen) == {RECORDS}
    assert store.cursor() == 3


def test_a_rebuild_of_what_is_right_changes_nothing_but_the_cursor(fuseki, store, through):
    put(store, 1)
    changes = []

    def watched(asked: Asked) -> Reply:
        changes.extend([asked] if is_change(asked) else [])
        return fuseki.forwarded(asked)

    with through(watched) as proxied:
        put(proxied, 1, anew=True)
    assert [b"DATA" in change.body and b"record" in change.body for change in changes] == [False]


def test_what_has_no_place_in_the_new_graph_is_gone(store):
    with store.writer() as writer:
        writer.put([rock("1", "left over"), rock("2", "old"), rock("3", "gone")], 1)
    with store.writer(anew=True) as writer:
        writer.put([rock("2", "new"), gone("3")], 2)
    assert list(store.names()) == [iri("2")]


def test_a_server_without_a_graph_store_is_filled_by_updates(fuseki, store, through, tmp_path):
    def without(asked: Asked) -> Reply:
        return Reply(b"", 404) if asked.path.endswith("/data") else fuseki.forwarded(asked)

    with through(without) as proxied:
        put(proxied, 1, anew=True)
    assert content(store) == expected(1, tmp_path)


# --- canonical form


def test_numbers_and_escapes_come_back_as_from_the_embedded_store(store, tmp_path):
    said = ['"1.50"^^<{}decimal>', '"007"^^<{}integer>', '"a\\\\u0041\\u0007\\u0000 ∞ 𝔄"@en-GB']
    lines = [f"<{iri('1')}> <{TITLE}> {word} <{iri('1')}> .\n" for word in said]
    schema = "http://www.w3.org/2001/XMLSchema#"
    change = rock("1")._replace(nquads="".join(lines).replace("{}", schema).encode())
    embedded = OxigraphStore(tmp_path / "embedded")
    for graph in (store, embedded):
        with graph.writer() as writer:
            writer.put([rock("1", "before")], 1)
            writer.put([change], 2)
    assert list(store.dump()) == list(embedded.dump())
    assert len(list(store.dump())) == 3


# --- slow, locked, set up wrongly


def test_a_slow_query_is_given_up_by_the_server(fuseki, store, tmp_path):
    put(store, 1)
    hasty = SparqlStore(fuseki.url("rocks"), tmp_path / "graph", seconds=0.5)
    with pytest.raises(UsageError, match=r"given up after 0\.5 seconds"):
        hasty.query(SLOW)
    assert titles(store) == RECORDS


@pytest.mark.parametrize("auth", ["basic", "digest"])
def test_a_locked_data_set_opens_to_its_user(fuseki, tmp_path, auth):
    url = fuseki.url("locked").replace("//", f"//{USER}:{PASSWORD.replace(' ', '%20')}@")
    with _with_auth(fuseki, auth) as port:
        known = url.replace(str(fuseki.port), str(port)) + f"?auth={auth}"
        store = SparqlStore(known, tmp_path / "graph")
        put(store, 1)
        assert titles(store) == RECORDS
        for wrong in (known.replace("olivine", "quartz"), known.replace(f"{USER}:", "nobody:")):
            with pytest.raises(StoreError, match=r"HTTP 40[13].*Give user and password") as refused:
                SparqlStore(wrong, tmp_path / "graph").cursor()
            assert "quartz" not in str(refused.value)


@contextmanager
def _with_auth(fuseki, auth: str) -> Iterator[int]:
    if auth == fuseki.auth:
        yield fuseki.port
    else:
        with running(closed_port(), auth) as other:
            yield other.port


def test_a_default_graph_that_is_not_the_union_is_told_at_once(fuseki, tmp_path):
    fuseki.clear("apart")
    store = SparqlStore(fuseki.url("apart"), tmp_path / "graph")
    assert store.described() == f"SPARQL server {fuseki.url('apart')}"
    for use in (lambda: put(store, 1), store.described, lambda: store.query("ASK {}")):
        with pytest.raises(StoreError, match="unionDefaultGraph true"):
            use()
    assert list(store.names()) == []
