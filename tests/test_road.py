"""Harvests over the whole road: what is asked, what is kept, what the run says of itself."""

from contextlib import closing
from email.message import Message

import pytest
from catalogue import (
    add_crosswalk,
    add_file,
    balanced,
    harvested,
    home_in,
    repository,
    state,
    titles,
)
from changing import Changing, identifier
from loopback import Asked, Reply, closed_port

from harvester.errors import ConfigError, StoreError
from harvester.record import RunReport, Window
from harvester.road import Options, harvest
from harvester.watch import Silent

NO_MORE = Changing().answer(Asked("/oai", "verb=ListRecords", Message()))
"""noRecordsMatch."""


@pytest.fixture
def rum() -> Changing:
    """Twelve records on three pages."""
    made = Changing(page_size=5)
    made.fill(*range(12))
    return made


def counts(report: RunReport) -> dict[str, int]:
    """Those that are not 0."""
    assert balanced(report)
    names = ("seen", "stored", "new", "unchanged", "deleted", "rejected")
    return {name: number for name in names if (number := getattr(report, name))}


def test_the_first_run_asks_for_everything_and_finds_it_again(home, rum) -> None:
    with rum.serve() as server:
        report = harvest(home, repository(server.url))
    assert server.params()[0] == {"verb": "ListRecords", "metadataPrefix": "oai_dc"}
    assert (report.verdict, report.message) == ("complete", "")
    assert counts(report) == {"seen": 12, "stored": 12, "new": 12}
    assert titles(home) == {f"{n:03d}": f"EBSD map {n:03d}" for n in range(12)}


def test_the_next_run_asks_from_the_first_answer_of_the_last_less_an_overlap(home, rum) -> None:
    """Not from the last answer: what changed on a page behind us would be lost."""
    rum.trouble = lambda page: rum.pass_time()
    with rum.serve() as server:
        rock = repository(server.url, overlap="15 min")
        harvested(home, rock, rock)
    first, second = server.params()[0], server.params()[3]
    assert "from" not in first
    assert second["from"] == "2026-11-01T11:45:00Z"


def test_what_comes_back_unchanged_makes_no_new_version(home, rum) -> None:
    with rum.serve() as server:
        harvest(home, repository(server.url))
        again = harvest(home, repository(server.url), Options(full=True))
    assert (again.verdict, counts(again)) == ("complete", {"seen": 12, "unchanged": 12})
    assert len(home.ledger.versions("rum", identifier("000"))) == 1
    assert home.ledger.head() == 12


def test_only_a_new_datestamp_is_no_change(home, rum) -> None:
    with rum.serve() as server:
        harvest(home, repository(server.url))
        rum.put("003")
        report = harvest(home, repository(server.url))
    assert counts(report) == {"seen": 1, "unchanged": 1}


def test_changed_new_deleted_and_published_again(home, rum) -> None:
    with rum.serve() as server:
        rock = repository(server.url)
        harvest(home, rock)
        rum.put("001", title="EBSD map, indexed anew")
        rum.put("012", title="A new one")
        rum.remove("002")
        changed = harvest(home, rock)
        after = titles(home)
        rum.put("002", title="Published again")
        resurrected = harvest(home, rock)
    assert counts(changed) == {"seen": 3, "stored": 2, "new": 1, "deleted": 1}
    assert after["001"] == "EBSD map, indexed anew"
    assert "012" in after
    assert "002" not in after
    assert counts(resurrected) == {"seen": 1, "stored": 1}
    assert titles(home)["002"] == "Published again"
    assert [v.deleted for v in home.ledger.versions("rum", identifier("002"))] == [
        False,
        True,
        False,
    ]


def test_a_tombstone_of_a_record_never_seen_is_a_tombstone(home) -> None:
    rum = Changing()
    rum.fill(1)
    rum.remove("001")
    with rum.serve() as server:
        report = harvest(home, repository(server.url))
    assert (report.verdict, counts(report)) == ("complete", {"seen": 1, "deleted": 1})
    assert titles(home) == {}


