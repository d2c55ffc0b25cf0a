"""The contract of the ledger: runs, their reports, and those that never ended."""

from dataclasses import replace

import pytest
from small_pages import SOURCE, WANTED, keep, live, page

from harvester.errors import StopWindow, StoreError
from harvester.record import Finding, RunReport


def test_a_run_that_has_not_ended_has_failed_so_far(ledger):
    run = ledger.start_run(SOURCE)

    entry = ledger.run(run)

    assert (entry.started, entry.ended) == ("2026-11-23T14:00:00Z", None)
    assert entry.report.verdict == "failed"


def test_the_report_of_a_run_is_kept_whole(ledger, clock):
    run = ledger.start_run(SOURCE)
    report = RunReport(
        source=SOURCE,
        verdict="complete_with_rejects",
        run=run,
        seen=9,
        stored=4,
        new=3,
        unchanged=2,
        deleted=2,
        rejected=1,
        expected=10,
        message="One record has no title.",
        findings=[Finding("size", "10 were announced", value="10", severity="warning")],
    )
    clock.go_on(90)
    ledger.finish_run(run, report)

    assert ledger.run(run).report == report
    assert ledger.run(run).ended == "2026-11-23T14:01:30Z"


def test_runs_are_listed_newest_first(ledger):
    first, second, third = [ledger.start_run(source) for source in ("rum", "skye", "rum")]

    assert [entry.id for entry in ledger.runs()] == [third, second, first]
    assert [entry.id for entry in ledger.runs("rum")] == [third, first]
    assert [entry.id for entry in ledger.runs(limit=1)] == [third]
    assert ledger.run(99) is None


def test_a_run_that_never_ended_is_closed_when_its_source_is_begun_again(ledger):
    run = keep(ledger, live("1"), live("2"))
    other = keep(ledger, live("1"), source="skye")

    ledger.start_run(SOURCE)

    closed = ledger.run(run)
    assert closed.ended == "2026-11-23T14:00:00Z"
    assert closed.report.message == "the process ended before the run did"
    assert (closed.report.verdict, closed.report.new, closed.report.stored) == ("failed", 2, 2)
    assert ledger.run(other).ended is None


def test_a_process_that_was_given_up_keeps_nothing_more(ledger):
    run = ledger.start_run(SOURCE)
    window = ledger.open_window(run, WANTED)
    ledger.start_run(SOURCE)

    writes = [
        lambda: ledger.open_window(run, WANTED),
        lambda: ledger.keep(run, window, page(live("1"))),
        lambda: ledger.stop(run, window, StopWindow("cut off")),
        lambda: ledger.finish(run, window),
        lambda: ledger.finish_run(run, RunReport(SOURCE, "complete")),
    ]
    for write in writes:
        with pytest.raises(
            StoreError, match=rf"rum: run {run} ended at .* \(the process ended before"
        ):
            write()
    assert ledger.head() == 0


def test_a_run_or_window_that_is_not_there_is_said(ledger):
    with pytest.raises(StoreError, match="no run 7"):
        ledger.open_window(7, WANTED)
    run = ledger.start_run(SOURCE)
    with pytest.raises(StoreError, match="no window 3"):
        ledger.finish(run, replace(WANTED, id=3))
