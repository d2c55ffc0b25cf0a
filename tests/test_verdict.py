"""What may be called complete."""

import pytest

from harvester.ledger import Counts
from harvester.record import Page, RawRecord, Window
from harvester.repositories import Repository
from harvester.verdict import Tally, exit_code, judge

COUNTS = Counts(seen=10, new=4, changed=2, unchanged=2, deleted=2, rejected=0)


def repository(**more) -> Repository:
    return Repository(name="glasgow", url="https://example.org/oai", **more)


def tally(pages: int = 3, announced: int | None = None, first: int = 1, **more) -> Tally:
    """Of a list that is read from page `first` on."""
    found = Tally(**more)
    for number in range(first, first + pages):
        count(found, number=number, announced=announced)
    return found


def count(found: Tally, *, number: int, records: int = 0, announced: int | None = None) -> None:
    sent = [RawRecord(f"oai:glasgow:{n}", "2026-01-05", False, b"", b"") for n in range(records)]
    page = Page(number, "?", "2026-11-23T03:17:02Z", sent, None, complete_list_size=announced)
    found.count(Window("glasgow", "oai_dc", id=1), page)


def test_a_list_that_ended_is_complete():
    report = judge(repository(), 1, tally(), COUNTS, live=8)
    assert (report.verdict, report.message) == ("complete", "")
    assert report.seen == report.stored + report.unchanged + report.deleted + report.rejected


def test_rejects_are_said_in_the_verdict():
    counts = Counts(seen=10, new=9, changed=0, unchanged=0, deleted=0, rejected=1)
    assert judge(repository(), 1, tally(), counts, live=9).verdict == "complete_with_rejects"


def test_a_list_that_broke_off_is_partial():
    report = judge(repository(), 1, tally(stops=["page 3 was cut off."]), COUNTS, live=8)
    assert (report.verdict, report.message) == ("partial", "page 3 was cut off.")


def test_a_source_that_gave_no_page_failed():
    report = judge(repository(), 1, tally(pages=0, failure="It is down."), COUNTS, live=8)
    assert report.verdict == "failed"


def test_a_store_that_fails_makes_a_failed_run_whatever_came():
    report = judge(repository(), 1, tally(fault="The disk is full."), COUNTS, live=8)
    assert (report.verdict, report.message) == ("failed", "The disk is full.")


def test_an_announced_size_alone_decides_nothing_but_is_said():
    report = judge(repository(), 1, tally(announced=12), COUNTS, live=8)
    assert (report.verdict, report.expected) == ("complete", 12)
    assert report.message == "The repository announced 12 and sent 10."


def test_a_size_announced_on_every_page_counts_once():
    assert tally(pages=3, announced=12).expected == 12


def test_records_that_came_twice_explain_another_size():
    found = Tally()
    count(found, number=1, records=6, announced=12)
    count(found, number=2, records=6, announced=12)
    report = judge(repository(), 1, found, COUNTS, live=8)
    assert report.message == "The repository announced 12 and sent them, 2 more than once."


def test_the_rest_of_a_list_is_not_held_against_its_size():
    report = judge(repository(), 1, tally(first=2, announced=12), COUNTS, live=8)
    assert report.message == "Of 12 announced, 10 came since the list broke off."


def test_fewer_records_than_the_operator_expects_are_not_complete():
    few = repository(expect={"records": {"min": 1000}})
    report = judge(few, 1, tally(), COUNTS, live=8)
    assert report.verdict == "partial"
    assert "at least 1,000" in report.message


@pytest.mark.parametrize(
    ("verdicts", "code"),
    [
        ([], 0),
        (["complete"], 0),
        (["complete", "complete_with_rejects"], 3),
        (["partial", "complete_with_rejects"], 4),
        (["complete", "failed", "partial"], 5),
    ],
)
def test_the_exit_code_is_the_worst_verdicts(verdicts, code):
    assert exit_code(verdicts) == code
