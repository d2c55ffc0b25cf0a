"""Valid HTML that a screen reader, a phone and a disk without internet can use."""

import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import html5lib
import pytest
from written import ELSEWHERE, Site

from harvester.pages import addresses, terms, write
from harvester.pages import site as whole
from harvester.pages.concepts import described

EACH_KIND = ["ontology.html", "ontology/core.html", "shapes.html", "ontology/questions.html"]
EACH_KIND += ["technique.html", "scale.html", "technique/sem.html", "technique/sem-eds.html"]
EACH_KIND += [
    "format/tiff.html",
    "material/cm2.html",
    "scale/1mm-10mm.html",
    "meteorite/allende.html",
]


@pytest.mark.parametrize("place", EACH_KIND)
def test_a_strict_parser_finds_no_fault(folder: Path, place: str):
    html5lib.HTMLParser(strict=True).parse(folder.joinpath(place).read_text("utf-8"))


def test_no_two_parts_of_a_page_have_one_anchor(site: Site):
    for place, anchors in site.anchors.items():
        assert len(set(anchors)) == len(anchors), place


def test_a_page_says_its_language_its_width_and_a_title_of_its_own(site: Site):
    titles = [page.findtext("head/title") for page in site.pages.values()]
    assert all(titles)
    assert len(set(titles)) == len(titles)
    assert all(page.get("lang") == "en" for page in site.pages.values())
    assert all(page.xpath("head/meta[@name='viewport']") for page in site.pages.values())


def test_headings_begin_with_one_and_leave_none_out(site: Site):
    for place, page in site.pages.items():
        levels = [int(h.tag[1]) for h in page.xpath("//h1|//h2|//h3|//h4")]
        assert levels.count(1) == 1, place
        assert levels[0] == 1, place
        assert all(b - a <= 1 for a, b in pairwise(levels)), place


def test_the_first_link_skips_to_the_content_and_landmarks_are_told_apart(site: Site):
    for place, page in site.pages.items():
        first = page.xpath("//body//a")[0]
        assert first.get("href") == f"#{page.xpath('//main')[0].get('id')}", place
        assert len(page.xpath("//body/header")) == len(page.xpath("//body/footer")) == 1
        names = [nav.get("aria-label") or nav.get("aria-labelledby") for nav in page.xpath("//nav")]
        assert None not in names, place
        assert len(set(names)) == len(names), place


def test_every_drawing_has_a_title(site: Site):
    drawings = [svg for page in site.pages.values() for svg in page.xpath("//svg")]
    assert len(drawings) > 100
    assert all(svg.findtext("title") for svg in drawings)


def test_every_table_has_headings_with_their_direction(site: Site):
    for page in site.pages.values():
        for table in page.xpath("//table"):
            assert table.xpath("thead/tr/th")
            assert all(th.get("scope") for th in table.xpath(".//th"))


def test_nothing_is_loaded_from_elsewhere_and_nothing_runs(site: Site):
    for place, page in site.pages.items():
        assert not page.xpath("//script|//@style|//iframe|//object|//base|//@src|//@srcset"), place
        assert not page.xpath("//@*[starts-with(name(), 'on')]"), place
        for link in page.xpath("//link[not(@rel='canonical')]/@href"):
            assert not link.startswith(ELSEWHERE), place
    style = site.folder.joinpath(addresses.STYLE).read_text("utf-8")
    assert not re.search(r"url\(|@import|//", style)


def test_it_is_light_and_dark_and_can_be_printed(site: Site):
    style = site.folder.joinpath(addresses.STYLE).read_text("utf-8")
    assert "prefers-color-scheme: dark" in style
    assert "@media print" in style


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb` (WCAG 2.2)."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_words_and_bars_stand_out_from_the_paper(folder: Path):
    style = folder.joinpath(addresses.STYLE).read_text("utf-8")
    palettes = [dict(re.findall(r"--(\w+): (#\w{6});", part)) for part in style.split("@media")[:2]]
    for palette in palettes:
        for ground in ("paper", "shade"):
            for name, least in {
                "ink": 4.5,
                "quiet": 4.5,
                "link": 4.5,
                "view": 3,
                "resolution": 3,
            }.items():
                light, dark = sorted((luminance(palette[name]), luminance(palette[ground])))
                assert (dark + 0.05) / (light + 0.05) >= least, (name, ground)


def test_what_a_file_says_is_never_read_as_markup(tmp_path: Path):
    file = tmp_path / "trap.ttl"
    file.write_text(TRAP, "utf-8")
    said = {"ontology": terms.ontology(), "titles": {"trap": "<i>Traps</i>"}}
    for _, html in whole.of_scheme(described(file), said):
        assert "<img" not in html
        assert "<script" not in html
        assert "&lt;" in html


TRAP = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix lith: <https://w3id.org/lithoscope/> .
lith:trap a skos:ConceptScheme ; skos:prefLabel "<script>1</script>"@en .
<https://w3id.org/lithoscope/trap/one> a skos:Concept ;
    skos:prefLabel "Fe < Mg <img src=x>"@en ;
    skos:altLabel "\\"><script>alert(1)</script>"@de ;
    skos:hiddenLabel "<script>" ;
    skos:definition "a < b & c <script>alert(1)</script>"@en ;
    lith:owner "<img src=x onerror=alert(1)>" ;
    lith:notLabel "<script>" ;
    skos:exactMatch <https://example.org/?a=1&b='c'> .
"""


def test_two_runs_write_the_same_bytes(site: Site, tmp_path: Path):
    code = (
        "import sys, pathlib; from harvester.pages import write; write(pathlib.Path(sys.argv[1]))"
    )
    other = {**os.environ, "PYTHONHASHSEED": "7"}
    subprocess.run([sys.executable, "-c", code, tmp_path], env=other, check=True)
    files = {file.relative_to(site.folder) for file in site.folder.rglob("*") if file.is_file()}
    assert files == {file.relative_to(tmp_path) for file in tmp_path.rglob("*") if file.is_file()}
    assert not [f for f in files if (site.folder / f).read_bytes() != (tmp_path / f).read_bytes()]


def test_pages_are_replaced_and_what_else_is_in_the_folder_stays(tmp_path: Path):
    tmp_path.joinpath("shapes.html").write_text("old")
    tmp_path.joinpath("mine.txt").write_text("mine")
    written = write(tmp_path)
    assert tmp_path.joinpath("shapes.html").stat().st_size > 1000
    assert tmp_path.joinpath("mine.txt").read_text() == "mine"
    assert written.pages == len(list(tmp_path.rglob("*.html")))
    assert written.overview.is_file()
