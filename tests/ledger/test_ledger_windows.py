"""The contract of the ledger: windows, where they broke off and where they go on."""

from dataclasses import replace

from small_pages import SOURCE, URL, WANTED, harvest, live, page

from harvester.errors import StopWindow
from harvester.record import Finding, RejectedElement, Window

# where a window begins --------------------------------------------------------------------------


def test_the_first_window_asks_from_ever(ledger):
    window = ledger.open_window(ledger.start_run(SOURCE), WANTED)

    assert window == replace(WANTED, id=window.id, since=None)


def test_the_next_window_asks_since_the_first_answer_of_the_last_complete_one(ledger):
    harvest(ledger, [page(response_date="03:00"), page(number=2, response_date="03:20")])
    harvest(ledger, [page(response_date="05:00")])

    assert _next(ledger).since == "05:00"


def test_each_set_and_format_has_its_own_windows(ledger):
    datasets = replace(WANTED, set="datasets")
    harvest(ledger, [page(response_date="03:00")], datasets)
    harvest(ledger, [page(response_date="04:00")], replace(datasets, format="oai_datacite"))

    assert _next(ledger, datasets).since == "03:00"
    assert _next(ledger, WANTED).since is None
    assert _next(ledger, replace(datasets, source="skye")).since is None


def test_full_asks_from_ever_again(ledger):
    harvest(ledger, [page(response_date="03:00")])

    assert _next(ledger, full=True).since is None


def test_a_window_that_answered_nothing_moves_nothing(ledger):
    harvest(ledger, [])

    assert _next(ledger).since is None


# what the user asks since -------------------------------------------------------------------------


def test_a_given_since_is_asked(ledger):
    assert _next(ledger, replace(WANTED, since="2026-01-01")).since == "2026-01-01"


def test_a_given_since_leaves_no_hole_behind(ledger):
    harvest(ledger, [page(response_date="2026-11-01")])
    harvest(ledger, [page(response_date="2026-11-23")], replace(WANTED, since="2026-11-20"))

    assert _next(ledger).since == "2026-11-01"


def test_a_given_since_before_the_last_answer_counts_as_any_window(ledger):
    harvest(ledger, [page(response_date="2026-11-01")])
    harvest(ledger, [page(response_date="2026-11-23")], replace(WANTED, since="2026-10-20"))

    assert _next(ledger).since == "2026-11-23"


def test_a_given_since_is_no_first_harvest(ledger):
    harvest(ledger, [page(response_date="2026-11-23")], replace(WANTED, since="2026-11-20"))

    assert _next(ledger).since is None


# where a window goes on ---------------------------------------------------------------------------


def test_a_window_goes_on_at_the_page_after_the_last_kept(ledger, opened):
    _two_pages(ledger)
    ledger.close()

    window = _next(opened())

    assert (window.token, window.page) == ("to page 3", 2)
    assert window.first_response == "2026-11-23T03:01:00Z"
    assert not window.listed


def test_a_kept_page_moves_the_window_and_nothing_else_of_it(ledger):
    run = ledger.start_run(SOURCE)
    opened = ledger.open_window(run, WANTED)
    asked = replace(opened, since="2026-11-22T23:45:00Z")

    window = ledger.keep(run, asked, page(token="more"))

    assert window == replace(asked, token="more", page=1, first_response="2026-11-23T03:01:00Z")


def test_a_window_whose_last_page_is_kept_has_only_to_be_finished(ledger):
    run = ledger.start_run(SOURCE)
    window = ledger.open_window(run, WANTED)
    ledger.keep(run, window, page(live("1")))

    assert _next(ledger).listed


def test_an_unfinished_window_moves_nothing(ledger):
    harvest(ledger, [page(response_date="2026-11-01")])
    _two_pages(ledger)
    run = ledger.start_run(SOURCE)
    ledger.finish(run, ledger.open_window(run, WANTED))

    assert _next(ledger).since == "2026-11-23T03:01:00Z"


def test_a_stopped_window_goes_on_where_it_stopped(ledger):
    run, window = _two_pages(ledger)
    ledger.stop(run, window, StopWindow("page 3 was cut off"))

    assert _next(ledger).token == "to page 3"


def test_a_window_whose_token_is_dead_begins_again(ledger):
    harvest(ledger, [page(response_date="2026-11-01")])
    run, window = _two_pages(ledger)
    ledger.stop(run, window, StopWindow("the token has expired", restart=True), restart=True)

    again = _next(ledger)

    assert (again.id, again.token, again.page) == (window.id, None, 0)
    assert (again.since, again.first_response) == ("2026-11-01", None)


def test_full_gives_an_unfinished_incremental_window_up(ledger):
    harvest(ledger, [page(response_date="2026-11-01")])
    _, left = _two_pages(ledger)

    full = _next(ledger, full=True)

    assert (full.since, full.page) == (None, 0)
    assert full.id != left.id
    assert _next(ledger).id == full.id


def test_full_is_full_though_an_earlier_full_window_is_unfinished(ledger):
    _, left = _two_pages(ledger)

    full = _next(ledger, full=True)

    assert full.id != left.id
    assert (full.token, full.page) == (None, 0)


def test_without_full_an_unfinished_full_window_is_gone_on_with(ledger):
    harvest(ledger, [page(response_date="2026-11-01")])
    run = ledger.start_run(SOURCE)
    left = ledger.open_window(run, WANTED, full=True)
    ledger.keep(run, left, page(live("1"), token="to page 2"))

    again = _next(ledger)

    assert (again.id, again.since, again.token) == (left.id, None, "to page 2")


