"""Whatever a REST interface does: every record once, or the list is not called whole."""

from __future__ import annotations

import json
from typing import Any

import pytest
from conftest import Clock
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from loopback import Asked, Reply
from rest_list import Listing, as_reply

from harvester.errors import AddressRefused, LithoscopeError, StopWindow
from harvester.fetch.fault import Fault
from harvester.fetch.rest import RestFetcher, body
from harvester.record import Page, Window
from harvester.repositories import Politeness, Repository

KINDS = ["next", "Link", "offset", "page", "cursor"]


class Got:
    """What came of one window, and the error that ended it, if one did."""

    def __init__(self) -> None:
        self.pages: list[Page] = []
        self.error: LithoscopeError | None = None

    @property
    def names(self) -> list[str]:
        return [record.identifier for page in self.pages for record in page.records]

    @property
    def whole(self) -> bool:
        return self.error is None


def fetcher(url: str, rum: Listing, **more: Any) -> RestFetcher:
    clock = Clock()
    repository = Repository.model_validate(
        {
            "name": "rum",
            "protocol": "rest",
            "requests": rum.style(**more),
            "url": url,
            "allow_private": True,
            "politeness": Politeness(attempts=2),
        }
    )
    return RestFetcher(repository, sleep=clock.sleep, clock=clock)


def harvested(rum: Listing, token: str | None = None, most: int = 10**6, **more: Any) -> Got:
    got = Got()
    with rum.serve() as server:
        asking = fetcher(server.url, rum, **more)
        try:
            for page in asking.pages(Window("rum", "dwc_json", token=token, page=int(bool(token)))):
                got.pages.append(page)
                if len(got.pages) == most:
                    break
        except LithoscopeError as error:
            got.error = error
        asking.close()
    return got


def listing(by: str, count: int = 12, **more: Any) -> Listing:
    rum = Listing(by=by, **more)
    rum.fill(count)
    return rum


@pytest.mark.parametrize("announces", [True, False])
@pytest.mark.parametrize("count", [0, 1, 5, 12, 15])
@pytest.mark.parametrize("by", KINDS)
def test_every_record_once(by: str, count: int, announces: bool) -> None:
    rum = listing(by, count, announces=announces)
    got = harvested(rum)
    assert got.whole
    assert sorted(got.names) == sorted(rum.items)
    assert got.pages[-1].token is None


@pytest.mark.parametrize("by", KINDS)
def test_an_interrupted_list_goes_on_where_it_broke_off(by: str) -> None:
    rum = listing(by)
    first = harvested(rum, most=1)
    rest = harvested(rum, first.pages[0].token)
    assert rest.whole
    assert {*first.names, *rest.names} == set(rum.items)
    assert rest.pages[0].number == 2


@pytest.mark.parametrize("by", ["offset", "page", "next", "Link"])
def test_a_record_removed_behind_us_makes_no_other_be_passed_over(by: str) -> None:
    rum = listing(by)
    rum.before = lambda page: rum.items.pop("001", None) and None if page == 2 else None
    got = harvested(rum)
    assert got.whole
    assert set(got.names) >= set(rum.items)
    assert len(got.names) == 12


@pytest.mark.parametrize("announces", [True, False])
@pytest.mark.parametrize("by", ["offset", "page"])
def test_many_records_removed_behind_us_make_no_other_be_passed_over(
    by: str, announces: bool
) -> None:
    """More than the pages overlap by."""
    rum = listing(by, 24, announces=announces)

    def before(page: int) -> None:
        if page == 3:
            for name in ("001", "002", "003", "004"):
                del rum.items[name]

    rum.before = before
    got = harvested(rum)
    assert got.whole
    assert set(got.names) >= set(rum.items)


@pytest.mark.parametrize("by", ["offset", "page"])
def test_records_that_come_in_front_are_no_trouble(by: str) -> None:
    rum = listing(by)
    rum.before = lambda page: rum.put("new", first=True) if page == 2 else None
    got = harvested(rum)
    assert got.whole
    assert len(got.names) == len(set(got.names)) >= 12