def test_a_short_list_deletes_nothing(home, rum) -> None:
    with rum.serve() as server:
        harvest(home, repository(server.url))
        rum.items = dict(list(rum.items.items())[:2])
        report = harvest(home, repository(server.url), Options(full=True))
    assert report.verdict == "complete"
    assert len(titles(home)) == 12


def test_a_record_of_two_sets_is_counted_and_kept_once(home) -> None:
    rum = Changing(announces=True)
    rum.put("a", sets=("rocks",))
    rum.put("b", sets=("rocks", "maps"))
    rum.put("c", sets=("maps",))
    with rum.serve() as server:
        report = harvest(home, repository(server.url, sets=["rocks", "maps"]))
    assert [asked["set"] for asked in server.params()] == ["rocks", "maps"]
    assert (report.verdict, report.expected) == ("complete", 4)
    assert counts(report) == {"seen": 3, "stored": 3, "new": 3}
    assert report.message == "The repository announced 4 and sent them, 1 more than once."


def test_each_set_has_its_own_next_from(home, rum) -> None:
    rum.put("a", sets=("rocks",))
    with rum.serve() as server:
        harvest(home, repository(server.url, sets=["rocks"]))
        rum.pass_time()
        harvest(home, repository(server.url, sets=["rocks", "maps"]))
    rocks, maps = server.params()[-2:]
    assert "from" in rocks
    assert "from" not in maps


def test_an_empty_repository_is_complete(home) -> None:
    with Changing().serve() as server:
        report = harvest(home, repository(server.url))
    assert (report.verdict, report.message, counts(report)) == ("complete", "", {})


def test_nothing_new_is_complete_and_moves_the_next_from(home, rum) -> None:
    with rum.serve() as server:
        rock = repository(server.url)
        harvest(home, rock)
        rum.pass_time(hours=24)
        report = harvest(home, rock)
        harvest(home, rock)
    assert (report.verdict, counts(report)) == ("complete", {})
    assert [asked["from"][:10] for asked in server.params()[-2:]] == ["2026-11-01", "2026-11-02"]


@pytest.mark.parametrize(
    ("announced", "message"),
    [(12, ""), (40, "The repository announced 40 and sent 12.")],
)
def test_the_announced_size_of_a_closed_list_is_reported_and_decides_nothing(
    home, rum, announced, message
) -> None:
    rum.announces = True
    rum.trouble = lambda page: Reply(page.body.replace(b'Size="12"', b'Size="%d"' % announced))
    with rum.serve() as server:
        report = harvest(home, repository(server.url))
    assert (report.verdict, report.expected, report.message) == ("complete", announced, message)


def without_closing_sign(page):
    """The last page, as a server sends it that has forgotten what else there is."""
    return Reply(
        page.body.replace(b'<resumptionToken completeListSize="12"></resumptionToken>', b"")
    )


def test_without_its_closing_sign_a_list_that_sent_all_is_complete(home, rum) -> None:
    rum.announces = True
    rum.trouble = without_closing_sign
    with rum.serve() as server:
        report = harvest(home, repository(server.url))
    assert (report.verdict, report.message) == ("complete", "")


def test_without_its_closing_sign_a_short_list_is_asked_once_more_and_then_partial(home) -> None:
    rum = Changing(announces=True)
    rum.fill(*range(12))
    rum.trouble = lambda page: Reply(NO_MORE) if page.number == 2 else None
    with rum.serve() as server:
        rock = repository(server.url)
        report = harvest(home, rock)
        asked = [each.get("resumptionToken", "") for each in server.params()]
        rum.trouble = None
        again = harvest(home, rock)
    assert asked == ["", "!!5", "", "!!5"]
    assert report.verdict == "partial"
    assert "without its closing sign" in report.message
    assert "after 5 of 12 announced records" in report.message
    assert counts(report) == {"seen": 5, "stored": 5, "new": 5}
    assert (again.verdict, counts(again)) == (
        "complete",
        {"seen": 12, "stored": 7, "new": 7, "unchanged": 5},
    )


