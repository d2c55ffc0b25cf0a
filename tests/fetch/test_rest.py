"""The fetcher for REST interfaces: what it asks, what it makes of answers, and how it says no."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from conftest import Clock
from loopback import Reply, Server, serving
from rest_list import Listing

from harvester import styles
from harvester.errors import ConfigError, SkipRecord, StopSource, StopWindow
from harvester.fetch.rest import RestFetcher, items, listing, question
from harvester.fetch.rest.body import read
from harvester.fetch.rest.link import followed, from_header
from harvester.fetch.web import Answer
from harvester.record import RawRecord, Window
from harvester.repositories import Repository, chosen_set

NOW = datetime(2030, 1, 1, tzinfo=UTC)


def fetcher(server: Server, rum: Listing, clock: Clock | None = None, **more: Any) -> RestFetcher:
    clock = clock or Clock()
    said = {"name": "rum", "protocol": "rest", "requests": rum.style(), "url": server.url}
    said |= {"allow_private": True, "politeness": {"attempts": 2}}
    repository = Repository.model_validate(said | more)
    return RestFetcher(repository, sleep=clock.sleep, clock=clock)


def pages(fetching: RestFetcher, **window: Any) -> list[RawRecord]:
    found = fetching.pages(Window("rum", "dwc_json", **window))
    return [record for page in found for record in page.records]


@pytest.fixture
def rum() -> Listing:
    made = Listing()
    made.put("a", kind="rocks")
    made.put("b", kind="maps", views=1)
    return made


def test_the_first_harvest_asks_for_everything_later_ones_since(rum: Listing) -> None:
    with rum.serve() as server:
        pages(fetcher(server, rum))
        pages(fetcher(server, rum), since="2026-11-01T00:00:00Z")
    assert [asked.params.get("since") for asked in server.asked] == [None, "2026-11-01T00:00:00Z"]


def test_sets_and_own_parameters_are_asked_for(rum: Listing) -> None:
    with rum.serve() as server:
        fetching = fetcher(server, rum, sets=["rocks"], params={"lab": "SEM & EDS", "open": True})
        (asked,) = fetching._repository.questions()  # the window's name in the ledger
        assert [r.identifier for r in pages(fetching, set=asked)] == ["a"]
    assert asked == "rocks ?lab=SEM+%26+EDS&open=True"
    assert chosen_set(asked) == "rocks"
    assert server.asked[0].params | {"lab": "SEM & EDS", "open": "true", "kind": "rocks"} == (
        server.asked[0].params
    )


def test_queries_of_several_origins_are_joined() -> None:
    asked = question.joined([{"q": "rock"}, {"q": "a OR b", "n": 1}, {"n": 2}], {"q": " AND "})
    assert asked == {"q": "(rock) AND (a OR b)", "n": "2"}


def test_the_record_is_the_item_and_its_digest_leaves_out_what_is_volatile() -> None:
    style = Listing().style(volatile=["views", "files.downloads"])
    item = {"title": "é", "id": 1, "views": 1, "files": [{"n": "a", "downloads": 3}]}
    other = {"files": [{"downloads": 9, "n": "a"}], "id": 1, "title": "é", "views": 2}
    one, two = (items.read(style, each, "2026-01-01") for each in (item, other))
    assert isinstance(one, RawRecord)
    assert isinstance(two, RawRecord)
    assert json.loads(one.raw) == item
    assert one.digest == two.digest
    assert one.identifier == "1"
    changed = items.read(style, item | {"title": "e"}, "2026-01-01")
    assert isinstance(changed, RawRecord)
    assert changed.digest != one.digest


@pytest.mark.parametrize(
    ("said", "gone"), [(True, True), ("true", False), (None, False), (1, False)]
)
def test_a_record_that_is_told_as_deleted_is_a_tombstone(said: object, gone: bool) -> None:
    style = Listing().style(deleted={"path": "gone", "value": True})
    read_ = items.read(style, {"id": "a", "gone": said}, "2026-01-01")
    assert isinstance(read_, RawRecord)
    assert read_.deleted is gone


@pytest.mark.parametrize(
    ("date", "stamp"),
    [
        ("2026-01-05T10:00:00.123+01:00", "2026-01-05T09:00:00Z"),
        ("2026-01-05", "2026-01-05"),
        (1767607200, "2026-01-05T10:00:00Z"),
        (1767607200000, "2026-01-05T10:00:00Z"),
        (None, "2030-01-01"),
        ({"no": "date"}, "2030-01-01"),
        ("yesterday", "2030-01-01"),
    ],
)
def test_dates_of_all_forms_become_datestamps(date: object, stamp: str) -> None:
    style = Listing().style()
    read_ = items.read(style, {"id": "a", "made": date}, "2030-01-01")
    assert isinstance(read_, RawRecord)
    assert read_.datestamp == stamp


@pytest.mark.parametrize(
    ("told", "since"),
    [
        ("Mon, 23 Nov 2026 12:00:00 GMT", "2026-11-23T12:00:00Z"),
        ("Mon, 23 Nov 2099 12:00:00 GMT", "2030-01-01T00:00:00Z"),
        ("", "2030-01-01T00:00:00Z"),
        ("soon", "2030-01-01T00:00:00Z"),
    ],
)
def test_the_next_run_asks_from_the_earlier_of_two_clocks(told: str, since: str) -> None:
    assert listing.date(Answer("", 200, {"Date": told}, b""), NOW) == since


def test_one_record(rum: Listing) -> None:
    with rum.serve() as server:
        fetching = fetcher(server, rum)
        assert fetching.record("a") == pages(fetching)[0]
        with pytest.raises(SkipRecord, match="rum: record z is not there"):
            fetching.record("z")


def test_the_repository_is_described_in_one_request(rum: Listing) -> None:
    with rum.serve() as server:
        said = fetcher(server, rum, title="Rum", format="dwc_json").describe()
        assert len(server.asked) == 1
    assert said.name == "Rum"
    assert [each.prefix for each in said.formats] == ["dwc_json"]
    assert said.findings[0].message == "2 records on the first page, 2 in all"


def test_stubs_are_asked_for_one_by_one_and_a_sick_one_stops_nothing() -> None:
    rum = Listing()
    rum.fill(3)
    with rum.serve() as server:
        rum.trouble = None
        said = {"requests": rum.style(detail=True, record={"path": "records/{id}?full=1"})}
        original = rum.answer
        rum.answer = lambda asked: (  # type: ignore[method-assign]
            Reply(b"", 410) if asked.path.endswith("/001") else original(asked)
        )
        with serving(rum.answer) as other:
            other.url = other.url.removesuffix("/oai")
            found = list(fetcher(other, rum, **said).pages(Window("rum", "dwc_json")))
    assert [r.identifier for r in found[0].records] == ["000", "002"]
    assert found[0].rejected[0].identifier == "001"
    assert "HTTP 410" in found[0].rejected[0].reason
    assert server.asked == []


def test_a_key_is_sent_in_its_header_and_must_be_there(
    rum: Listing, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = {"requests": rum.style(key="api-key"), "key": "RUM_KEY"}
    with rum.serve() as server:
        with pytest.raises(StopSource, match="RUM_KEY must hold the key"):
            pages(fetcher(server, rum, **said))
        assert server.asked == []
        monkeypatch.setenv("RUM_KEY", "secret")
        pages(fetcher(server, rum, **said))
    assert server.asked[0].headers["api-key"] == "secret"
    assert server.asked[0].headers["Accept"] == "application/json"


def test_a_key_is_not_told_to_another_host(rum: Listing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUM_KEY", "secret")
    with rum.serve() as server, rum.serve() as other:
        moved = Reply(b"", 302, {"Location": f"{other.url}/records?limit=5"})
        rum.trouble = lambda asked, answer: moved if "api-key" in asked.headers else None
        pages(fetcher(server, rum, requests=rum.style(key="api-key"), key="RUM_KEY"))
    assert "api-key" not in other.asked[0].headers


def test_a_spent_budget_is_waited_for(rum: Listing) -> None:
    clock = Clock()
    spent = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "42"}
    answers = [Reply(b"{}", 429, spent)]
    rum.trouble = lambda asked, answer: answers.pop() if answers else None
    with rum.serve() as server:
        assert len(pages(fetcher(server, rum, clock))) == 2
    assert len(server.asked) == 2


def test_a_budget_that_is_full_tomorrow_ends_the_run(rum: Listing) -> None:
    spent = Reply(b"{}", 429, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "86400"})
    rum.trouble = lambda asked, answer: spent
    with rum.serve() as server, pytest.raises(StopWindow, match="no request for 24 h") as stop:
        pages(fetcher(server, rum))
    assert stop.value.retry_after == 86400


def test_requests_a_minute_are_paced() -> None:
    rum, clock = Listing(), Clock()
    rum.fill(12)
    with rum.serve() as server:
        said = {"requests": rum.style(rate={"per_minute": 30})}
        pages(fetcher(server, rum, clock, **said))
    assert clock.slept == [2.0] * (len(server.asked) - 1)


@pytest.mark.parametrize(
    ("header", "link"),
    [
        ('<https://a.example/?p=2>; rel="next"', "https://a.example/?p=2"),
        ("</p?a,b;c=1>; rel=prev, </p?x>; title=\"x\"; rel='next', </q>; rel=next", "/q"),
        ('</p>; rel="last next"', "/p"),
        ('</p>; rel="nextish"', None),
        ("garbage <", None),
        ("", None),
    ],
)
def test_the_header_link(header: str, link: str | None) -> None:
    assert from_header(header) == link


def test_a_link_stays_on_its_site_and_encrypted_and_loses_credentials() -> None:
    ours = "https://a.example/records?p=1"
    assert followed(ours, "?p=2") == "https://a.example/records?p=2"
    assert followed(ours, "http://a.example/records?p=2") == "https://a.example/records?p=2"
    assert followed(ours, "https://me:pw@a.example/r#x") == "https://a.example/r"


def test_a_token_of_another_kind_begins_anew(rum: Listing) -> None:
    with rum.serve() as server, pytest.raises(StopWindow) as stop:
        pages(fetcher(server, rum), token="!!5", page=3)
    assert stop.value.restart


def test_a_key_given_twice_is_said() -> None:
    tree, findings = read(b'{"a": 1, "a": 2}')
    assert tree == {"a": 2}
    assert findings[0].value == "a"


# --- styles


@pytest.mark.parametrize("name", styles.load(None))
def test_every_style_says_where_its_interface_is_documented(name: str) -> None:
    style = styles.find(None, name)
    assert style.source
    assert all(each.startswith("https://") for each in style.source)
    assert style.example.startswith("https://")
    assert style.title
    assert style.verified


@pytest.mark.parametrize("name", styles.load(None))
def test_every_style_asks_for_a_first_page(name: str) -> None:
    style = styles.find(None, name)
    asked = question.Question(style, style.example, {}, "rocks", "2026-11-01T00:00:00Z").first()
    assert asked.startswith(style.example)
    assert ("2026-11-01" in asked) == (style.since is not None)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("items: hits\nid: id\npaging: {by: offset}\n", "line 3: `paging`: paging by offset needs"),
        ("items: '[?'\nid: id\npaging: {by: whole}\n", "line 1: `items`"),
        ("items: hits\nid: id\npaging: {by: whole}\nnonsense: 1\n", "line 4: unknown key"),
        ("items: a\nid: id\npaging: {by: whole}\nset: {q: '{sett}'}\n", "names {sett}"),
    ],
)
def test_a_style_that_is_wrong_names_file_and_line(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "mappings" / "requests" / "mine.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text)
    with pytest.raises(ConfigError) as error:
        styles.find(tmp_path, "mine")
    assert "mine.yaml" in str(error.value)
    assert words in str(error.value)


def test_a_style_that_is_not_there_names_the_nearest() -> None:
    with pytest.raises(ConfigError, match="There is: zenodo"):
        styles.find(None, "zenoddo")


@pytest.mark.data
@pytest.mark.parametrize(
    ("name", "folder", "item"),
    [
        ("zenodo", "zenodo_rest", "@"),
        ("inveniordm", "inveniordm_rest", "@"),
        ("datacite", "datacite_rest", "data"),
    ],
)
def test_real_records_have_their_identifiers(
    shared: Path, name: str, folder: str, item: str
) -> None:
    style = styles.find(None, name)
    found = sorted((shared / "data" / folder).glob("*__200__*.json"))
    read_ = [
        items.read(style, items.found(item, read(path.read_bytes())[0]), "2030") for path in found
    ]
    assert len(read_) > 5
    assert all(isinstance(each, RawRecord) and each.datestamp != "2030" for each in read_)


@pytest.mark.data
def test_a_real_list_of_ckan(shared: Path) -> None:
    ckan = shared / "data/epos_msl/ckan/package_search_datapublications_microscopy.json"
    found = listing.read(styles.find(None, "ckan"), Answer("", 200, {}, ckan.read_bytes()))
    assert (len(found.items), found.total) == (10, 228)
    assert len(set(found.names)) == 10


@pytest.mark.data
def test_real_documents_of_isamples_have_their_identifiers_and_dates(shared: Path) -> None:
    style = styles.find(None, "isamples")
    folder = shared / "data/isamples_inabox/tests/test_data/isb_core_solr_documents"
    documents = [json.loads(path.read_bytes()) for path in sorted(folder.glob("*.json"))]
    listed = json.dumps({"response": {"numFound": 2, "docs": documents}}).encode()
    found = listing.read(style, Answer("", 200, {}, listed))
    assert found.names == ["ark:/21547/BHP2CFR_368", "ark:/21547/Dob2MVZ_HERP_266812"]
    stamps = [items.read(style, each, "2030").datestamp for each in documents]
    assert stamps == ["2007-01-01T00:00:00Z", "2021-04-09T09:59:42Z"]


def test_a_sample_of_sesar_is_found_where_others_begin_with_its_number() -> None:
    style = styles.find(None, "sesar")
    assert style.record
    answer = {"data": [{"igsn": "10.5072/IELAB00123"}, {"igsn": "10.5072/IELAB0012"}]}
    assert items.found(style.record.item, answer) == {"igsn": "10.5072/IELAB0012"}
    assert items.found(style.record.item, {"data": []}) is None
