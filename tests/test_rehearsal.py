"""A rehearsal tells what a harvest would do, and keeps nothing."""

import pytest
from catalogue import add_crosswalk, repository
from changing import Changing, Page
from loopback import Reply, closed_port

from harvester.fetch import Description
from harvester.fetch.describe import Set
from harvester.record import Finding
from harvester.rehearsal import Rehearsal, rehearse


@pytest.fixture
def rum() -> Changing:
    made = Changing(page_size=5, announces=True)
    made.fill(*range(4))
    made.put("gone")
    made.put("bare", title=" ")
    made.remove("gone")
    return made


def told(seen: Rehearsal) -> dict[str, str]:
    return dict(seen.lines())


def test_the_first_page_is_looked_through(home, rum) -> None:
    with rum.serve() as server:
        seen = rehearse(home, repository(server.url))
    assert (seen.records, seen.announced, seen.more) == (5, 6, True)
    assert (seen.mapped, seen.deleted, seen.rejected.total()) == (4, 0, 1)
    assert [asked["verb"] for asked in server.params()] == ["ListRecords"]
    assert seen.exit_code == 0


def test_it_is_told_in_lines(home, rum) -> None:
    with rum.serve() as server:
        said = told(rehearse(home, repository(server.url)))
    assert said["name"] == "Rum Layered Suite"
    assert said["deletions"] == "persistent"
    assert said["records"] == "5 on the first page of 6 announced, 0 of them deleted"
    assert said["would map"] == "4"
    assert said["would reject"].startswith("1 × The record has neither a title")
    assert said["verdict"] == "It can be harvested."


def test_tombstones_are_counted_apart(home, rum) -> None:
    rum.page_size = 10
    with rum.serve() as server:
        seen = rehearse(home, repository(server.url))
    assert (seen.records, seen.deleted, seen.mapped, seen.more) == (6, 1, 4, False)
    assert told(seen)["records"] == "6 of 6 announced, 1 of them deleted"


def test_nothing_is_kept(home, rum) -> None:
    with rum.serve() as server:
        rehearse(home, repository(server.url))
    assert not home.path.exists()


def test_values_that_no_rule_reads_are_told(home, rum) -> None:
    add_crosswalk(home, **{"dataset.titles": "dc:title"})
    rum.put("001", dc="<dc:format>TIFF</dc:format><dc:format>CSV</dc:format>")
    rum.page_size = 10
    with rum.serve() as server:
        seen = rehearse(home, repository(server.url))
    assert seen.unread == {"dc:format": 1}
    assert told(seen)["not read"] == "dc:format (1)"


def test_the_first_set_is_rehearsed(home, rum) -> None:
    rum.put("a", sets=("rocks",))
    with rum.serve() as server:
        seen = rehearse(home, repository(server.url, sets=["rocks", "maps"]))
    assert server.params()[0]["set"] == "rocks"
    assert seen.records == 1


def test_a_repository_that_is_down_is_a_problem_with_its_exit_code(home) -> None:
    seen = rehearse(home, repository(f"http://127.0.0.1:{closed_port()}/oai"))
    assert seen.exit_code == 5
    assert "127.0.0.1" in told(seen)["verdict"]
    assert list(told(seen)) == ["verdict"]


def test_a_page_that_is_cut_off_is_a_problem_with_its_exit_code(home, rum) -> None:
    rum.trouble = lambda page: page.cut
    with rum.serve() as server:
        seen = rehearse(home, repository(server.url))
    assert seen.exit_code == 4
    assert "was cut off" in seen.problem
    assert told(seen)["name"] == "Rum Layered Suite"


def test_pieces_that_are_no_records_are_among_the_rejected(home, rum) -> None:
    def headless(page: Page) -> Reply:
        return Reply(page.body.replace(b"<identifier>oai:rum.example:001</identifier>", b""))

    rum.trouble = headless
    with rum.serve() as server:
        seen = rehearse(home, repository(server.url))
    assert seen.rejected["this record has no identifier"] == 1


def test_an_empty_repository_can_be_harvested(home) -> None:
    with Changing().serve() as server:
        seen = rehearse(home, repository(server.url))
    assert (seen.records, seen.problem) == (0, "")
    assert seen.as_dict()["source"] == "rum"


@pytest.mark.parametrize(
    ("protocol", "headings"),
    [
        ("oai", ["name", "granularity", "deletions", "formats", "sets"]),
        ("rest", ["name", "changes", "sets"]),
        ("sitemap", ["name", "sitemaps"]),
    ],
)
def test_only_what_a_protocol_can_tell_is_told(protocol: str, headings: list[str]) -> None:
    said = Description(name="Rum", sets=(Set("rocks"),))
    assert [heading for heading, _ in Rehearsal("rum", protocol, said).lines()] == [
        *headings,
        "verdict",
    ]


def test_what_is_good_to_know_is_a_note_and_one_sentence() -> None:
    said = Rehearsal("rum", quirks=[Finding("list", "20 records on the first page").message])
    assert told(said)["note"] == "20 records on the first page."