def test_killed_behind_a_short_list_without_its_closing_sign_the_next_run_begins_anew(home) -> None:
    """The process dies before it can say that the list was too short."""
    rum = Changing(announces=True)
    rum.fill(*range(12))
    rum.trouble = lambda page: Reply(NO_MORE) if page.number == 2 else None
    with rum.serve() as server:
        rock = repository(server.url)
        run = home.ledger.start_run("rum")
        window = home.ledger.open_window(run, Window("rum", "oai_dc"))
        with closing(home.fetcher(rock)) as fetcher:
            for page in fetcher.pages(window):
                window = home.ledger.keep(run, window, page)
        assert window.listed
        rum.trouble = None
        report = harvest(home, rock)
    assert (report.verdict, counts(report)) == (
        "complete",
        {"seen": 12, "stored": 7, "new": 7, "unchanged": 5},
    )


def test_a_resumed_list_without_its_closing_sign_counts_what_came_before(home, rum) -> None:
    """The token died in between, and the server calls that an empty list."""
    rum.announces = True
    rum.trouble = cut_at(2)
    with rum.serve() as server:
        rock = repository(server.url)
        harvest(home, rock)
        answers = [Reply(NO_MORE)]
        rum.trouble = lambda page: answers.pop() if answers else None
        report = harvest(home, rock)
    assert (report.verdict, counts(report)) == (
        "complete",
        {"seen": 12, "stored": 7, "new": 7, "unchanged": 5},
    )


def test_nothing_announced_and_no_closing_sign_is_an_end(home, rum) -> None:
    rum.trouble = lambda page: Reply(NO_MORE) if page.number == 3 else None
    with rum.serve() as server:
        report = harvest(home, repository(server.url))
    assert (report.verdict, report.seen) == ("complete", 10)
    (window,) = home.ledger.windows(report.run)
    assert "list-ended-empty" in [finding.code for finding in window.findings]


# --- lists that break off


def cut_at(number: int):
    return lambda page: page.cut if page.number == number else None


def test_a_cut_page_ends_the_run_as_partial_and_the_next_goes_on_there(home, rum) -> None:
    rum.announces = True
    rum.trouble = cut_at(3)
    with rum.serve() as server:
        rock = repository(server.url)
        broken = harvest(home, rock)
        shown = len(titles(home))
        rum.trouble = None
        resumed = harvest(home, rock)
    assert broken.verdict == "partial"
    assert "page 3 was cut off" in broken.message
    assert "2 pages are kept" in broken.message
    assert counts(broken) == {"seen": 10, "stored": 10, "new": 10}
    assert shown == 10
    assert server.params()[-1]["resumptionToken"] == "!!10"
    assert (resumed.verdict, counts(resumed)) == ("complete", {"seen": 2, "stored": 2, "new": 2})
    assert resumed.message == "Of 12 announced, 2 came since the list broke off."
    assert len(titles(home)) == 12


def test_after_a_resumed_list_the_next_from_is_its_first_answer(home, rum) -> None:
    rum.trouble = cut_at(2)
    with rum.serve() as server:
        rock = repository(server.url, overlap="0s")
        harvest(home, rock)
        rum.trouble = None
        rum.pass_time()
        harvest(home, rock)
        rum.put("new")
        harvest(home, rock)
    assert server.params()[-1]["from"] == "2026-11-01T12:00:00Z"


def test_a_token_that_expired_costs_a_new_start_in_the_same_run(home, rum) -> None:
    rum.trouble = cut_at(3)
    with rum.serve() as server:
        rock = repository(server.url)
        harvest(home, rock)
        rum.trouble, rum.spent = None, {"!!10"}
        before = len(server.params())
        rum.trouble = lambda page: rum.spent.clear()
        report = harvest(home, rock)
    asked = [each.get("resumptionToken", "from the beginning") for each in server.params()[before:]]
    assert asked == ["!!10", "from the beginning", "!!5", "!!10"]
    assert (report.verdict, report.message) == ("complete", "")
    assert counts(report) == {"seen": 12, "stored": 2, "new": 2, "unchanged": 10}


