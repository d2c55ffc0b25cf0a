"""The fetcher for sitemaps: what it asks, in which order, and where a broken-off window goes on."""

import json
from collections.abc import Iterator

import pytest
from loopback import Asked, Reply
from site_on_loopback import Site, a_site, dataset, html

from harvester.errors import SkipRecord, StopSource, StopWindow
from harvester.fetch import FETCHERS, Fetcher
from harvester.fetch.sitemap import SitemapFetcher, batches, selection
from harvester.record import Window
from harvester.repositories import Repository

NEVER_AGAIN = Reply(b"No.", 500)


@pytest.fixture
def site() -> Iterator[Site]:
    with a_site() as site:
        yield site


def test_it_is_a_fetcher(site: Site) -> None:
    fetcher: Fetcher = site.fetcher()
    assert FETCHERS["sitemap"] is SitemapFetcher
    fetcher.close()


def test_each_page_is_a_record_under_its_address(site: Site) -> None:
    site.pages("a", "b")
    harvest = site.harvest()
    assert [r.identifier for r in harvest.records] == ["data/a", "data/b"]
    assert [r.datestamp for r in harvest.records] == ["2026-01-05", "2026-01-05"]
    assert json.loads(harvest.records[0].raw) == dataset("Data a")
    assert (harvest.error, harvest.rejected, harvest.codes) == (None, [], [])


def test_the_page_tells_how_many_there_are_and_when_it_was(site: Site) -> None:
    site.pages("a", "b")
    (page,) = site.harvest().pages
    assert (page.number, page.complete_list_size, page.token) == (1, 2, None)
    assert page.request == f"{site.base}/sitemap.xml"
    assert page.response_date.startswith("20")


def test_a_site_that_moves_keeps_its_records(site: Site) -> None:
    site.pages("a")
    with a_site() as moved:
        moved.pages("a")
        assert moved.base != site.base
        assert moved.harvest().records == site.harvest().records


def test_a_page_on_another_host_of_the_site_is_named_in_full() -> None:
    root = "https://rum.example/sitemap.xml"
    for address in ("http://rum.example/a", "https://data.rum.example/a", "https://rum.example/"):
        assert selection.identifier(address, root) == address
    assert selection.identifier("https://rum.example/a?b=doi:1", root) == "a?b=doi:1"
    assert selection.address_of("doi:1", root) == "https://rum.example/doi:1"


def test_two_pages_of_one_id_are_two_records(site: Site) -> None:
    """Sites write `doi:null` into thousands of pages."""
    site.urlset("/data/a", "/data/b")
    site.replies |= {f"/data/{n}": html(dataset(n) | {"@id": "doi:null"}) for n in "ab"}
    assert site.harvest().names == ["a", "b"]


def test_the_same_page_has_the_same_digest_whatever_surrounds_it(site: Site) -> None:
    site.urlset("/data/a")
    site.replies["/data/a"] = html(dataset())
    first = site.harvest().records[0]
    site.replies["/data/a"] = html(dataset(), head="<meta name='seen' content='2 times'>")
    assert site.harvest().records[0].digest == first.digest


# --- what has changed


def test_only_pages_that_may_have_changed_since_are_asked(site: Site) -> None:
    site.pages("a", "b", "c", "d")
    site.urlset(
        ("/data/a", "2026-01-05"),
        ("/data/b", "2026-02-01T09:59:59Z"),
        ("/data/c", "2026-02-01"),
        ("/data/d", "2026-02-01T12:00:01+02:00"),
    )
    harvest = site.harvest(since="2026-02-01T10:00:00Z")
    assert harvest.names == ["c", "d"]
    assert "unchanged-lastmod" in harvest.codes
    assert harvest.pages[0].complete_list_size is None


def test_pages_without_lastmod_are_asked_whether_they_changed(site: Site) -> None:
    def answer(asked: Asked) -> Reply | bytes:
        told = asked.headers.get("If-Modified-Since")
        return Reply(status=304) if told else html(dataset())

    site.urlset("/data/a", ("/data/b", "not a date"))
    site.replies |= {"/data/a": answer, "/data/b": html(dataset())}
    assert site.harvest().names == ["a", "b"]
    harvest = site.harvest(since="2026-02-01T10:00:00Z")
    assert harvest.names == ["b"]
    assert harvest.codes == ["unchanged-http"]
    last = [asked for asked in site.asked if asked.path == "/data/a"][-1]
    assert last.headers["If-Modified-Since"] == "Sun, 01 Feb 2026 10:00:00 GMT"


