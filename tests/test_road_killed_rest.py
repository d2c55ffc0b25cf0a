"""Killed in the middle of a REST list or a site: the next run goes on, nothing lost, none twice."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from catalogue import add_file, home_in, titles
from fetch.site_on_loopback import a_site
from loopback import Server
from rest_list import PAGING, Listing
from test_road_rest import CROSSWALK, STYLE

from harvester.home import Home
from harvester.record import RunReport
from harvester.road import harvest

KEEPING = "ledger/records.py return write"
SLICES = {"params": {"from": "{from}", "until": "{until}"}, "first": "2020-01-01"}
STYLES: dict[str, dict[str, Any]] = {
    "offset": {},
    "page": {},
    "next": {},
    "cursor": {},
    "capped": {"cap": 10, "slices": SLICES},
}


def killed(folder: Path, nth: int) -> None:
    """Harvest `rum` of this home in another process, which dies while it keeps a page."""
    order = {"work": "harvest", "home": str(folder), "url": "", "moment": KEEPING, "nth": nth}
    program = [sys.executable, str(Path(__file__).with_name("mortal.py"))]
    said = subprocess.run(program, input=json.dumps(order) + "\n", capture_output=True, text=True)
    assert json.loads(said.stdout) == {"killed": True}, said.stderr


def gone_on(home: Home) -> RunReport:
    report = harvest(home, home.repository("rum"))
    assert report.verdict == "complete", report.message
    assert all(
        len(list(home.ledger.versions("rum", c.identifier))) == 1 for c in home.ledger.changes()
    )
    return report


def add(home: Home, server: Server, by: str) -> None:
    paging = PAGING["offset" if by == "capped" else by] | {"at_once": 5}
    add_file(home, "requests", "lab", STYLE | {"paging": paging} | STYLES[by])
    add_file(home, "crosswalks", "lab_json", CROSSWALK)
    said = {"protocol": "rest", "requests": "lab", "url": server.url, "format": "lab_json"}
    more = {"allow_private": True, "politeness": {"attempts": 1}}
    add_file(home, "repositories", "rum", said | more)


def rum(by: str) -> Listing:
    made = Listing(by="offset" if by == "capped" else by, cap=10 if by == "capped" else None)
    made.fill(32)
    return made


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return home_in(tmp_path / "home")


@pytest.mark.parametrize("by", ["offset", "cursor", "capped"])
def test_every_record_once_over_the_whole_road(home: Home, by: str) -> None:
    listing = rum(by)
    with listing.serve() as server:
        add(home, server, by)
        report = gone_on(home)
    assert (report.seen, report.new) == (32, 32)
    assert sorted(titles(home)) == sorted(listing.items)


@pytest.mark.slow
@pytest.mark.parametrize("by", STYLES)
def test_killed_in_the_middle_of_a_list(home: Home, by: str) -> None:
    listing = rum(by)
    with listing.serve() as server:
        add(home, server, by)
        killed(home.path, 3)
        assert 0 < len(list(home.ledger.changes())) < 32
        gone_on(home)
    assert sorted(titles(home)) == sorted(listing.items)


@pytest.mark.slow
def test_killed_in_the_middle_of_a_site(home: Home) -> None:
    names = [f"{number:03d}" for number in range(60)]
    with a_site() as site:
        site.pages(*names)
        said = {"protocol": "sitemap", "url": site.whole("/sitemap.xml"), "format": "schema_org"}
        more = {"allow_private": True, "politeness": {"attempts": 1, "delay": "0s"}}
        add_file(home, "repositories", "rum", said | more)
        killed(home.path, 2)
        kept = len(list(home.ledger.changes()))
        gone_on(home)
    assert 0 < kept < len(names)
    assert sorted(each.rpartition("/")[2] for each in titles(home)) == names
