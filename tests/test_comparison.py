"""`verify` finds whatever graph and index say that the ledger does not, and `repair` mends it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from catalogue import add_crosswalk, home_in, iris, repository, state
from changing import Changing

from harvester import comparison
from harvester.comparison import Difference
from harvester.graph import GraphChange
from harvester.home import Home
from harvester.index import Document
from harvester.projection import rebuild
from harvester.road import harvest

(ONE, TWO, GONE, STRANGE) = iris(["001", "002", "gone", "strange"])


@pytest.fixture(scope="module")
def harvested(tmp_path_factory) -> Path:
    """A catalogue of four records, of which two can be found."""
    home, rum = home_in(tmp_path_factory.mktemp("harvested")), Changing()
    rum.fill(1, 2)
    rum.put("gone")
    rum.remove("gone")
    rum.put("bare", title=" ")
    with rum.serve() as server:
        harvest(home, repository(server.url))
    home.close()
    return home.path


@pytest.fixture
def catalogue(harvested, tmp_path) -> Iterator[Home]:
    """A copy of it, to be spoilt."""
    home = home_in(shutil.copytree(harvested, tmp_path / "home"))
    yield home
    home.close()


def found(home) -> list[tuple[str, str, str]]:
    return [(each.store, each.what, each.iri) for each in comparison.compare(home).differing]


def write_graph(home, iri: str, nquads: bytes = b"") -> None:
    with home.graph.writer() as writer:
        writer.put([GraphChange(iri, nquads)], home.graph.cursor())


def write_document(home, iri: str, document: Document | None = None) -> None:
    with home.index.writer() as writer:
        writer.put([(iri, document)], home.index.cursor())


def statement(graph: str) -> bytes:
    return f'<{graph}> <http://purl.org/dc/terms/title> "Another" <{graph}> .\n'.encode()


def test_what_was_harvested_is_in_order(catalogue) -> None:
    compared = comparison.compare(catalogue)
    assert compared.differing == []
    assert compared.records == 2
    assert compared.lag == {"graph": 0, "index": 0}


def test_an_empty_catalogue_is_in_order(home) -> None:
    compared = comparison.compare(home)
    assert compared.as_dict() == {"records": 0, "lag": {"graph": 0, "index": 0}, "differing": []}


def test_a_graph_that_is_missing(catalogue) -> None:
    write_graph(catalogue, ONE)
    assert found(catalogue) == [("graph", "missing", ONE)]


def test_a_graph_that_says_something_else(catalogue) -> None:
    write_graph(catalogue, ONE, statement(ONE))
    assert found(catalogue) == [("graph", "differs", ONE)]


def test_a_graph_of_a_record_that_is_deleted(catalogue) -> None:
    write_graph(catalogue, GONE, statement(GONE))
    assert found(catalogue) == [("graph", "left over", GONE)]


def test_a_graph_of_a_record_that_was_never_there(catalogue) -> None:
    write_graph(catalogue, STRANGE, statement(STRANGE))
    assert comparison.compare(catalogue).differing == [
        Difference("graph", "left over", STRANGE, seq=0)
    ]


def test_provenance_that_is_missing(catalogue) -> None:
    said = ONE.replace("/record/", "/provenance/")
    write_graph(catalogue, said)
    assert found(catalogue) == [("graph", "missing", said)]


def test_a_document_that_is_missing(catalogue) -> None:
    write_document(catalogue, TWO)
    assert found(catalogue) == [("index", "missing", TWO)]


def test_a_document_that_says_something_else(catalogue) -> None:
    document = catalogue.index.get(TWO)
    write_document(catalogue, TWO, document | {"title": "Another"})
    assert found(catalogue) == [("index", "differs", TWO)]


@pytest.mark.parametrize("iri", [GONE, STRANGE])
def test_a_document_that_is_left_over(catalogue, iri) -> None:
    write_document(catalogue, iri, catalogue.index.get(ONE) | {"iri": iri})
    assert found(catalogue) == [("index", "left over", iri)]


def test_changes_that_a_store_has_not_seen(catalogue) -> None:
    with catalogue.index.writer() as writer:
        writer.put([], catalogue.ledger.head() - 1)
    assert comparison.compare(catalogue).lag == {"graph": 0, "index": 1}


def test_repair_mends_it_all(catalogue) -> None:
    before = state(catalogue)
    write_graph(catalogue, ONE)
    write_graph(catalogue, GONE, statement(GONE))
    write_document(catalogue, TWO, catalogue.index.get(TWO) | {"title": "Another"})
    write_document(catalogue, ONE)
    assert comparison.repair(catalogue) == 4
    assert found(catalogue) == []
    assert state(catalogue) == before
    assert comparison.repair(catalogue) == 0


def test_repair_removes_what_the_ledger_knows_nothing_of(catalogue) -> None:
    before = state(catalogue)
    write_graph(catalogue, STRANGE, statement(STRANGE))
    write_document(catalogue, STRANGE, catalogue.index.get(ONE) | {"iri": STRANGE})
    write_graph(catalogue, TWO)
    assert comparison.repair(catalogue) == 3
    assert state(catalogue) == before


def test_repair_brings_up_what_lags(catalogue) -> None:
    before = state(catalogue)
    with catalogue.index.writer() as writer:
        writer.put([(ONE, None)], 0)
    comparison.repair(catalogue)
    assert state(catalogue) == before
    assert catalogue.index.cursor() == catalogue.ledger.head()


def test_a_crosswalk_that_changed_shows_as_differences_until_a_rebuild(catalogue) -> None:
    add_crosswalk(catalogue, **{"dataset.titles": {"path": "dc:title", "clean": "text"}})
    assert {iri for _, _, iri in found(catalogue)} == {ONE, TWO}
    rebuild(catalogue)
    assert found(catalogue) == []
