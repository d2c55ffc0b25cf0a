"""Landing pages as sites have them: what is a record, what is rejected, and for which reason."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loopback import Reply
from site_on_loopback import Harvest, Site, a_site, dataset, html

from harvester.fetch.sitemap import blocks, scripts

CRUMBS = {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": []}
HOME = {"@context": "https://schema.org", "@type": "https://schema.org/WebSite", "name": "Rum"}


@pytest.fixture
def site() -> Iterator[Site]:
    with a_site() as site:
        site.urlset(("/data/a", "2026-01-05"))
        yield site


def page(site: Site, *texts: str | dict[str, Any], head: str = "") -> Harvest:
    site.replies["/data/a"] = html(*texts, head=head)
    return site.harvest()


def test_the_only_block_is_kept_as_it_stands(site: Site) -> None:
    text = '{ "@type" : "Dataset",\n\t"name": "Gr\\u00fcnschiefer – 2.50" }'
    assert page(site, f"\n{text}\n").records[0].raw == text.encode()


def test_several_blocks_are_one_graph_in_their_order(site: Site) -> None:
    harvest = page(site, CRUMBS, dataset())
    assert harvest.only == {"@graph": [CRUMBS, dataset()]}


def test_a_list_is_one_graph_too(site: Site) -> None:
    assert page(site, f"[{json.dumps(dataset())}, {json.dumps(HOME)}]", "[]").only == {
        "@graph": [dataset(), HOME]
    }


def test_a_graph_stays_one(site: Site) -> None:
    graph = {"@context": "https://schema.org", "@graph": [HOME, dataset()]}
    assert page(site, graph).only == graph


def test_contexts_are_never_fetched(site: Site) -> None:
    page(site, dataset() | {"@context": f"{site.base}/context.jsonld"})
    assert site.paths == ["/sitemap.xml", "/data/a"]


def test_a_page_without_json_ld_is_rejected_and_kept_as_evidence(site: Site) -> None:
    harvest = page(site, head="<script>var x = {};</script>")
    assert harvest.reasons == ["the page holds no JSON-LD and links to none"]
    assert harvest.rejected[0].identifier == "data/a"
    assert b"<title>Rum</title>" in harvest.rejected[0].raw
    assert harvest.error is None


@pytest.mark.parametrize(
    "text", ['{"@type": "Dataset",', "{'@type': 'Dataset'}", '"Dataset"', "{} {}", '{"a": NaN}']
)
def test_a_page_whose_json_ld_is_broken_is_rejected(site: Site, text: str) -> None:
    (reason,) = page(site, text).reasons
    assert reason.startswith("the page has broken JSON-LD in 1 of 1 blocks: ")


def test_a_broken_block_beside_a_sound_one_is_left_out_and_said(site: Site) -> None:
    (record,) = page(site, dataset(), "{oops").records
    assert json.loads(record.raw) == dataset()
    assert [(f.code, f.severity) for f in record.findings] == [("block-broken", "warning")]


def test_a_broken_block_beside_breadcrumbs_is_the_record_that_is_missing(site: Site) -> None:
    assert page(site, CRUMBS, "{oops").reasons[0].startswith("the page has broken JSON-LD in 1 of")


def test_what_a_site_says_of_itself_is_no_record(site: Site) -> None:
    assert page(site, CRUMBS, HOME).reasons == [
        "the page has JSON-LD, but only of the site itself (BreadcrumbList, WebSite)"
    ]


@pytest.mark.parametrize("text", ["{}", "[]"])
def test_nothing_is_no_record(site: Site, text: str) -> None:
    assert page(site, text).reasons == [
        "the page has JSON-LD, but only of the site itself (nothing)"
    ]


@pytest.mark.parametrize("written", ["<!--\n{}\n-->", "//<![CDATA[\n{}\n//]]>", "\ufeff{}"])
def test_wrappings_are_taken_off(site: Site, written: str) -> None:
    harvest = page(site, written.replace("{}", json.dumps(dataset())))
    assert harvest.only == dataset()
    assert harvest.records[0].findings == ()


@pytest.mark.parametrize(
    "written",
    [
        json.dumps(dataset()).replace('"', "&quot;"),
        json.dumps(dataset("EBSD map$of a chromitite seam")).replace("$", "\n"),
    ],
)
def test_what_was_escaped_or_holds_line_breaks_is_mended_and_said(site: Site, written: str) -> None:
    harvest = page(site, written)
    assert harvest.only["name"].split() == dataset()["name"].split()
    assert [f.code for f in harvest.records[0].findings] == ["block-mended"]


@pytest.mark.parametrize(
    ("told", "encoding"),
    [("text/html; charset=latin-1", "latin-1"), ("text/html", "utf-8"), ("text/html", "utf-16")],
)
def test_pages_are_read_in_the_charset_that_they_have(site: Site, told: str, encoding: str) -> None:
    text = html(json.dumps(dataset("Grünschiefer"), ensure_ascii=False)).decode()
    site.replies["/data/a"] = Reply(text.encode(encoding), headers={"Content-Type": told})
    assert site.harvest().only["name"] == "Grünschiefer"


# --- JSON-LD beside the page


LINK = '<link rel="{rel}" type="application/ld+json" href="/data/a.jsonld">'


@pytest.mark.parametrize("rel", ["alternate", "describedby", "nofollow DescribedBy"])
def test_a_page_may_link_to_its_json_ld(site: Site, rel: str) -> None:
    site.replies["/data/a.jsonld"] = json.dumps(dataset()).encode()
    harvest = page(site, CRUMBS, head=LINK.format(rel=rel))
    assert (harvest.only, harvest.names) == (dataset(), ["a"])
    assert site.asked[-1].headers["Accept"].startswith("application/ld+json")


def test_the_header_may_link_to_it(site: Site) -> None:
    link = (
        '<https://orcid.org/0000>; rel="author", '
        '</data/a.xml>; rel="describedby"; type="application/vnd.datacite.datacite+xml", '
        '</data/a.jsonld>; rel="describedby"; type="application/ld+json"'
    )
    site.replies["/data/a"] = Reply(html(), headers={"Link": link})
    site.replies["/data/a.jsonld"] = json.dumps(dataset()).encode()
    assert site.harvest().only == dataset()


def test_what_the_page_itself_carries_comes_first(site: Site) -> None:
    assert page(site, dataset(), head=LINK.format(rel="alternate")).only == dataset()
    assert "/data/a.jsonld" not in site.paths


@pytest.mark.parametrize(
    ("linked", "reason"),
    [
        (Reply(b"", 404), "the page links to JSON-LD that is not there (HTTP 404)"),
        (b"<html></html>", "the page has broken JSON-LD in 1 of 1 blocks: "),
    ],
)
def test_a_link_that_leads_to_none_is_told(site: Site, linked: Any, reason: str) -> None:
    site.replies["/data/a.jsonld"] = linked
    assert page(site, head=LINK.format(rel="alternate")).reasons[0].startswith(reason)


@pytest.mark.parametrize(
    "href", ["https://elsewhere.example/a.jsonld", "file:///etc/passwd", "http://[", "/private/a"]
)
def test_links_to_elsewhere_are_not_followed(site: Site, href: str) -> None:
    site.replies["/robots.txt"] = b"User-agent: *\nDisallow: /private"
    head = LINK.format(rel="alternate").replace("/data/a.jsonld", href)
    assert page(site, head=head).reasons == ["the page holds no JSON-LD and links to none"]


def test_the_page_may_be_json_ld(site: Site) -> None:
    told = {"Content-Type": "application/ld+json; charset=utf-8"}
    site.replies["/data/a"] = Reply(json.dumps(dataset()).encode(), headers=told)
    assert site.harvest().only == dataset()


# --- other answers


def test_a_page_that_moved_within_the_site_keeps_its_identifier(site: Site) -> None:
    site.replies["/data/a"] = Reply(b"", 301, {"Location": "/new/a"})
    site.replies["/new/a"] = html(dataset())
    assert site.harvest().names == ["a"]


def test_a_page_that_moved_to_another_site_is_rejected_and_the_others_are_asked(
    site: Site,
) -> None:
    site.pages("a", "b")
    site.replies["/data/a"] = Reply(b"", 302, {"Location": "https://elsewhere.example/a"})
    harvest = site.harvest()
    assert (harvest.names, harvest.error) == (["b"], None)
    assert harvest.reasons == [
        f"{site.base}/data/a redirects to https://elsewhere.example/a, which is another site"
    ]


def test_a_bot_protection_is_no_page(site: Site) -> None:
    site.replies["/data/a"] = b"<html><title>Are you human?</title>captcha</html>"
    harvest = site.harvest()
    assert harvest.rejected == []
    assert "is a page of a bot protection (Are you human?)" in harvest.message


def test_a_page_with_a_captcha_in_its_form_is_a_page(site: Site) -> None:
    assert page(site, dataset(), head="<script src='recaptcha.js'></script>").names == ["a"]


def test_a_page_that_is_cut_is_asked_again(site: Site) -> None:
    site.replies["/data/a"] = Reply(html(dataset()), length=10_000)
    harvest = site.harvest()
    assert harvest.records == []
    assert "did not answer" in harvest.message
    assert "was cut off after" in harvest.message


@pytest.mark.parametrize(
    "body",
    [
        b"<div>" * 100_000,
        b"<" * 100_000,
        b"<a " + b"x=1 " * 50_000,
        b"\0" * 1000,
        b"<script type='application/ld+json'>" + b"[" * 50_000,
        b"<script type='application/ld+json'>" + b'{"a":' * 50_000,
        b"<base href='http://['><link rel=alternate type='application/ld+json' href=x>",
        b"",
    ],
    ids=["deep", "open", "attributes", "zeros", "lists", "objects", "base", "empty"],
)
def test_hostile_pages_are_rejected(site: Site, body: bytes) -> None:
    site.replies["/data/a"] = body
    harvest = site.harvest()
    assert harvest.records == []
    assert len(harvest.rejected) == 1


@given(st.binary(max_size=300), st.text(max_size=50))
def test_no_page_is_a_fault_of_ours(body: bytes, header: str) -> None:
    scripts.carried(body, "https://rum.example/a", {"Content-Type": header, "Link": header})


@given(st.lists(st.text(max_size=100), max_size=3))
def test_no_block_is_a_fault_of_ours(texts: list[str]) -> None:
    try:
        raw, _ = blocks.document(texts)
    except blocks.NoRecord:
        return
    assert isinstance(json.loads(raw), dict)
