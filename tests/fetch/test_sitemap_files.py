"""Sitemaps as sites have them: packed, nested, cut, endless; what may be missing is partial."""

import gzip
from collections.abc import Iterator

import pytest
from loopback import Asked, Reply
from site_on_loopback import NAMESPACE, Site, a_site, dataset, html

from harvester.errors import AddressRefused, StopSource, StopWindow
from harvester.fetch.fault import Fault
from harvester.fetch.sitemap import entries, index


@pytest.fixture
def site() -> Iterator[Site]:
    with a_site() as site:
        site.replies |= {f"/data/{name}": html(dataset()) for name in "abc"}
        yield site


def test_an_index_leads_to_sitemaps_and_these_to_pages(site: Site) -> None:
    site.index("/inner.xml", "/one.xml")
    site.index("/two.xml", name="/inner.xml")
    site.urlset("/data/b", name="/one.xml")
    site.urlset("/data/a", "/data/b", name="/two.xml")
    harvest = site.harvest()
    assert harvest.names == ["a", "b"]
    assert (harvest.error, harvest.codes) == (None, [])


@pytest.mark.parametrize("told", [{}, {"Content-Type": "application/gzip"}], ids=["plain", "gzip"])
def test_a_packed_sitemap_is_unpacked(site: Site, told: dict[str, str]) -> None:
    site.urlset("/data/a")
    packed = gzip.compress(site.replies["/sitemap.xml"])
    site.replies["/sitemap.xml.gz"] = Reply(packed, headers=told)
    assert site.harvest("/sitemap.xml.gz").names == ["a"]


def test_a_sitemap_packed_twice_is_unpacked_twice(site: Site) -> None:
    site.urlset("/data/a")
    packed = gzip.compress(gzip.compress(site.replies["/sitemap.xml"]))
    site.replies["/s.gz"] = Reply(packed, headers={"Content-Encoding": "gzip"})
    assert site.harvest("/s.gz").names == ["a"]


def test_a_sitemap_may_be_plain_text(site: Site) -> None:
    site.replies["/sitemap.txt"] = f"\ufeff{site.base}/data/a\r\n\r\n{site.base}/data/b\n".encode()
    assert site.harvest("/sitemap.txt").names == ["a", "b"]


def test_robots_txt_may_name_the_sitemaps(site: Site) -> None:
    site.replies["/robots.txt"] = f"Sitemap: {site.base}/one.xml\n".encode()
    site.urlset("/data/a", name="/one.xml")
    assert site.harvest("/robots.txt").names == ["a"]


@pytest.mark.parametrize("namespace", ["", 'xmlns="http://www.google.com/schemas/sitemap/0.84"'])
def test_the_namespace_does_not_matter(site: Site, namespace: str) -> None:
    site.urlset("/data/a")
    old = site.replies["/sitemap.xml"].replace(NAMESPACE.encode(), namespace.encode())
    site.replies["/sitemap.xml"] = old
    assert site.harvest().names == ["a"]


@pytest.mark.parametrize("address", ["http://169.254.169.254/map.xml", "http://[", "file:///x"])
def test_sitemaps_that_robots_txt_names_elsewhere_are_not_asked(site: Site, address: str) -> None:
    site.replies["/robots.txt"] = f"Sitemap: {address}\n".encode()
    harvest = site.harvest("/robots.txt")
    assert "was not read" in harvest.message
    assert {asked.path for asked in site.asked} == {"/robots.txt"}


def test_indexes_that_lead_to_each_other_end(site: Site) -> None:
    """Of each sitemap that is named again it is said once."""
    site.index("/a.xml", "/sitemap.xml", "/one.xml")
    site.index("/sitemap.xml", "/a.xml", name="/a.xml")
    site.urlset("/data/a", name="/one.xml")
    harvest = site.harvest()
    assert (harvest.names, harvest.error) == (["a"], None)
    assert harvest.codes == ["sitemap-repeated"] * 2
    assert site.paths.count("/a.xml") == 1


def test_indexes_without_end_are_partial(site: Site) -> None:
    def deeper(asked: Asked) -> bytes:
        url = f"{site.base}{asked.path}x"
        return f"<sitemapindex><sitemap><loc>{url}</loc></sitemap></sitemapindex>".encode()

    depth = index.DEEPEST + 2
    site.replies |= {f"/deep{'x' * n}": deeper for n in range(depth)}
    site.index("/one.xml", "/deep")
    site.urlset("/data/a", name="/one.xml")
    harvest = site.harvest()
    assert harvest.names == ["a"]
    assert "more than 3 indexes deep" in harvest.message


