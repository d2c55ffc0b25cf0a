"""`harvest` and what goes with it: verdicts, exit codes, and the counts that add up."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from catalogue import home_in
from listing import repository
from running import Done, Run, seen_in_a_terminal

from tests.loopback import Reply, closed_port

KEYS = ["source", "verdict", "seen", "stored", "unchanged", "deleted", "rejected", "expected"]
CUT = b'<?xml version="1.0"?><OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>'
NO_RECORD = b"".join(
    (
        b'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">',
        b"<responseDate>2026-11-23T12:00:00Z</responseDate><ListRecords><record><header>",
        b"<identifier>oai:rum.example:x</identifier><datestamp>2026-01-01</datestamp></header>",
        b"<metadata><unknown/></metadata></record></ListRecords></OAI-PMH>",
    )
)


@pytest.fixture
def add(lithoscope: Run) -> Iterator[object]:
    def add(url: str, name: str = "rum", *more: str) -> None:
        done = lithoscope("source", "add", url, "--name", name, "--allow-private", *more)
        assert done.code == 0

    return add


def lines(done: Done) -> list[dict]:
    """The reports; every one has its keys in order and counts that add up."""
    for report in done.each:
        assert list(report) == [*KEYS, "message", "run"]
        counted = report["stored"] + report["unchanged"] + report["deleted"] + report["rejected"]
        assert report["seen"] == counted
    return done.each


def test_complete_is_0(lithoscope: Run, add) -> None:
    with repository(pages=3, each=4) as server:
        add(server.url)
        done = lithoscope("harvest", "--json")
        (again,) = lines(lithoscope("harvest", "--json"))
    (report,) = lines(done)
    assert (done.code, done.err) == (0, "")
    assert (report["verdict"], report["stored"], report["expected"]) == ("complete", 12, 12)
    assert (again["stored"], again["unchanged"]) == (0, 12)


def test_a_size_that_was_not_announced_is_null(lithoscope: Run, add) -> None:
    with repository(announced=False) as server:
        add(server.url)
        (report,) = lines(lithoscope("harvest", "--json"))
    assert report["expected"] is None


def test_complete_with_rejects_is_3_and_tells_where_to_look(lithoscope: Run, add) -> None:
    with repository(before=lambda _: NO_RECORD) as server:
        add(server.url)
        done = lithoscope("harvest")
    assert done.code == 3
    assert "complete with rejects" in done.out
    assert "lithoscope rejects list --source rum" in done.err


@pytest.mark.usefixtures("no_pauses")
def test_partial_is_4_and_goes_on_where_it_broke_off(lithoscope: Run, add) -> None:
    cut = {3}

    def before(number: int) -> bytes | None:
        return CUT if number in cut else None

    with repository(pages=4, before=before) as server:
        add(server.url)
        done = lithoscope("harvest", "--json")
        cut.clear()
        (rest,) = lines(lithoscope("harvest", "--json"))
        asked = [each.get("resumptionToken") for each in server.params()]
    (report,) = lines(done)
    assert (done.code, report["verdict"], report["stored"]) == (4, "partial", 4)
    assert "rum: page 3 was cut off" in report["message"]
    assert (rest["verdict"], rest["stored"]) == ("complete", 4)
    assert asked == [None, "page 2", "page 3", "page 3", "page 3", "page 4"]


@pytest.mark.usefixtures("no_pauses")
def test_failed_is_5_in_one_sentence_that_names_the_source_once(lithoscope: Run, add) -> None:
    add(f"http://127.0.0.1:{closed_port()}/oai")
    done = lithoscope("harvest")
    complaint = next(line for line in done.err.splitlines() if line.startswith("error"))
    assert done.code == 5
    assert complaint.startswith("error rum: page 1 got no answer from 127.0.0.1:")
    assert complaint.count("rum") == 1


@pytest.mark.usefixtures("no_pauses")
def test_a_retry_is_said_in_a_sentence(lithoscope: Run, add) -> None:
    busy = [Reply(b"busy", status=503)]
    with repository(
        pages=2, before=lambda number: busy.pop() if number == 2 and busy else None
    ) as server:
        add(server.url)
        done = lithoscope("harvest", "--json")
    assert done.code == 0
    (said,) = done.err.splitlines()
    assert said.startswith(
        "rum: ListRecords was answered with HTTP 503 (Service Unavailable); asked again in "
    )
    assert said.endswith(" s (2 of 5)")


def test_the_exit_code_is_the_worst_of_all_sources(lithoscope: Run, add) -> None:
    with repository() as good, repository(before=lambda _: NO_RECORD) as odd:
        add(good.url, "good")
        add(odd.url, "odd")
        done = lithoscope("harvest", "--json")
    assert [each["verdict"] for each in lines(done)] == ["complete", "complete_with_rejects"]
    assert done.code == 3


def test_a_source_that_another_process_harvests_does_not_stop_the_others(
    lithoscope: Run, add, tmp_path: Path
) -> None:
    other = home_in(tmp_path / "home")
    with repository() as server, other.ledger.lease("source:busy"):
        add(server.url, "busy")
        add(server.url, "free")
        done = lithoscope("harvest", "--json")
    other.close()
    busy, free = lines(done)
    assert (done.code, busy["verdict"], free["verdict"]) == (5, "failed", "complete")
    assert busy["message"].startswith("busy: process ")


def test_only_what_is_named_is_asked_and_once(lithoscope: Run, add) -> None:
    with repository() as server:
        add(server.url, "one")
        add(server.url, "two")
        assert [
            each["source"] for each in lines(lithoscope("harvest", "two", "two", "--json"))
        ] == ["two"]


def test_a_limit_ends_after_the_page_that_reaches_it(lithoscope: Run, add) -> None:
    with repository(pages=5, each=4) as server:
        add(server.url)
        done = lithoscope("harvest", "--limit", "5", "--json")
        (report,) = lines(done)
        (rest,) = lines(lithoscope("harvest", "--json"))
    assert (done.code, report["verdict"], report["seen"]) == (4, "partial", 8)
    assert "as asked" in report["message"]
    assert (rest["verdict"], rest["seen"]) == ("complete", 12)


def test_since_asks_from_that_day_on_and_full_from_the_beginning(lithoscope: Run, add) -> None:
    with repository() as server:
        add(server.url)
        lithoscope("harvest", "--since", "2026-01-31")
        lithoscope("harvest", "--full")
        since, full = (each.get("from") for each in server.params())
    assert since is not None
    assert since.startswith("2026-01-30T23:45")  # the overlap of 15 minutes
    assert full is None


def test_a_dry_run_looks_and_keeps_nothing(lithoscope: Run, add) -> None:
    with repository(pages=3, each=4) as server:
        add(server.url)
        done = lithoscope("harvest", "--dry-run")
        tested = lithoscope("source", "test", "rum")
        (said,) = lithoscope("harvest", "--dry-run", "--json").each
    assert done.code == tested.code == 0
    assert "4 on the first page of 12 announced" in done.out
    assert done.out == tested.out
    assert (said["records"], said["mapped"], said["problem"]) == (4, 4, "")
    assert lithoscope("runs", "list").out == ""


def test_progress_is_drawn_in_a_terminal_and_nowhere_else(
    lithoscope: Run, add, tmp_path: Path
) -> None:
    with repository(pages=3) as server:
        add(server.url)
        home = str(tmp_path / "home")
        assert lithoscope("harvest").err == ""
        assert "page 3" in seen_in_a_terminal("--home", home, "harvest", "--full")


def test_a_private_address_is_warned_of_when_it_is_added(lithoscope: Run) -> None:
    done = lithoscope("source", "add", "http://10.0.0.7/oai", "--name", "cellar")
    assert done.code == 0
    assert "10.0.0.7 is in a private network" in done.err


def test_an_added_source_is_a_file_that_can_be_edited(lithoscope: Run, tmp_path: Path) -> None:
    words = ("--format", "oai_datacite", "--set", "rocks", "--set", "moon", "--title", "Rum: rocks")
    done = lithoscope("source", "add", "https://rum.example/oai", "--name", "rum", *words, "--json")
    (said,) = done.each
    assert Path(said["file"]).read_text("utf-8") == (
        "title: 'Rum: rocks'\nprotocol: oai\nurl: https://rum.example/oai\n"
        "format: oai_datacite\nsets:\n- rocks\n- moon\n"
    )
    assert lithoscope("source", "add", "https://rum.example/oai", "--name", "rum").code == 2
    (shown,) = lithoscope("source", "show", "rum", "--json").each
    assert (shown["sets"], shown["records"], shown["verdict"]) == (["rocks", "moon"], 0, None)