def test_a_page_of_which_it_is_known_is_not_asked_on_condition(site: Site) -> None:
    site.pages("a")
    site.harvest(since="2026-01-01T00:00:00Z")
    assert "If-Modified-Since" not in site.asked[-1].headers


def test_without_lastmod_the_answer_says_when(site: Site) -> None:
    site.urlset("/data/a", ("/data/b", "spring"))
    told = {"Last-Modified": "Mon, 05 Jan 2026 10:00:00 GMT"}
    site.replies |= {f"/data/{n}": Reply(html(dataset()), headers=told) for n in "ab"}
    records = site.harvest().records
    assert {record.datestamp for record in records} == {"2026-01-05T10:00:00Z"}
    assert [r.findings[0].code for r in records] == ["datestamp-missing", "datestamp-unreadable"]


# --- what is gone


def test_gone_for_good_is_a_deletion(site: Site) -> None:
    site.pages("a", "b")
    site.replies["/data/a"] = Reply(b"Withdrawn", 410)
    harvest = site.harvest()
    assert [(r.identifier[-1], r.deleted) for r in harvest.records] == [("a", True), ("b", False)]
    assert harvest.error is None


def test_not_found_is_no_deletion_but_is_told(site: Site) -> None:
    site.pages("a", "b")
    site.replies["/data/a"] = Reply(b"?", 404)
    harvest = site.harvest()
    assert harvest.names == ["b"]
    assert harvest.error is None
    assert harvest.reasons == [
        "the page was not found (HTTP 404), though the sitemap lists it; "
        "nothing is deleted for that"
    ]


def test_what_the_sitemap_no_longer_lists_is_not_deleted(site: Site) -> None:
    site.pages("a", "b")
    site.harvest()
    site.pages("b")
    assert not any(record.deleted for record in site.harvest().records)


# --- sets


def test_a_set_selects_sitemaps_and_others_are_not_read(site: Site) -> None:
    site.index("/rocks.xml", "/people.xml")
    site.urlset("/data/a", name="/rocks.xml")
    site.urlset("/people/m", name="/people.xml")
    site.replies["/data/a"] = html(dataset())
    assert site.harvest(set="rocks.xml").names == ["a"]
    assert "/people.xml" not in site.paths


def test_a_set_selects_pages(site: Site) -> None:
    site.pages("a-1", "a-2", "b-1")
    assert site.harvest(set="/data/a-*").names == ["a-1", "a-2"]


def test_a_set_that_matches_nothing_is_said(site: Site) -> None:
    site.pages("a")
    harvest = site.harvest(set="minerals.xml")
    assert (harvest.names, harvest.codes, len(harvest.pages)) == ([], ["set-unknown"], 1)


# --- batches, and going on


@pytest.fixture
def two_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "BATCH", 2)


@pytest.mark.usefixtures("two_at_a_time")
def test_every_batch_says_where_the_next_one_begins(site: Site) -> None:
    site.pages("e", "d", "c", "b", "a")
    harvest = site.harvest()
    assert [len(page.records) for page in harvest.pages] == [2, 2, 1]
    assert [page.number for page in harvest.pages] == [1, 2, 3]
    assert harvest.names == ["a", "b", "c", "d", "e"]
    assert harvest.pages[-1].token is None
    rest = site.harvest(token=harvest.pages[0].token, page=1)
    assert rest.names == ["c", "d", "e"]
    assert [page.number for page in rest.pages] == [2, 3]


@pytest.mark.usefixtures("two_at_a_time")
def test_a_list_that_changed_meanwhile_is_gone_on_with(site: Site) -> None:
    site.pages("a", "b", "c", "d")
    token = site.harvest().pages[0].token
    site.pages("b", "b2", "d", "e")
    assert site.harvest(token=token, page=1).names == ["b2", "d", "e"]


