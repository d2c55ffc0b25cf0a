"""Graph and index follow the ledger, and are the same however they came about."""

import shutil
from contextlib import ExitStack

import pytest
from catalogue import add_crosswalk, harvested, home_in, iris, repository, state, titles
from changing import Changing, identifier

from harvester.errors import StoreError
from harvester.index import SearchRequest
from harvester.projection import again, project, rebuild
from harvester.road import Options, harvest
from harvester.watch import Silent


@pytest.fixture
def rum() -> Changing:
    """Eight records on two pages, of which one cannot be mapped and one is deleted."""
    made = Changing(page_size=5)
    made.fill(*range(7))
    made.put("bare", title=" ")
    made.remove("003")
    return made


class EachPage(Silent):
    """Brings graph and index up to date as soon as a page is kept."""

    def __init__(self, home) -> None:
        self.home = home

    def page(self, *_: object) -> None:
        project(self.home)


class Progress(Silent):
    def __init__(self) -> None:
        self.told: list[tuple[int, int]] = []

    def projected(self, done: int, total: int) -> None:
        self.told.append((done, total))


class Told(Silent):
    def __init__(self) -> None:
        self.sentences: list[str] = []

    def say(self, sentence: str) -> None:
        self.sentences.append(sentence)


# --- following the ledger


def test_without_a_change_nothing_is_made(home) -> None:
    assert project(home) == 0
    assert sorted(path.name for path in home.path.iterdir() if path.is_dir()) == []


def test_an_empty_catalogue_can_be_rebuilt(home) -> None:
    assert rebuild(home) == 0
    assert state(home) == ([], [])
    assert home.index.search(SearchRequest("Allende")).total == 0


def test_a_projection_takes_every_change_once(home, rum) -> None:
    progress = Progress()
    with rum.serve() as server:
        harvest(home, repository(server.url), watch=progress)
    assert progress.told == [(8, 8)]
    assert home.graph.cursor() == home.index.cursor() == home.ledger.head() == 8
    assert project(home) == 0


def test_what_became_of_each_record_is_noted(home, rum) -> None:
    with rum.serve() as server:
        harvest(home, repository(server.url))
    notes = {c.identifier: home.ledger.noted(c.seq) for c in home.ledger.changes()}
    assert notes[identifier("001")].outcome == "mapped"
    assert notes[identifier("001")].crosswalk.startswith("oai_dc/")
    assert notes[identifier("003")].outcome == "deleted"
    assert notes[identifier("bare")].outcome == "rejected"
    assert notes[identifier("bare")].reason


def test_a_rejected_record_and_a_tombstone_have_provenance_alone(home, rum) -> None:
    with rum.serve() as server:
        harvest(home, repository(server.url))
    for iri in iris(["003", "bare"]):
        assert home.graph.get(iri) == b""
        assert home.graph.get(iri.replace("/record/", "/provenance/"))
        assert home.index.get(iri) is None


def test_a_deleted_record_leaves_graph_and_index(home, rum) -> None:
    with rum.serve() as server:
        harvest(home, repository(server.url))
        rum.remove("001")
        harvest(home, repository(server.url))
    (iri,) = iris(["001"])
    assert home.graph.get(iri) == b""
    assert home.index.get(iri) is None
    assert b"invalidatedAtTime" in home.graph.get(iri.replace("/record/", "/provenance/"))


@pytest.mark.parametrize("lost", ["graph", "index"])
def test_a_store_that_was_deleted_comes_back_and_the_other_stays(home, rum, lost) -> None:
    with rum.serve() as server:
        harvest(home, repository(server.url))
    before, head = state(home), home.ledger.head()
    home.close()
    shutil.rmtree(home.path / lost)
    assert project(home) == head
    assert state(home) == before


def test_an_index_of_another_version_is_built_anew_and_that_is_told(home, rum) -> None:
    with rum.serve() as server:
        harvest(home, repository(server.url))
    before, told = state(home), Told()
    home.close()
    (index,) = home.path.glob("index/index-*")
    index.rename(index.with_name("index-000001"))
    assert home.index.cursor() == home.index.search(SearchRequest()).total == 0

    project(home, told)
    assert state(home) == before
    assert told.sentences == ["The index is missing or of another version; it is built anew."]


def test_one_store_that_lags_is_brought_up_with_the_other(home, rum, tmp_path) -> None:
    """As after a crash between the two."""
    with rum.serve() as server:
        harvest(home, repository(server.url))
        home.close()
        shutil.copytree(home.path / "index", tmp_path / "older")
        rum.put("001", title="Changed")
        harvest(home, repository(server.url))
    after = state(home)
    home.close()
    shutil.rmtree(home.path / "index")
    shutil.copytree(tmp_path / "older", home.path / "index")
    assert home.index.cursor() < home.graph.cursor()
    assert project(home) == 1
    assert state(home) == after