def test_a_list_that_changes_all_the_time_is_not_called_whole() -> None:
    rum = listing("page", 100)
    rum.before = lambda page: rum.items.pop(next(iter(rum.items))) and None
    got = harvested(rum)
    assert not got.whole
    assert "it changed each of the 6 times" in str(got.error)


def answered_by(rum: Listing, page: int, reply: Reply | bytes) -> None:
    rum.trouble = lambda asked, answer: reply if rum.pages >= page else None


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (b"<!DOCTYPE html><html><title>Sorry</title></html>", "is an HTML page (Sorry) where JSON"),
        (b'{"hits": [{"id": "005", "ti', "was cut off after 27 bytes"),
        (b"", "is empty"),
        (b'{"hits": [NaN], "total": 12}', "NaN is no JSON number"),
        (b'{"hits": [1e999], "total": 12}', "is not JSON"),
        (b"[" * 100_000, "deeper than 280 levels"),
        (b'{"a":' * 400 + b"1" + b"}" * 400, "deeper than 280 levels"),
        (b'{"message": "Internal trouble"}', "has no list at `hits`: it says 'Internal trouble'"),
        (b'{"hits": "none", "total": 12}', "has no list at `hits`"),
        (b"\xff\xfe{", "is not UTF-8"),
        (Reply(b"{}", 500), "HTTP 500"),
    ],
)
@pytest.mark.parametrize("by", KINDS)
def test_an_answer_that_is_no_list_breaks_it_off(by: str, reply: bytes, words: str) -> None:
    rum = listing(by)
    answered_by(rum, 2, reply)
    got = harvested(rum)
    assert isinstance(got.error, StopWindow)
    assert words in str(got.error)
    assert "1 page is kept" in str(got.error)
    assert got.pages[0].token is not None


def test_an_answer_that_is_too_large_is_no_tree() -> None:
    with pytest.raises(Fault, match=r"has 67,108,866 bytes of JSON .* fewer records a page"):
        body.read(b"[" + b" " * body.LARGEST + b"]")


@pytest.mark.parametrize("by", ["next", "cursor"])
def test_a_cursor_longer_than_an_address_breaks_it_off(by: str) -> None:
    rum = listing(by)
    changed(rum, 2, next="9" * 20_000, cursor="9" * 20_000)
    got = harvested(rum)
    assert "names a next page of 20,000 characters" in str(got.error)
    assert "1 page is kept" in str(got.error)


@pytest.mark.parametrize("by", KINDS)
def test_a_list_that_never_ends_is_left(by: str) -> None:
    """Resumed where millions have come already."""
    rum = listing(by, 100)
    broken = harvested(rum, most=2)
    told = json.loads(broken.pages[-1].token)
    told["counts"][2] = 20_000_000
    got = harvested(rum, json.dumps(told))
    assert "goes on behind 20,000,000 records" in str(got.error)


def changed(rum: Listing, page: int, **more: Any) -> None:
    def trouble(asked: Asked, answer: dict[str, Any]) -> Reply | None:
        return as_reply(answer | more) if rum.pages == page else None

    rum.trouble = trouble


@pytest.mark.parametrize("by", KINDS)
def test_a_total_that_did_not_come_is_not_whole(by: str) -> None:
    rum = listing(by)
    rum.trouble = lambda asked, answer: as_reply(answer | {"total": 13})
    got = harvested(rum)
    assert "12 of 13 announced records came" in str(got.error)
    assert got.pages[-1].token is not None
    again = harvested(rum, got.pages[-1].token)
    assert isinstance(again.error, StopWindow)
    assert again.error.restart


