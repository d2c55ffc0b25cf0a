"""A REST repository over the whole road: one file that a person writes, then search and graph."""

from __future__ import annotations

import shutil
from typing import Any

import pytest
from catalogue import add_file, titles
from loopback import Server
from rest_list import Listing, as_reply

from harvester.home import Home
from harvester.record import RunReport
from harvester.rehearsal import rehearse
from harvester.road import Options, harvest

PAGING = {"by": "page", "parameter": "page", "size": "limit", "at_once": 5}
LINKED: dict[str, Any] = {"by": "next", "next": "next", "size": "limit", "at_once": 5}
STYLE: dict[str, Any] = {
    "title": "A laboratory's own list",
    "list": "records",
    "items": "hits",
    "id": "id",
    "date": "made",
    "total": {"path": "total"},
    "paging": PAGING,
    "set": {"kind": "{set}"},
    "since": {"params": {"since": "{since}"}},
    "record": {"path": "records/{id}"},
    "volatile": ["views"],
}
CROSSWALK = {
    "format": "lab_json",
    "syntax": "json",
    "map": {"dataset.titles": "title"},
    "ignore": ["id", "made", "views", "kind"],
}


@pytest.fixture
def rum() -> Listing:
    made = Listing(by="page")
    made.fill(12)
    return made


def add(home: Home, server: Server, name: str = "rum", **more: Any) -> None:
    """As an operator does: a style, a crosswalk and a repository, each a file."""
    add_file(home, "requests", "lab", STYLE)
    add_file(home, "crosswalks", "lab_json", CROSSWALK)
    said = {"protocol": "rest", "requests": "lab", "url": server.url, "format": "lab_json"}
    said |= {"allow_private": True, "politeness": {"attempts": 1}, "overlap": "0s"}
    add_file(home, "repositories", name, said | more)


def run(home: Home, name: str = "rum", **options: Any) -> RunReport:
    return harvest(home, home.repository(name), Options(**options))


def test_a_file_copied_under_another_name_is_another_repository(home: Home, rum: Listing) -> None:
    with rum.serve() as server:
        add(home, server)
        folder = home.path / "mappings" / "repositories"
        shutil.copy(folder / "rum.yaml", folder / "eigg.yaml")
        reports = [run(home), run(home, "eigg")]
    assert [(each.verdict, each.seen, each.new) for each in reports] == [("complete", 12, 12)] * 2
    assert titles(home) == {f"{n:03d}": f"EBSD map {n:03d}" for n in range(12)}
    assert len(list(home.index.documents())) == 24
    graph = b"".join(home.graph.dump())
    assert b"/record/rum/000" in graph
    assert b"/record/eigg/000" in graph


def test_what_comes_back_unchanged_makes_no_version_whatever_its_views(
    home: Home, rum: Listing
) -> None:
    with rum.serve() as server:
        add(home, server)
        run(home)
        for item in rum.items.values():
            item["views"] = 7
        rum.items["003"]["title"] = "EBSD map, indexed anew"
        again = run(home, full=True)
    assert (again.verdict, again.unchanged, again.stored) == ("complete", 11, 1)
    assert titles(home)["003"] == "EBSD map, indexed anew"


def test_the_next_run_asks_since_the_first_answer_of_the_last(home: Home, rum: Listing) -> None:
    with rum.serve() as server:
        add(home, server)
        run(home)
        run(home)
    first, last = server.asked[0].params, server.asked[-1].params
    assert "since" not in first
    assert last["since"].startswith("20")


def test_another_selection_is_asked_for_from_the_beginning(home: Home, rum: Listing) -> None:
    """Else what was there before the last run, and was not selected then, would never come."""
    with rum.serve() as server:
        add(home, server, params={"lab": "sem"})
        run(home)
        add(home, server, params={"lab": "any"})
        run(home)
    assert all("since" not in asked.params for asked in server.asked)


def test_a_list_that_may_not_be_whole_is_partial_and_read_again(home: Home, rum: Listing) -> None:
    with rum.serve() as server:
        add(home, server)
        rum.trouble = lambda asked, answer: answer.update(total=13)
        first = run(home)
        rum.trouble = None
        second = run(home)
    assert first.verdict == "partial"
    assert "12 of 13 announced records came" in first.message
    assert (second.verdict, second.seen) == ("complete", 12)
    assert len(titles(home)) == 12


def test_a_short_list_deletes_nothing(home: Home, rum: Listing) -> None:
    with rum.serve() as server:
        add(home, server)
        run(home)
        rum.items = dict(list(rum.items.items())[:2])
        assert run(home, full=True).verdict == "complete"
    assert len(titles(home)) == 12


def test_a_rehearsal_reads_one_page_and_keeps_nothing(home: Home, rum: Listing) -> None:
    with rum.serve() as server:
        add(home, server)
        seen = rehearse(home, home.repository("rum"))
    assert (seen.records, seen.mapped, seen.announced, seen.problem) == (5, 5, 12, "")
    assert home.ledger.head() == 0


def test_a_next_page_that_may_not_be_asked_is_forgotten(home: Home) -> None:
    """Else every later run would be refused at the same place, whatever the repository mends."""
    rum = Listing(by="next")
    rum.fill(12)
    elsewhere = {"next": "http://other.example/records?at=5"}
    rum.trouble = lambda asked, answer: as_reply(answer | elsewhere)
    with rum.serve() as server:
        add(home, server)
        add_file(home, "requests", "lab", STYLE | {"paging": LINKED})
        refused = run(home)
        rum.trouble = None
        mended = run(home)
    assert (refused.verdict, refused.seen) == ("partial", 5)
    assert "another host" in refused.message
    assert (mended.verdict, mended.seen, mended.new) == ("complete", 12, 7)
