"""What may be called complete."""

import pytest

from harvester.ledger import Counts
from harvester.record import Page, Window
from harvester.repositories import Repository
from harvester.verdict import Tally, exit_code, judge

COUNTS = Counts(seen=10, new=4, changed=2, unchanged=2, deleted=2, rejected=0)


def repository(**more) -> Repository:
    return Repository(name="glasgow", url="https://example.org/oai", **more)


def tally(pages: int = 3, announced: int | None = None, **more) -> Tally:
    found = Tally(**more)
    for number in range(pages):
        page = Page(number, "?", "2026-11-23T03:17:02Z", (), None, complete_list_size=announced)
        found.count(Window("glasgow", "oai_dc", id=1), page)
    return found


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


def test_an_announced_size_decides_nothing_but_is_said():
    report = judge(repository(), 1, tally(announced=12), COUNTS, live=8)
    assert (report.verdict, report.expected) == ("complete", 12)
    assert report.message == "The repository announced 12 and sent 10."


def test_a_size_announced_on_every_page_counts_once():
    assert tally(pages=3, announced=12).expected == 12


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