def test_an_index_of_too_many_is_partial(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "SITEMAPS", 2)
    site.index("/one.xml", "/two.xml", "/three.xml")
    site.urlset("/data/a", name="/one.xml")
    harvest = site.harvest()
    assert harvest.names == ["a"]
    assert "/two.xml was not read: there are too many, and 1 more sitemaps" in harvest.message


def broken(site: Site) -> dict[str, Reply | bytes]:
    whole = f"<urlset><url><loc>{site.base}/data/b</loc></url></urlset>".encode()
    bomb = gzip.compress(b"<urlset>" + b" " * (20 * 2**20))
    return {
        "cut": whole[:-8],
        "short": Reply(whole, length=len(whole) + 100),
        "html": b"<!DOCTYPE html><html><head><title>Please log in</title></head></html>",
        "entity": b'<!DOCTYPE u [<!ENTITY e "x">]><urlset>&e;</urlset>',
        "feed": b"<rss><channel/></rss>",
        "words": b"Nothing to see",
        "empty": b"",
        "bomb": Reply(bomb),
        "cut packed": Reply(gzip.compress(whole)[:-9]),
        "500": Reply(b"", 500),
        "404": Reply(b"", 404),
        "elsewhere": Reply(b"", 301, {"Location": "https://elsewhere.example/sitemap.xml"}),
    }


WORDS = {
    "cut": "was cut off after",
    "short": "was cut off after",
    "html": "is an HTML page (Please log in) where a sitemap was expected",
    "entity": "declares a document type",
    "feed": "is no sitemap; its root is <rss>",
    "words": "is no sitemap; it begins with 'Nothing to see'",
    "empty": "is empty",
    "bomb": "which is not allowed",
    "cut packed": "was cut off after",
    "500": "HTTP 500",
    "404": "HTTP 404",
    "elsewhere": "is another site; it was not followed",
}


@pytest.mark.parametrize("kind", WORDS)
def test_one_bad_sitemap_leaves_the_others_and_is_partial(site: Site, kind: str) -> None:
    site.index("/bad.xml", "/one.xml")
    site.urlset("/data/a", name="/one.xml")
    site.replies["/bad.xml"] = broken(site)[kind]
    harvest = site.harvest()
    assert harvest.names == ["a"]
    assert isinstance(harvest.error, StopWindow)
    assert not harvest.error.restart
    assert WORDS[kind] in harvest.message
    assert harvest.message.endswith("The next harvest asks all pages again. What came is kept.")
    site.urlset("/data/b", name="/bad.xml")
    again = site.harvest(token=harvest.pages[-1].token, page=1)
    assert (again.names, again.error) == (["a", "b"], None)


@pytest.mark.parametrize("kind", WORDS)
def test_a_bad_sitemap_that_is_the_only_one_ends_the_window(site: Site, kind: str) -> None:
    site.replies["/sitemap.xml"] = broken(site)[kind]
    harvest = site.harvest()
    assert harvest.pages == []
    expected = AddressRefused if kind == "elsewhere" else StopWindow
    assert isinstance(harvest.error, expected)
    assert WORDS[kind] in harvest.message


def test_sitemaps_of_other_sites_are_not_read(site: Site) -> None:
    site.index("https://elsewhere.example/sitemap.xml", "/one.xml")
    site.urlset("/data/a", name="/one.xml")
    harvest = site.harvest()
    assert harvest.names == ["a"]
    assert "elsewhere.example/sitemap.xml was not read: it is on another site" in harvest.message


def test_addresses_that_are_none_of_the_sites_are_not_asked_but_told(site: Site) -> None:
    site.urlset("/data/a", "https://elsewhere.example/x", "data/b", "http://[", "ftp://x/y", "")
    harvest = site.harvest()
    assert (harvest.names, harvest.error) == (["a"], None)
    assert [piece.identifier for piece in harvest.rejected] == [
        *("https://elsewhere.example/x", "data/b", "http://[", "ftp://x/y", "")
    ]
    assert harvest.reasons[:2] == [
        "the sitemap lists a page of another site, which was not asked",
        "the sitemap gives no web address here",
    ]


def test_places_within_a_page_are_the_page(site: Site) -> None:
    site.urlset("/data/a#one", "/data/a#two", "/data/a")
    assert site.harvest().names == ["a"]


def test_more_entries_than_a_sitemap_may_have_are_partial(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entries, "MOST", 2)
    site.urlset("/data/a", "/data/b", "/data/c")
    harvest = site.harvest()
    assert harvest.names == ["a", "b"]
    assert "lists 1 entries more than a sitemap may" in harvest.message