@pytest.mark.parametrize(
    "said",
    [
        Reply(NO_MORE.replace(b"noRecordsMatch", b"badArgument")),
        Reply(NO_MORE.replace(b"noRecordsMatch", b"")),
        Reply(b"<html><title>Session expired</title></html>"),
        Reply(b"gone", 410),
        Reply(b"java.lang.NullPointerException", 500),
    ],
    ids=["badArgument", "no-code", "html", "410", "500"],
)
def test_a_token_that_died_without_the_right_words_costs_a_new_start_too(home, rum, said) -> None:
    rum.trouble = cut_at(3)
    with rum.serve() as server:
        rock = repository(server.url)
        harvest(home, rock)
        fresh = []

        def forgetful(page):
            fresh.extend([page] if page.number == 1 else [])
            return None if fresh else said

        rum.trouble = forgetful
        report = harvest(home, rock)
    assert (report.verdict, report.message) == ("complete", "")
    assert counts(report) == {"seen": 12, "stored": 2, "new": 2, "unchanged": 10}


def test_a_server_that_is_away_does_not_cost_the_place_in_its_list(home, rum) -> None:
    rum.trouble = cut_at(3)
    with rum.serve() as server:
        rock = repository(server.url)
        harvest(home, rock)
        rum.trouble = lambda page: Reply(status=503)
        away = harvest(home, rock)
        rum.trouble = None
        report = harvest(home, rock)
    assert away.verdict == "failed"
    assert (report.verdict, report.seen) == ("complete", 2)


def test_a_repository_that_never_takes_its_tokens_is_partial(home, rum) -> None:
    rum.spent = {"!!5"}
    with rum.serve() as server:
        report = harvest(home, repository(server.url))
    assert report.verdict == "partial"
    assert "no longer takes its own token" in report.message
    assert len(titles(home)) == 5


def test_a_repository_that_is_down_fails_and_loses_nothing(home, rum) -> None:
    with rum.serve() as server:
        harvest(home, repository(server.url))
    before = state(home)
    report = harvest(home, repository(f"http://127.0.0.1:{closed_port()}/oai"))
    assert (report.verdict, counts(report)) == ("failed", {})
    assert "127.0.0.1" in report.message
    assert state(home) == before
    with rum.serve() as server:
        assert harvest(home, repository(server.url)).verdict == "complete"
        assert "from" in server.params()[0]


def test_one_set_that_breaks_off_does_not_cost_the_other(home, rum) -> None:
    rum.put("a", sets=("maps",))
    rum.trouble = lambda page: page.cut if page.asked.get("set") == "rocks" else None
    with rum.serve() as server:
        report = harvest(home, repository(server.url, sets=["rocks", "maps"]))
    assert report.verdict == "partial"
    assert list(titles(home)) == ["a"]


def test_what_was_kept_before_a_refusal_is_shown_in_the_same_run(home, rum) -> None:
    """The second page sends us where this repository may not live."""
    rum.trouble = lambda page: (
        Reply(status=302, headers={"Location": "ftp://elsewhere.example/oai"})
        if page.number == 2
        else None
    )
    with rum.serve() as server:
        report = harvest(home, repository(server.url))
    assert (report.verdict, counts(report)) == ("partial", {"seen": 5, "stored": 5, "new": 5})
    assert len(titles(home)) == 5
    (window,) = home.ledger.windows(report.run)
    assert (window.status, window.error) == ("stopped", report.message)


# --- what may be asked for


def test_a_limit_stops_after_the_page_on_which_it_is_reached(home, rum) -> None:
    with rum.serve() as server:
        rock = repository(server.url)
        some = harvest(home, rock, Options(limit=6))
        rest = harvest(home, rock)
    assert (some.verdict, some.seen) == ("partial", 10)
    assert some.message == "rum: stopped after 10 records, as asked."
    assert (rest.verdict, rest.seen) == ("complete", 2)