def test_full_does_not_give_up_what_its_own_run_asked(ledger):
    run = ledger.start_run(SOURCE)
    window = ledger.open_window(run, WANTED, full=True)
    ledger.keep(run, window, page(live("1"), token="to page 2"))
    ledger.stop(run, window, StopWindow("the token has expired"), restart=True)

    again = ledger.open_window(run, WANTED, full=True)

    assert (again.id, again.page) == (window.id, 0)


def test_a_given_since_gives_up_what_asks_from_later(ledger):
    harvest(ledger, [page(response_date="2026-11-20")])
    _, left = _two_pages(ledger)

    earlier = _next(ledger, replace(WANTED, since="2026-11-01"))

    assert earlier.id != left.id
    assert (earlier.since, earlier.page) == ("2026-11-01", 0)


def test_a_given_since_goes_on_with_what_asks_from_earlier(ledger):
    harvest(ledger, [page(response_date="2026-11-01")])
    _, left = _two_pages(ledger)

    later = _next(ledger, replace(WANTED, since="2026-11-20"))

    assert (later.id, later.since, later.page) == (left.id, "2026-11-01", 2)


# what came of a list ------------------------------------------------------------------------------


def test_what_came_of_a_list_is_counted_over_its_runs(ledger):
    run = ledger.start_run(SOURCE)
    window = ledger.open_window(run, WANTED)
    broken = [RejectedElement(b"<record/>", "no identifier")]
    first = page(live("1"), rejected=broken, token="more", complete_list_size=812)
    ledger.keep(run, window, first)
    later = ledger.start_run(SOURCE)
    window = ledger.open_window(later, WANTED)
    ledger.keep(later, window, page(live("1"), live("2"), number=2))

    assert ledger.sent(window) == (4, 812)


def test_what_came_before_a_new_start_does_not_count(ledger):
    run, window = _two_pages(ledger)
    ledger.stop(run, window, StopWindow("the token has expired"), restart=True)
    window = ledger.open_window(run, WANTED)
    assert ledger.sent(window) == (3, None)
    ledger.keep(run, window, page(live("1")))

    assert ledger.sent(window) == (1, None)


# what a run made of its windows -------------------------------------------------------------------


def test_a_run_tells_its_windows(ledger):
    run, window = _two_pages(ledger)
    ledger.stop(run, window, StopWindow("page 3 was cut off"))
    other = ledger.open_window(run, replace(WANTED, set="datasets"))
    ledger.finish(run, ledger.keep(run, other, page()))

    stopped, done = ledger.windows(run)

    assert (stopped.id, stopped.set, stopped.status) == (window.id, None, "stopped")
    assert (stopped.pages, stopped.records, stopped.attempts) == (2, 3, 1)
    assert (stopped.format, stopped.since) == ("oai_dc", None)
    assert stopped.error == "page 3 was cut off"
    assert (done.set, done.status, done.pages, done.error) == ("datasets", "done", 1, "")


def test_a_run_tells_how_it_left_a_window_though_a_later_one_ended_it(ledger):
    run, window = _two_pages(ledger)
    ledger.stop(run, window, StopWindow("page 3 was cut off"))
    later = ledger.start_run(SOURCE)
    ledger.finish(later, ledger.keep(later, ledger.open_window(later, WANTED), page(number=3)))

    (before,), (after,) = ledger.windows(run), ledger.windows(later)

    assert (before.status, before.attempts, before.pages) == ("stopped", 1, 2)
    assert (after.status, after.attempts, after.pages) == ("done", 2, 1)


def test_a_run_tells_what_its_pages_said_each_kind_once(ledger):
    size, size_again = (Finding("list-size", f"{n} were announced") for n in (812, 813))
    late = Finding("no-response-date", "the response has no date")
    run = harvest(ledger, [page(findings=(size,)), page(number=2, findings=(size_again, late))])

    assert ledger.windows(run)[0].findings == (size, late)


def test_the_body_that_stopped_a_window_is_kept_up_to_64_kib(ledger):
    run, window = _two_pages(ledger)
    captcha = b"<html>Are you human?</html>" * 10_000
    ledger.stop(run, window, StopWindow("a page for people came", evidence=captcha), restart=True)
    ledger.open_window(run, WANTED)
    ledger.stop(run, window, StopWindow("nothing came"))

    assert ledger.evidence(window.id) == captcha[: 64 * 1024]
    assert ledger.evidence(99) == b""


def test_a_page_is_kept_with_all_that_it_said(ledger):
    rejected = [RejectedElement(b"<record/>", "no identifier")]
    one = page(
        live("1"), token="more", token_sent="first", complete_list_size=812, rejected=rejected
    )
    run = harvest(ledger, [one])

    assert one.request == URL
    assert (ledger.windows(run)[0].records, ledger.counts(run).rejected) == (1, 1)


def _next(ledger, wanted: Window = WANTED, *, full: bool = False) -> Window:
    return ledger.open_window(ledger.start_run(wanted.source), wanted, full=full)


def _two_pages(ledger):
    run = ledger.start_run(SOURCE)
    window = ledger.open_window(run, WANTED)
    window = ledger.keep(run, window, page(live("1"), live("2"), token="to page 2"))
    window = ledger.keep(run, window, page(live("3"), number=2, token="to page 3"))
    return run, window
