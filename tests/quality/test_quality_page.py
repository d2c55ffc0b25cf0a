"""The page: valid, whole in one file, and harmless whatever a repository says."""

from pathlib import Path

import html5lib
import pytest
from catalogue import add_file, harvested, repository
from changing import Changing
from lxml import html

from harvester.home import Home
from harvester.quality import examine
from harvester.quality.page import page, percent

NASTY = "&lt;script&gt;alert(1)&lt;/script&gt; &quot;onload=x' \u202egnp.exe {{ 7*7 }} {% x %}"


@pytest.fixture
def shown(home: Home) -> str:
    rum = Changing()
    for name in ("1", "2"):
        address = "<dc:identifier>https://rum.example/x?a=1&amp;b=&quot;2</dc:identifier>"
        rum.put(name, title=f"<img src=x onerror=alert(1)> {name}", dc=address)
    rum.put("3", dc=f"<dc:date>{NASTY}</dc:date><dc:subject>{NASTY}</dc:subject>")
    rum.put("4", title=" ")
    with rum.serve() as server:
        described = {"url": server.url, "allow_private": True, "title": "<b>Rum</b> & Skye"}
        add_file(home, "repositories", "rum", described)
        harvested(home, repository(server.url))
    return page(examine(home, "rum"))


def test_a_strict_parser_finds_no_fault(shown: str) -> None:
    html5lib.HTMLParser(strict=True).parse(shown)


def test_what_a_repository_says_is_never_markup(shown: str) -> None:
    tree = html.document_fromstring(shown)
    assert not tree.xpath("//script | //img | //b | //@onerror | //@onload")
    assert "<b>Rum</b> & Skye" in tree.findtext(".//h1")
    assert "{{ 7*7 }}" in tree.text_content()
    assert "\u202e" not in shown


def test_no_other_file_or_host_is_asked(shown: str) -> None:
    tree = html.document_fromstring(shown)
    assert not tree.xpath("//@src | //link | //iframe | //object | //form")
    anchors = {f"#{each}" for each in tree.xpath("//@id")}
    assert set(tree.xpath("//@href")) <= anchors
    (style,) = tree.xpath("//style/text()")
    assert "url(" not in style
    assert "@import" not in style


def test_it_has_a_width_for_phones_and_rules_for_paper(shown: str) -> None:
    tree = html.document_fromstring(shown)
    assert tree.xpath("//meta[@name='viewport']")
    (style,) = tree.xpath("//style/text()")
    assert "@media print" in style
    assert all("stacked" in table.get("class") for table in tree.xpath("//table"))


def test_headings_begin_with_one_and_leave_none_out_and_anchors_are_single(shown: str) -> None:
    tree = html.document_fromstring(shown)
    levels = [int(heading.tag[1]) for heading in tree.xpath("//h1|//h2|//h3")]
    assert (levels[0], levels.count(1)) == (1, 1)
    anchors = tree.xpath("//@id")
    assert len(anchors) == len(set(anchors))


def test_every_point_of_the_report_is_on_it(home: Home, shown: str) -> None:
    report = examine(home, "rum")
    anchors = html.document_fromstring(shown).xpath("//section/h3/@id")
    assert anchors == [each.code for each in report.points]


def test_the_stylesheet_is_that_of_the_other_pages(shown: str) -> None:
    folder = Path(__file__).parents[2] / "harvester" / "pages" / "templates"
    assert (folder / "style.css").read_text("utf-8").strip() in shown


@pytest.mark.parametrize(
    ("share", "words"),
    [(0, "0 %"), (0.001, "under 1 %"), (0.5, "50 %"), (0.9999, "99 %"), (1, "100 %")],
)
def test_nearly_all_is_not_all_and_hardly_any_is_not_none(share: float, words: str) -> None:
    assert percent(share).replace("\u00a0", " ") == words