@pytest.mark.parametrize("token", ["cursor:12", "{}", "[]", "[1]"])
def test_a_token_that_is_none_of_ours_begins_again(site: Site, token: str) -> None:
    site.pages("a")
    harvest = site.harvest(token=token, page=4)
    assert isinstance(harvest.error, StopWindow)
    assert harvest.error.restart


def test_a_page_that_does_not_answer_is_left_for_the_next_run(site: Site) -> None:
    site.pages("a", "b", "c")
    sound, site.replies["/data/b"] = site.replies["/data/b"], NEVER_AGAIN
    harvest = site.harvest()
    assert harvest.names == ["a", "c"]
    assert isinstance(harvest.error, StopWindow)
    assert not harvest.error.restart
    assert harvest.message == (
        f"rum: A page did not answer: {site.base}/data/b was answered with HTTP 500 "
        "(Internal Server Error). Asked again next time. What came is kept."
    )
    site.replies["/data/b"] = sound
    again = site.harvest(token=harvest.pages[-1].token, page=1)
    assert (again.names, again.error) == (["b"], None)


def test_a_site_that_is_away_is_not_asked_for_all_its_pages(site: Site) -> None:
    site.pages(*"abcdefghij")
    site.replies |= {f"/data/{n}": NEVER_AGAIN for n in "cdefghij"}
    harvest = site.harvest()
    assert harvest.names == ["a", "b"]
    assert "5 pages did not answer" in harvest.message
    assert "/data/h" not in site.paths
    site.pages(*"abcdefghij")
    rest = site.harvest(token=harvest.pages[-1].token, page=1)
    assert rest.names == [*"hij", *"cdefg"]
    assert rest.error is None


def test_a_site_that_asks_for_a_long_pause_gets_it(site: Site) -> None:
    site.pages("a", "b")
    site.replies["/data/a"] = Reply(b"", 503, {"Retry-After": "4000"})
    harvest = site.harvest()
    assert isinstance(harvest.error, StopWindow)
    assert harvest.error.retry_after == 4000
    assert "/data/b" not in site.paths


def test_a_site_that_forbids_all_is_partial_not_rejected(site: Site) -> None:
    site.pages("a", "b")
    site.replies |= {f"/data/{n}": Reply(b"", 403) for n in "ab"}
    harvest = site.harvest()
    assert harvest.rejected == []
    assert "2 pages did not answer" in harvest.message


# --- one record, and what the site says of itself


def test_one_record(site: Site) -> None:
    site.pages("a")
    for name in ("data/a", f"{site.base}/data/a"):
        record = site.fetcher().record(name)
        assert record.identifier == "data/a"
        assert json.loads(record.raw)["name"] == "Data a"


def test_one_record_that_is_none(site: Site) -> None:
    site.replies |= {"/data/a": html(), "/data/b": NEVER_AGAIN}
    with pytest.raises(SkipRecord, match="the page holds no JSON-LD and links to none"):
        site.fetcher().record("data/a")
    with pytest.raises(SkipRecord, match="HTTP 404"):
        site.fetcher().record("data/none")
    with pytest.raises(SkipRecord, match="another site"):
        site.fetcher().record("http://elsewhere.example/data/a")
    with pytest.raises(StopWindow, match="HTTP 500"):
        site.fetcher().record("data/b")


def test_its_sitemaps_are_its_sets(site: Site) -> None:
    site.index("/rocks.xml", "/ores.xml")
    site.urlset("/data/a", "/data/b", name="/rocks.xml")
    said = site.fetcher().describe()
    assert [(each.spec, each.name) for each in said.sets] == [(f"{site.base}/rocks.xml", "2 pages")]
    assert said.name == "127.0.0.1"
    assert [finding.code for finding in said.findings] == ["sitemap-missed"]


def test_a_site_that_cannot_be_described_says_why(site: Site) -> None:
    with pytest.raises(StopSource, match="HTTP 404"):
        site.fetcher().describe()


def test_loopback_is_refused_unless_the_repository_allows_it(site: Site) -> None:
    repository = Repository(name="rum", protocol="sitemap", url=f"{site.base}/sitemap.xml")
    with pytest.raises(StopSource):
        list(SitemapFetcher(repository).pages(Window("rum", "schema_org")))
    assert not site.asked
