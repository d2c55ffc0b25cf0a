"""What is found at an address, over real HTTP."""

import json

import pytest

from harvester.discovery import Survey, survey
from harvester.home import Home
from tests.catalogue import home_in
from tests.fetch import answers
from tests.lab_log import laboratory
from tests.loopback import Asked, Reply, closed_port, serving

HEADERS = answers.answer(
    "<ListIdentifiers><header><identifier>oai:rum.example:1</identifier>"
    "<datestamp>2026-01-05T10:00:00Z</datestamp></header>"
    + answers.token("more", 812)
    + "</ListIdentifiers>"
)
DATACITE = answers.answer(
    "<GetRecord><record><header><identifier>oai:rum.example:1</identifier>"
    "<datestamp>2026-01-05T10:00:00Z</datestamp></header><metadata>"
    '<resource xmlns="http://datacite.org/schema/kernel-4">'
    '<identifier identifierType="DOI">10.5072/rum-1</identifier>'
    "<titles><title>EBSD map of a chromitite seam</title></titles></resource>"
    "</metadata></record></GetRecord>"
)
VERBS = {
    "Identify": answers.identify(),
    "ListMetadataFormats": answers.FORMATS,
    "ListSets": answers.SETS,
    "ListIdentifiers": HEADERS,
    "GetRecord": DATACITE,
}
JSONLD = {
    "@context": "https://schema.org/",
    "@type": "Dataset",
    "@id": "https://doi.org/10.5072/rum-1",
    "name": "EBSD map of a chromitite seam",
    "description": "Electron backscatter diffraction of a thin section of chromitite.",
}
GONE = Reply(b"not here", status=404)


@pytest.fixture
def home(tmp_path) -> Home:
    return home_in(tmp_path / "home")


def looked(home: Home, url: str) -> Survey:
    return survey(home, url, allow_private=True)


def oai_at(path: str):
    def script(asked: Asked) -> Reply | bytes:
        if asked.path == path:
            return VERBS.get(asked.params.get("verb", ""), GONE)
        return b'<html><a href="/about">us</a></html>' if asked.path == "/" else GONE

    return script


def test_the_address_of_an_interface_is_asked_for_nothing_else(home: Home) -> None:
    with serving(oai_at("/oai")) as server:
        seen = looked(home, server.url + "?verb=Identify")
        assert {asked.path for asked in server.asked} == {"/oai"}
    (found,) = seen.found
    assert (found.protocol, found.size, found.url) == ("oai", 812, server.url)
    assert [each.spec for each in found.description.sets] == ["rocks", "rocks:igneous"]


def test_a_rich_format_is_chosen_if_a_record_in_it_can_be_mapped(home: Home) -> None:
    with serving(oai_at("/oai")) as server:
        (found,) = looked(home, server.url).found
    assert (found.format, found.tried) == ("oai_datacite", True)


def test_a_rich_format_that_gives_nothing_is_not_chosen(home: Home) -> None:
    def script(asked: Asked) -> Reply | bytes:
        verb = asked.params["verb"]
        return answers.error("idDoesNotExist") if verb == "GetRecord" else VERBS[verb]

    with serving(script) as server:
        (found,) = looked(home, server.url).found
    assert (found.format, found.tried) == ("oai_dc", False)


def test_a_format_that_no_crosswalk_reads_is_told(home: Home) -> None:
    with laboratory() as url:
        (found,) = looked(home, url).found
    assert found.unread == ("lab_log",)


@pytest.mark.parametrize("path", ["/cgi/oai2", "/server/oai/request", "/oai2d"])
def test_from_a_page_it_is_found_where_the_software_puts_it(home: Home, path: str) -> None:
    with serving(oai_at(path)) as server:
        base = server.url.removesuffix("/oai")
        found = looked(home, f"{base}/").found[0]
    assert (found.protocol, found.url) == ("oai", base + path)


def test_from_a_page_it_is_found_where_the_page_links_to(home: Home) -> None:
    def script(asked: Asked) -> Reply | bytes:
        if asked.path == "/":
            return b'<link rel="alternate" href="/deep/oai-pmh?verb=Identify"><a href="ftp://x">'
        return (
            VERBS.get(asked.params.get("verb", ""), GONE) if asked.path == "/deep/oai-pmh" else GONE
        )

    with serving(script) as server:
        base = server.url.removesuffix("/oai")
        assert looked(home, f"{base}/").found[0].url == f"{base}/deep/oai-pmh"