def beyond(rum: Listing, most: int, status: int = 400) -> None:
    """The interface announces, and gives, no more than so many of its list."""

    def trouble(asked: Asked, answer: dict[str, Any]) -> Reply | None:
        given = [hit for hit in answer["hits"] if int(hit["id"]) < most]
        if not given and status != 200:
            return Reply(b"{}", status)
        onward = {} if len(given) == len(answer["hits"]) else {"next": None}
        return as_reply(answer | onward | {"hits": given, "total": min(answer["total"], most)})

    rum.trouble = trouble


@pytest.mark.parametrize("by", ["offset", "page"])
def test_a_total_met_by_a_full_page_is_not_believed_at_once(by: str) -> None:
    rum = listing(by, 20)
    rum.trouble = lambda asked, answer: as_reply(answer | {"total": 10}) if rum.pages < 3 else None
    got = harvested(rum)
    assert got.whole
    assert len(got.names) == 20


@pytest.mark.parametrize("by", ["offset", "page"])
@pytest.mark.parametrize("status", [400, 404])
def test_nothing_behind_a_full_last_page_is_the_end(by: str, status: int) -> None:
    rum = listing(by, 10)
    beyond(rum, 10, status)
    got = harvested(rum)
    assert got.whole
    assert len(got.names) == 10


def test_a_round_number_and_then_a_refusal_may_be_a_cap() -> None:
    rum = listing("page", 1_010)
    beyond(rum, 1_000)
    got = harvested(rum)
    assert len(got.names) == 1_000
    assert "just 1,000 records came, which may be all that it gives" in str(got.error)


@pytest.mark.parametrize("by", ["offset", "page", "next"])
def test_a_round_total_and_then_empty_pages_may_be_a_cap(by: str) -> None:
    rum = listing(by, 1_010, size=100)
    beyond(rum, 1_000, 200)
    got = harvested(rum)
    assert len(got.names) == 1_000
    assert "just 1,000 records came, which may be all that it gives" in str(got.error)


def test_a_total_that_only_later_pages_announce_is_held_against_what_came() -> None:
    rum = listing("cursor")
    rum.trouble = lambda asked, answer: as_reply(answer | {"total": None if rum.pages == 1 else 13})
    assert "12 of 13 announced records came" in str(harvested(rum).error)


@pytest.mark.parametrize("by", ["next", "Link", "cursor"])
def test_a_cursor_that_is_dropped_is_not_the_end(by: str) -> None:
    rum = listing(by)
    changed(rum, 2, next=None, cursor=None)
    got = harvested(rum, paging=rum.style().paging.model_copy(update={"check": "none"}))
    assert "10 of 12 announced records came" in str(got.error)


@pytest.mark.parametrize("announces", [True, False])
@pytest.mark.parametrize("by", KINDS)
def test_a_page_that_is_repeated_for_ever_is_no_list(by: str, announces: bool) -> None:
    rum = listing(by, announces=announces)
    first: list[Reply] = []

    def trouble(asked: Asked, answer: dict[str, Any]) -> Reply:
        first.append(as_reply(answer))
        return first[0]

    rum.trouble = trouble
    got = harvested(rum)
    assert not got.whole
    assert sorted(got.names) == ["000", "001", "002", "003", "004"]


@pytest.mark.parametrize("announces", [True, False])
@pytest.mark.parametrize("by", KINDS)
def test_an_empty_page_in_the_middle_hides_nothing(by: str, announces: bool) -> None:
    rum = listing(by, 22, announces=announces)
    changed(rum, 2, hits=[])
    got = harvested(rum)
    assert not got.whole or set(got.names) == set(rum.items)


def test_an_item_without_an_identifier_is_kept_as_a_piece() -> None:
    rum = listing("offset", 3)
    rum.items["001"]["id"] = None
    got = harvested(rum)
    assert got.names == ["000", "002"]
    (piece,) = [piece for page in got.pages for piece in page.rejected]
    assert piece.reason == "this record has no identifier"
    assert json.loads(piece.raw)["title"] == "EBSD map 001"