def test_fifty_thousand_entries_are_read() -> None:
    lines = "".join(f"<url><loc>https://rum.example/{n}</loc></url>" for n in range(50_001))
    found = entries.read(f"<urlset>{lines}</urlset>".encode())
    assert (len(found.entries), found.beyond) == (50_000, 1)


def test_a_sitemap_is_not_larger_than_the_protocol_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entries, "LARGEST", 100)
    with pytest.raises(Fault, match="100 are the most"):
        entries.read(b"<urlset>" + b" " * 100 + b"</urlset>")


# --- robots.txt


def test_robots_txt_is_asked_once_and_first_by_our_name(site: Site) -> None:
    site.urlset("/data/a", "/data/b")
    site.harvest()
    asked = [each.path for each in site.asked]
    assert asked == ["/robots.txt", "/sitemap.xml", "/data/a", "/data/b"]
    assert site.asked[0].headers["User-Agent"].startswith("Lithoscope/")


def test_what_robots_txt_disallows_is_not_asked_but_told(site: Site) -> None:
    site.replies["/robots.txt"] = b"User-agent: *\nDisallow: /data/b*\nDisallow: /*.pdf$\n"
    site.urlset("/data/a", "/data/b", "/data/b/2", "/data/f.pdf")
    harvest = site.harvest()
    assert (harvest.names, harvest.error) == (["a"], None)
    assert harvest.reasons == ["the page may not be asked for: robots.txt disallows it"] * 3
    assert site.paths == ["/sitemap.xml", "/data/a"]


def test_rules_for_us_alone_are_ours(site: Site) -> None:
    site.replies["/robots.txt"] = (
        b"User-agent: *\nDisallow: /\n\nUser-agent: lithoscope\nDisallow: /data/b\n"
    )
    site.urlset("/data/a", "/data/b")
    assert site.harvest().names == ["a"]


def test_a_site_that_disallows_its_sitemap_is_not_harvested(site: Site) -> None:
    site.replies["/robots.txt"] = b"User-agent: *\nDisallow: /"
    harvest = site.harvest()
    assert "may not be asked for: robots.txt disallows it" in harvest.message
    assert site.paths == []


@pytest.mark.parametrize("status", [403, 404, 410])
def test_without_robots_txt_all_is_allowed(site: Site, status: int) -> None:
    site.replies["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /", status)
    site.urlset("/data/a")
    assert site.harvest().names == ["a"]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_while_robots_txt_is_not_to_be_had_nothing_is_asked(site: Site, status: int) -> None:
    site.replies["/robots.txt"] = Reply(b"", status)
    site.urlset("/data/a")
    harvest = site.harvest()
    assert isinstance(harvest.error, StopWindow)
    assert f"may not be asked for, because {site.base}/robots.txt was answered" in harvest.message
    assert site.paths == []


@pytest.mark.parametrize("text", [b"<html>Welcome</html>", b"\xff\xfe\x00", b"x" * 2**20])
def test_a_robots_txt_that_is_none_allows_all(site: Site, text: bytes) -> None:
    site.replies["/robots.txt"] = text
    site.urlset("/data/a")
    assert site.harvest().names == ["a"]


@pytest.mark.parametrize(
    ("rules", "delay", "pause"),
    [
        (b"User-agent: *\nCrawl-delay: 7", "0s", 7),
        (b"User-agent: *\nCrawl-delay: 7", "9s", 9),
        (b"User-agent: *\nRequest-rate: 1/12", "1s", 12),
        (b"User-agent: Lithoscope\nCrawl-delay: soon", "2s", 2),
    ],
)
def test_the_longer_pause_of_theirs_and_ours_is_made(
    site: Site, clock, rules: bytes, delay: str, pause: int
) -> None:
    site.replies["/robots.txt"] = rules
    site.urlset("/data/a", "/data/b")
    fetcher = site.fetcher(delay=delay, clock=clock)
    list(fetcher.pages(site.window))
    assert clock.slept[-2:] == [pause, pause]


def test_a_pause_that_no_harvest_can_make_is_told(site: Site) -> None:
    site.replies["/robots.txt"] = b"User-agent: *\nCrawl-delay: 86400"
    site.urlset("/data/a")
    harvest = site.harvest()
    assert isinstance(harvest.error, StopSource)
    assert "asks for 86,400 seconds between two requests" in harvest.message
    assert site.paths == []