def test_while_a_store_is_rebuilt_the_old_one_answers(home, rum) -> None:
    seen = []

    class Asking(Silent):
        def projected(self, done: int, total: int) -> None:
            found = home.index.search(SearchRequest("EBSD", limit=20)).total
            seen.append((found, len(list(home.graph.dump()))))

    with rum.serve() as server:
        harvest(home, repository(server.url))
    before = home.index.search(SearchRequest("EBSD", limit=20)).total, len(list(home.graph.dump()))
    rebuild(home, watch=Asking())
    assert before[0] == 6
    assert seen == [before]


def test_only_one_process_builds_at_a_time(home, rum) -> None:
    other = home_in(home.path)
    with rum.serve() as server:
        harvest(home, repository(server.url))
    with other.ledger.lease("projector"), pytest.raises(StoreError, match="is at work on it"):
        rebuild(home)
    other.close()


def test_a_harvest_waits_for_another_process_that_projects(home, rum) -> None:
    other, held, said = home_in(home.path), ExitStack(), []
    held.enter_context(other.ledger.lease("projector"))

    class LettingGo(Silent):
        def say(self, sentence: str) -> None:
            said.append(sentence)
            held.close()

    with rum.serve() as server:
        report = harvest(home, repository(server.url), watch=LettingGo())
    assert len(said) == 1
    assert "waiting for it" in said[0]
    assert (report.verdict, report.message) == ("complete_with_rejects", "")
    assert len(titles(home)) == 6
    other.close()


def test_what_a_mended_crosswalk_can_read_is_mapped_again(home, rum) -> None:
    """The records have what would be a title elsewhere."""
    rum.put("bare", title=" ", dc="<dc:source>Notebook 7</dc:source>")
    with rum.serve() as server:
        harvest(home, repository(server.url))
    (reject,) = home.ledger.rejects("rum")
    add_crosswalk(home, **{"dataset.titles": ["dc:title", "dc:source"]})
    outcomes = again(home, [home.ledger.record("rum", reject.identifier)], 1)
    assert outcomes == {"mapped": 1}
    assert home.ledger.rejects("rum") == []
    assert titles(home)["bare"] == "Notebook 7"
    assert home.graph.cursor() == home.index.cursor() == home.ledger.head()


def test_a_rebuild_reads_with_the_crosswalk_in_force(home, rum) -> None:
    with rum.serve() as server:
        harvest(home, repository(server.url))
        add_crosswalk(home, **{"dataset.titles": ["dc:title", "dc:source"]})
        harvest(home, repository(server.url))
    assert home.index.get(iris(["001"])[0])["title"] == "EBSD map 001"
    rebuild(home)
    assert home.index.get(iris(["001"])[0])["title"] == "EBSD map 001"
    assert b"oai_dc/" in home.graph.get(iris(["001"])[0])


# --- the same, however it came about


def filled(folder, rum, *how):
    """State after one harvest; `how` are watches and options for it."""
    home = home_in(folder)
    with rum.serve() as server:
        harvest(home, repository(server.url), *how)
    found = state(home)
    home.close()
    return found


def test_page_by_page_is_as_all_at_once(home, rum, tmp_path) -> None:
    rum.page_size = 2
    with rum.serve() as server:
        harvest(home, repository(server.url), watch=EachPage(home))
    assert state(home) == filled(tmp_path / "at once", rum)


def test_interrupted_and_resumed_is_as_undisturbed(home, rum, tmp_path) -> None:
    rum.page_size = 2
    with rum.serve() as server:
        rock = repository(server.url)
        verdicts = [harvest(home, rock, Options(limit=2)).verdict for _ in range(4)]
    assert verdicts == ["partial", "partial", "partial", "complete_with_rejects"]
    assert state(home) == filled(tmp_path / "undisturbed", rum)


def test_the_way_to_a_state_leaves_no_trace(home, rum, tmp_path) -> None:
    with rum.serve() as server:
        harvest(home, repository(server.url))
        rum.put("002", title="Changed")
        rum.remove("004")
        harvest(home, repository(server.url))
        rum.put("004", title="Published again")
        rum.put("002")
        harvest(home, repository(server.url))
    assert state(home) == filled(tmp_path / "at once", rum)


def test_the_order_of_sources_does_not_matter(tmp_path) -> None:
    sources = {"rum": Changing(), "skye": Changing()}
    for name, changing in sources.items():
        changing.put("1", title=f"EBSD maps of {name}")
    states = []
    with ExitStack() as stack:
        urls = {name: stack.enter_context(each.serve()).url for name, each in sources.items()}
        for order in (["rum", "skye"], ["skye", "rum"]):
            home = home_in(tmp_path / order[0])
            harvested(home, *(repository(urls[name], name) for name in order))
            states.append(state(home))
            home.close()
    assert len(states[0][1]) == 2
    assert states[0] == states[1]
