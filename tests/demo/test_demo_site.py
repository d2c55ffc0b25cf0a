"""The demonstration's web site, as a browser sees it."""

import json
from collections.abc import Iterator
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from lxml import etree, html

from harvester.demo.corpus import MARK
from harvester.demo.repositories import serving
from harvester.demo.site import SITE, sitemaps

PAGES = [page for pages in sitemaps(SITE.folder).values() for page in pages]


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    with serving() as urls:
        yield urls[SITE.name].removesuffix("sitemap.xml")


def listed(address: str) -> list[str]:
    with urlopen(address) as answer:
        return etree.fromstring(answer.read()).xpath("//*[local-name()='loc']/text()")


def test_robots_txt_names_the_sitemap(base: str) -> None:
    with urlopen(f"{base}robots.txt") as answer:
        assert f"Sitemap: {base}sitemap.xml" in answer.read().decode()


def test_the_sitemaps_list_every_page_once(base: str) -> None:
    pages = [page for sitemap in listed(f"{base}sitemap.xml") for page in listed(sitemap)]
    assert sorted(pages) == sorted(base + page.path for page in PAGES)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_a_page_carries_its_blocks_or_says_that_it_is_gone(base: str, page) -> None:
    if page.status != 200:
        with pytest.raises(HTTPError) as caught:
            urlopen(base + page.path)
        caught.value.close()
        assert caught.value.code == page.status
        return
    with urlopen(base + page.path) as answer:
        scripts = html.fromstring(answer.read()).xpath("//script/text()")
    whole = [block for block in page.blocks if isinstance(block, dict)]
    assert len(scripts) == len(page.blocks)
    assert [json.loads(text) for text in scripts if _is_json(text)] == whole


def _is_json(text: str) -> bool:
    try:
        return bool(json.loads(text))
    except ValueError:
        return False


def test_every_record_says_that_it_is_demonstration_data() -> None:
    told = [b for p in PAGES for b in p.blocks if isinstance(b, dict) and "description" in b]
    assert len(told) >= 10
    assert all(MARK in block["description"] for block in told)
    assert all(block["creator"]["name"].endswith("(demonstration)") for block in told)


def test_identifiers_are_of_the_kinds_kept_for_tests() -> None:
    told = [b for p in PAGES for b in p.blocks if isinstance(b, dict) and "@id" in b]
    assert all(block["@id"].startswith("https://doi.org/10.5072/") for block in told)
    assert "igsn: lsdem" in json.dumps(told).lower()