def test_a_limit_that_the_whole_list_keeps_to_is_complete(home, rum) -> None:
    with rum.serve() as server:
        assert harvest(home, repository(server.url), Options(limit=12)).verdict == "complete"


def test_a_limit_counts_over_all_sets(home, rum) -> None:
    rum.put("a", sets=("rocks",))
    rum.put("b", sets=("maps",))
    with rum.serve() as server:
        rock = repository(server.url, sets=["rocks", "maps"])
        some = harvest(home, rock, Options(limit=1))
        rest = harvest(home, rock)
    assert (some.verdict, some.seen) == ("partial", 1)
    assert some.message == "rum: stopped after 1 record, as asked."
    assert (rest.verdict, counts(rest)) == ("complete", {"seen": 1, "stored": 1, "new": 1})


def test_who_asks_to_stop_gets_what_is_open_kept(home, rum) -> None:
    class Impatient(Silent):
        def page(self, source: str, number: int, records: int, expected: int | None) -> None:
            self.stopped = number == 2

    with rum.serve() as server:
        report = harvest(home, repository(server.url), watch=Impatient())
    assert (report.verdict, report.seen) == ("partial", 10)
    assert len(titles(home)) == 10


def test_full_asks_for_everything_again(home, rum) -> None:
    with rum.serve() as server:
        rock = repository(server.url)
        harvest(home, rock)
        rum.pass_time()
        report = harvest(home, rock, Options(full=True))
    assert "from" not in server.params()[-3]
    assert counts(report) == {"seen": 12, "unchanged": 12}


def test_full_begins_at_the_beginning_whatever_is_unfinished(home, rum) -> None:
    with rum.serve() as server:
        rock = repository(server.url)
        harvest(home, rock, Options(full=True, limit=5))
        report = harvest(home, rock, Options(full=True))
    assert (report.verdict, counts(report)) == (
        "complete",
        {"seen": 12, "stored": 7, "new": 7, "unchanged": 5},
    )


def test_without_full_an_interrupted_full_run_is_gone_on_with(home, rum) -> None:
    with rum.serve() as server:
        rock = repository(server.url)
        harvest(home, rock)
        harvest(home, rock, Options(full=True, limit=5))
        report = harvest(home, rock)
    assert (report.verdict, counts(report)) == ("complete", {"seen": 7, "unchanged": 7})


def test_a_full_run_whose_token_dies_goes_on_in_its_own_window(home, rum) -> None:
    rum.spent = {"!!5"}
    with rum.serve() as server:
        report = harvest(home, repository(server.url), Options(full=True))
    assert report.verdict == "partial"
    assert len(home.ledger.windows(report.run)) == 1
    assert len(server.params()) == 4


def test_since_says_when_it_goes_on_with_an_unfinished_list(home, rum) -> None:
    with rum.serve() as server:
        rock = repository(server.url)
        harvest(home, rock, Options(limit=5))
        report = harvest(home, rock, Options(since="2026-11-01T11:00:00Z"))
    assert (report.verdict, report.seen) == ("complete", 7)
    assert report.message == (
        "Went on with the unfinished list of an earlier run, which asked for everything."
    )


def test_since_asks_from_a_day_on_and_leaves_no_hole(home, rum) -> None:
    with rum.serve() as server:
        rock = repository(server.url, overlap="0s")
        rum.pass_time(hours=12)
        rum.fill(20)
        harvest(home, rock, Options(since="2026-11-02T00:00:00Z"))
        assert list(titles(home)) == ["020"]
        report = harvest(home, rock)
    assert server.params()[0]["from"] == "2026-11-02T00:00:00Z"
    assert "from" not in server.params()[1]
    assert counts(report) == {"seen": 13, "stored": 12, "new": 12, "unchanged": 1}


# --- faults