def test_a_rest_interface_is_known_by_the_sign_of_its_style(home: Home) -> None:
    def script(asked: Asked) -> Reply | bytes:
        if asked.path == "/api/3/action/package_search":
            return json.dumps({"success": True, "result": {"count": 118, "results": []}}).encode()
        return GONE

    with serving(script) as server:
        base = server.url.removesuffix("/oai")
        (found,) = looked(home, f"{base}/dataset").found
    assert (found.protocol, found.requests, found.format) == ("rest", "ckan", "ckan_json")
    assert (found.url, found.size) == (f"{base}/api/3/action", 118)


@pytest.mark.parametrize("page", ["", "/dataset/rum-1", "/api/3/action/package_search?rows=1"])
def test_an_interface_below_a_folder_is_found(home: Home, page: str) -> None:
    def script(asked: Asked) -> Reply | bytes:
        if asked.path == "/ckan/api/3/action/package_search":
            return json.dumps({"success": True, "result": {"count": 118, "results": []}}).encode()
        return GONE

    with serving(script) as server:
        base = server.url.removesuffix("/oai")
        (found,) = looked(home, f"{base}/ckan{page}").found
    assert (found.requests, found.url) == ("ckan", f"{base}/ckan/api/3/action")


def test_oai_below_a_folder_is_found(home: Home) -> None:
    with serving(oai_at("/dataverse/oai")) as server:
        base = server.url.removesuffix("/oai")
        assert looked(home, f"{base}/dataverse/").found[0].url == f"{base}/dataverse/oai"


def test_after_some_minutes_no_other_place_is_asked(home: Home) -> None:
    times = iter(range(0, 10**6, 100))
    with serving(lambda _: GONE) as server:
        base = server.url.removesuffix("/oai")
        seen = survey(home, base, allow_private=True, clock=lambda: next(times))
    assert len(server.asked) < 8
    assert "after 180 seconds not every place was asked" in seen.problem


def site(base: str, robots: str, asked: Asked) -> Reply | bytes:
    pages = f"<url><loc>{base}/data/1</loc></url>"
    known = {
        "/robots.txt": robots.encode(),
        "/sitemap.xml": (
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">' + pages + "</urlset>"
        ).encode(),
        "/data/1": (
            f'<html><script type="application/ld+json">{json.dumps(JSONLD)}</script></html>'
        ).encode(),
    }
    return known.get(asked.path, GONE)


@pytest.mark.parametrize(
    ("robots", "kinds"),
    [
        ("", ["sitemap"]),
        ("User-agent: *\nDisallow: /data/\n", []),
        ("User-agent: *\nDisallow: /sitemap\n", []),
    ],
)
def test_a_sitemap_counts_if_its_pages_can_be_read_and_may_be(
    home: Home, robots: str, kinds: list[str]
) -> None:
    at = [""]
    with serving(lambda asked: site(at[0], robots, asked)) as server:
        at[0] = server.url.removesuffix("/oai")
        seen = looked(home, f"{at[0]}/")
    assert [found.protocol for found in seen.found] == kinds
    assert bool(seen.problem) != bool(kinds)


def test_who_is_down_is_a_problem(home: Home) -> None:
    seen = looked(home, f"http://127.0.0.1:{closed_port()}/oai")
    assert not seen.reached
    assert "got no answer" in seen.problem


def test_an_address_of_this_machine_is_not_asked(home: Home) -> None:
    with serving(oai_at("/oai")) as server:
        seen = survey(home, server.url)
    assert not server.asked
    assert "is this machine itself" in seen.problem


def test_a_redirect_to_this_machine_is_not_followed(home: Home) -> None:
    elsewhere = Reply(b"", status=302, headers={"Location": "http://169.254.169.254/latest/"})
    with serving(lambda _: elsewhere) as server:
        seen = looked(home, server.url)
    assert seen.found == []
    assert seen.problem
