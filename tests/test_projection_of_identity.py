"""Samples of what was harvested are linked, and graph and ledger say the same of it."""

from catalogue import harvested, home_in, repository, state
from changing import Changing

from harvester import comparison
from harvester.graph import GraphChange
from harvester.iris import link_iri, virtual_iri
from harvester.ledger.samples import Group, Judgement, KeptLink
from harvester.projection import STORES, project, rebuild, relink
from harvester.watch import Silent

SECTION = "EBSD map of thin section ALH 84001,123"
STONE = "X-ray tomography of ALH 84001"


def about(*titles: str) -> Changing:
    """A repository with a record for each."""
    made = Changing()
    for number, title in enumerate(titles):
        made.put(f"{number:03d}", title=title)
    return made


def filled(home, **titles: tuple[str, ...]):
    """A repository for each name, harvested in this order."""
    for name, some in titles.items():
        with about(*some).serve() as server:
            harvested(home, repository(server.url, name))
    return home


def links(home) -> list[KeptLink]:
    return home.ledger.samples.links()


def group(home, link: KeptLink) -> Group:
    (id,) = set(home.ledger.samples.groups_of([link.left, link.right]).values())
    found = home.ledger.samples.group(id)
    assert found
    return found


def judged(home, link: KeptLink, ruling: str) -> None:
    given = Judgement(link.left, link.right, ruling, "curator")  # type: ignore[arg-type]
    home.ledger.samples.judge(given)
    project(home)


def in_order(home) -> bool:
    cursors = {home.graph.cursor(), home.index.cursor(), home.ledger.head()}
    return len(cursors) == 1 and comparison.compare(home).differing == []


def test_samples_of_two_repositories_are_linked_while_they_come(home) -> None:
    filled(home, clyde=(STONE,), elbe=(STONE,))

    (link,) = links(home)
    assert (link.relation, link.decision) == ("same", "very_likely")
    assert group(home, link).members == (link.left, link.right)
    assert b"Allan Hills 84001" in home.graph.get(link_iri(home.settings.base_url, link.id))
    assert home.graph.get(virtual_iri(home.settings.base_url, group(home, link).id))
    assert in_order(home)


def test_of_derived_samples_the_link_says_which_one_is(home) -> None:
    filled(home, clyde=(SECTION,), elbe=(STONE,))
    (link,) = (each for each in links(home) if each.relation == "derived")
    assert "/clyde/" in link.part


def test_a_judgement_comes_into_graph_and_index_without_any_harvest(home) -> None:
    filled(home, clyde=(STONE,), elbe=(STONE,))
    (link,) = links(home)

    judged(home, link, "different")

    assert links(home) == []
    assert home.graph.get(link_iri(home.settings.base_url, link.id)) == b""
    assert in_order(home)


def test_a_record_that_is_withdrawn_takes_its_links_along(home) -> None:
    clyde = about(STONE)
    with clyde.serve() as server:
        harvested(home, repository(server.url, "clyde"))
        filled(home, elbe=(STONE,))
        clyde.remove("000")
        harvested(home, repository(server.url, "clyde"))
    assert links(home) == []
    assert home.ledger.samples.count() == 1
    assert in_order(home)


def test_whoever_comes_first_graph_and_ids_are_the_same(home, tmp_path) -> None:
    titles = {"clyde": (SECTION, STONE), "elbe": (SECTION,), "tay": (STONE, SECTION)}
    other = home_in(tmp_path / "other")
    filled(home, **titles)
    filled(other, **dict(reversed(titles.items())))
    assert state(home) == state(other)
    assert len(links(home)) > 3
    other.close()


def test_a_rebuild_says_what_was_said_before_and_judges_nothing(home) -> None:
    filled(home, clyde=(SECTION,), elbe=(SECTION, STONE))
    before, head = state(home), home.ledger.head()

    rebuild(home)

    assert (state(home), home.ledger.head()) == (before, head)


def test_links_judged_anew_are_the_same_and_judgements_stay(home) -> None:
    filled(home, clyde=(SECTION,), elbe=(SECTION, STONE), tay=(SECTION,))
    judged(home, next(each for each in links(home) if each.relation == "same"), "different")
    before, head = state(home), home.ledger.head()

    assert relink(home) == home.ledger.samples.count()

    assert (state(home), home.ledger.head()) == (before, head)


def test_samples_that_an_older_version_did_not_describe_are_linked_by_a_rebuild(home) -> None:
    filled(home, clyde=(STONE,), elbe=(STONE,))
    before, samples = state(home), home.ledger.samples
    samples.describe([(change.seq, ()) for change in home.ledger.changes()])
    project(home)
    assert (samples.count(), links(home)) == (0, [])

    assert relink(home) == 2

    assert state(home) == before


def test_a_lost_link_is_found_and_mended(home) -> None:
    filled(home, clyde=(STONE,), elbe=(STONE,))
    before = state(home)
    iri = link_iri(home.settings.base_url, links(home)[0].id)
    with home.graph.writer() as writer:
        writer.put([GraphChange(iri, b"")], home.graph.cursor())

    (found,) = comparison.compare(home).differing
    assert (found.store, found.what, found.iri) == ("graph", "missing", iri)

    comparison.repair(home)
    assert state(home) == before


def test_a_store_that_lags_gets_links_with_the_records(home, tmp_path) -> None:
    filled(home, clyde=(STONE,), elbe=(STONE,))
    before = state(home)
    home.graph.close()
    for store in STORES:
        (home.path / store).rename(tmp_path / store)
    again = home_in(home.path)
    project(again)
    assert state(again) == before
    assert in_order(again)
    again.close()


class AtOnce(Silent):
    """Says stop as soon as samples are linked."""

    def linked(self, done: int, total: int) -> None:
        self.stopped = True


def test_linking_that_was_stopped_is_gone_on_with(home) -> None:
    project(home, AtOnce())
    filled(home, clyde=(STONE,))
    home.ledger.samples.reopen()
    stopped = AtOnce()
    stopped.stopped = True

    project(home, stopped)
    assert home.ledger.samples.count_waiting() == 1

    project(home)
    assert home.ledger.samples.count_waiting() == 0