@pytest.mark.parametrize("bad", [True, 1.5, [], {}, "", "a\x00b", "x" * 2001, "\ud800"])
def test_what_can_be_no_identifier(bad: Any) -> None:
    rum = listing("offset", 1)
    rum.items["000"]["id"] = bad
    got = harvested(rum)
    assert got.names == []
    assert len(got.pages[0].rejected) == 1


def test_the_same_record_twice_on_a_page_is_no_gap() -> None:
    rum = listing("offset", 4)
    rum.items["again"] = rum.items["000"]
    got = harvested(rum)
    assert got.whole
    assert got.names == ["000", "001", "002", "003"]


@pytest.mark.parametrize("link", ["http://other.example/records?at=5", "http://127.0.0.1:1/x"])
def test_a_next_page_at_another_host_is_not_asked(link: str) -> None:
    rum = listing("next")
    changed(rum, 1, next=link)
    got = harvested(rum)
    assert isinstance(got.error, AddressRefused)
    assert "another host" in str(got.error)


def test_a_next_page_that_leads_back_is_no_list() -> None:
    rum = listing("next", announces=False)
    changed(rum, 3, next="/records?limit=5&at=5")
    got = harvested(rum)
    assert "leads back to a page that was read before" in str(got.error)


@pytest.mark.parametrize("by", ["offset", "page"])
def test_a_total_that_is_smaller_than_what_comes_does_not_end_the_list(by: str) -> None:
    rum = listing(by)
    rum.trouble = lambda asked, answer: as_reply(answer | {"total": 3})
    got = harvested(rum)
    assert sorted(got.names) == sorted(rum.items)


def test_a_next_page_may_be_told_relative_to_the_list() -> None:
    rum = listing("next")

    def trouble(asked: Asked, answer: dict[str, Any]) -> Reply | None:
        link = answer.get("next", "").removeprefix("/records")
        return as_reply(answer | {"next": link or None})

    rum.trouble = trouble
    got = harvested(rum)
    assert got.whole
    assert sorted(got.names) == sorted(rum.items)


def test_a_list_over_the_cap_is_asked_for_in_slices() -> None:
    rum = listing("offset", 100, cap=10)
    got = harvested(rum)
    assert got.whole
    assert sorted(got.names) == sorted(rum.items)


def test_an_interrupted_list_in_slices_goes_on() -> None:
    rum = listing("offset", 60, cap=10)
    first = harvested(rum, most=4)
    rest = harvested(rum, first.pages[-1].token)
    assert rest.whole
    assert {*first.names, *rest.names} == set(rum.items)


def test_more_records_of_one_moment_than_the_cap_are_not_whole() -> None:
    rum = listing("offset", 12, cap=10)
    for item in rum.items.values():
        item["made"] = "2020-05-05T00:00:00+00:00"
    got = harvested(rum)
    assert "only 10 of 12 records are given" in str(got.error)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    by=st.sampled_from(KINDS),
    count=st.integers(0, 40),
    size=st.integers(2, 7),
    cap=st.none() | st.integers(8, 20),
    announces=st.booleans(),
    changes=st.lists(st.tuples(st.integers(1, 12), st.booleans(), st.integers(0, 60)), max_size=6),
)
def test_whatever_changes_meanwhile_every_record_comes_once_or_it_is_said(
    by: str,
    count: int,
    size: int,
    cap: int | None,
    announces: bool,
    changes: list[tuple[int, bool, int]],
) -> None:
    """Records that are there from beginning to end are all there, if the list is called whole."""
    rum = listing(by, count, size=size, cap=cap if announces else None, announces=announces)

    def before(page: int) -> None:
        for when, comes, which in changes:
            if when == page and comes:
                rum.put(f"{len(rum.items)}n{which}", first=which % 2 == 0)
            elif when == page and rum.items:
                rum.items.pop(list(rum.items)[which % len(rum.items)])

    rum.before = before
    began = set(rum.items)
    got = harvested(rum)
    assert len(got.names) == len(set(got.names))
    if got.whole:
        assert set(got.names) >= began & set(rum.items)
        assert got.pages[-1].token is None