def test_a_record_that_cannot_be_mapped_is_kept_and_told(home) -> None:
    rum = Changing()
    rum.fill(1, 2)
    rum.put("bare", title=" ")
    with rum.serve() as server:
        rock = repository(server.url)
        first, again = harvest(home, rock), harvest(home, rock, Options(full=True))
    assert first.verdict == again.verdict == "complete_with_rejects"
    assert counts(first) == {"seen": 3, "stored": 2, "new": 2, "rejected": 1}
    assert counts(again) == {"seen": 3, "unchanged": 2, "rejected": 1}
    (reject,) = home.ledger.rejects("rum")
    assert reject.identifier == identifier("bare")
    assert "neither a title nor a sample" in reject.reason


def test_a_record_that_was_shown_and_becomes_unreadable_is_shown_no_more(home) -> None:
    rum = Changing()
    rum.fill(1, 2)
    with rum.serve() as server:
        harvest(home, repository(server.url))
        rum.put("001", title=" ")
        report = harvest(home, repository(server.url))
    assert counts(report) == {"seen": 1, "rejected": 1}
    assert list(titles(home)) == ["002"]


def test_an_error_of_ours_about_one_record_does_not_stop_the_others(home, rum) -> None:
    """A crosswalk whose path calls a function that does not exist, where there is a relation."""
    add_crosswalk(home, **{"dataset.titles": ["dc:title", "dc:relation[nosuch(.)]"]})
    rum.put("faulty", dc="<dc:relation>doi:10.5072/rum</dc:relation>")
    with rum.serve() as server:
        report = harvest(home, repository(server.url))
    assert report.verdict == "complete_with_rejects"
    assert counts(report) == {"seen": 13, "stored": 12, "new": 12, "rejected": 1}
    (reject,) = home.ledger.rejects("rum")
    assert reject.identifier == identifier("faulty")
    assert reject.reason.startswith("A fault in Lithoscope itself, please report it")


def test_a_crosswalk_file_that_is_wrong_is_told_before_anything_is_asked(home, rum) -> None:
    add_file(home, "crosswalks", "mine", {"format": "mine", "mapp": {}})
    with rum.serve() as server, pytest.raises(ConfigError, match=r"mine\.yaml, line 2"):
        harvest(home, repository(server.url))
    assert server.asked == []


def test_a_store_that_cannot_be_written_fails_the_run_and_keeps_every_record(home, rum) -> None:
    obstacle = home.path / "graph"
    obstacle.parent.mkdir()
    obstacle.write_text("no folder")
    with rum.serve() as server:
        report = harvest(home, repository(server.url))
        assert report.verdict == "failed"
        assert f"{obstacle}: the graph cannot be written" in report.message
        assert counts(report) == {"seen": 12, "stored": 12, "new": 12}
        assert home.ledger.totals() == {"rum": (12, 0)}
        obstacle.unlink()
        report = harvest(home, repository(server.url))
    assert (report.verdict, counts(report)) == ("complete", {})
    assert len(titles(home)) == 12


def test_a_source_is_harvested_by_one_process_at_a_time(home, rum, tmp_path) -> None:
    other = home_in(tmp_path / "home")
    with rum.serve() as server, other.ledger.lease("source:rum"):
        with pytest.raises(StoreError, match="is at work on it"):
            harvest(home, repository(server.url))
        assert server.asked == []
    other.close()


def test_every_run_is_kept_with_what_it_said(home, rum) -> None:
    rum.trouble = cut_at(3)
    with rum.serve() as server:
        rock = repository(server.url)
        reports = harvested(home, rock)
        rum.trouble = None
        reports += harvested(home, rock)
    kept = [entry.report for entry in home.ledger.runs("rum")]
    assert [(k.run, k.verdict, k.seen, k.message) for k in reversed(kept)] == [
        (r.run, r.verdict, r.seen, r.message) for r in reports
    ]
    (window,) = home.ledger.windows(reports[0].run)
    assert "page 3 was cut off" in window.error
    assert (window.status, window.pages, window.records) == ("stopped", 2, 10)
