"""Doubles, trend and emptiness: small repositories whose records come, change and go."""

import pytest
from catalogue import add_crosswalk, add_file, harvested, repository
from changing import Changing

from harvester.errors import UsageError
from harvester.home import Home
from harvester.quality import Point, Report, examine
from harvester.watch import Silent

LEAVING_OUT = {
    "format": "oai_dc",
    "roots": ["oai_dc:dc"],
    "namespaces": {
        "oai_dc": "http://www.openarchives.org/OAI/2.0/oai_dc/",
        "dc": "http://purl.org/dc/elements/1.1/",
    },
    "decline": [{"path": "dc:type[.='Laboratory']", "because": "This describes a laboratory."}],
    "map": {"dataset.titles": "dc:title"},
}
CREATOR = "<dc:creator>Rum Project</dc:creator>"


def known(home: Home, url: str) -> None:
    add_file(home, "repositories", "rum", {"url": url, "allow_private": True})


def reported(home: Home, rum: Changing, *, times: int = 1) -> Report:
    with rum.serve() as server:
        known(home, server.url)
        for _ in range(times):
            harvested(home, repository(server.url))
    return examine(home, "rum")


def point(report: Report, code: str) -> Point | None:
    return next((each for each in report.points if each.code == code), None)


def test_records_of_one_identifier_are_told_with_two_of_them(home: Home) -> None:
    rum = Changing()
    for name in ("1", "2"):
        rum.put(name, title=f"Map {name}", dc="<dc:identifier>doi:10.5072/RUM.1</dc:identifier>")
    rum.put("3", title="Map 3", dc="<dc:identifier>doi:10.5072/rum.3</dc:identifier>")
    same = point(reported(home, rum), "same-identifier")
    assert same is not None
    assert (same.count, same.total, same.urgency) == (2, 3, "first")
    (kind,) = same.kinds
    assert kind.what == "https://doi.org/10.5072/rum.1"
    assert (kind.example.record, kind.example.value) == (
        "oai:rum.example:1",
        "also oai:rum.example:2",
    )


def test_the_same_title_counts_only_with_the_same_creator(home: Home) -> None:
    rum = Changing()
    rum.put("1", title="EBSD map", dc=CREATOR)
    rum.put("2", title="ebsd MAP", dc=CREATOR)
    rum.put("3", title="EBSD map", dc="<dc:creator>Skye Project</dc:creator>")
    rum.put("4", title="EBSD map")
    same = point(reported(home, rum), "same-title")
    assert same is not None
    assert same.count == 2


def test_who_shares_an_identifier_is_not_told_again_for_the_title(home: Home) -> None:
    rum = Changing()
    same = f"{CREATOR}<dc:identifier>doi:10.5072/RUM.1</dc:identifier>"
    for name in ("1", "2"):
        rum.put(name, title="EBSD map", dc=same)
    report = reported(home, rum)
    assert point(report, "same-identifier") is not None
    assert point(report, "same-title") is None


def test_what_a_crosswalk_leaves_out_is_no_fault_of_the_source(home: Home) -> None:
    add_file(home, "crosswalks", "oai_dc", LEAVING_OUT)
    rum = Changing()
    rum.fill(1)
    rum.put("2", dc="<dc:type>Laboratory</dc:type>")
    report = reported(home, rum)
    left_out = point(report, "left-out")
    assert left_out is not None
    assert (left_out.count, left_out.total, left_out.urgency) == (1, 2, "later")
    assert left_out.kinds[0].what == "This describes a laboratory."
    assert point(report, "rejected") is None


def test_no_doubles_are_no_point(home: Home) -> None:
    rum = Changing()
    rum.fill(1, 2)
    report = reported(home, rum)
    assert point(report, "same-identifier") is point(report, "same-title") is None


def test_the_newest_run_is_held_against_all(home: Home) -> None:
    rum = Changing()
    rum.fill(1, 2, 3)
    with rum.serve() as server:
        known(home, server.url)
        harvested(home, repository(server.url))
        rum.put("4", title="EBSD map 4", dc=CREATOR)
        harvested(home, repository(server.url))
    report = examine(home, "rum")
    creators = next(share for share in report.shares if share.code == "creator")
    assert (creators.filled, creators.total, creators.lately) == (1, 4, 1.0)
    assert [entry.report.new for entry in report.runs] == [1, 3]
    assert "1 new" in report.trend
    assert "there are 4 now" in report.trend


def test_a_first_run_has_nothing_to_be_held_against(home: Home) -> None:
    rum = Changing()
    rum.fill(1)
    report = reported(home, rum)
    assert "no earlier run" in report.trend
    assert all(share.lately is None for share in report.shares)


def test_more_rejected_than_before_is_told(home: Home) -> None:
    rum = Changing()
    rum.fill(1, 2)
    with rum.serve() as server:
        known(home, server.url)
        harvested(home, repository(server.url))
        rum.put("3", title=" ")
        harvested(home, repository(server.url))
    assert "more than in the run before (0.0%)" in examine(home, "rum").trend


def test_a_list_that_broke_off_is_the_first_thing_to_do(home: Home) -> None:
    rum = Changing(page_size=1, trouble=lambda page: page.cut if page.number == 2 else None)
    rum.fill(1, 2)
    broken = point(reported(home, rum), "unfinished")
    assert broken is not None
    assert broken.urgency == "first"
    assert "page 2" in broken.kinds[0].what or "cut off" in broken.kinds[0].what


def test_what_a_crosswalk_does_not_read_is_told_by_path(home: Home) -> None:
    add_crosswalk(home, **{"dataset.titles": "dc:title"})
    rum = Changing()
    rum.put("1", dc="<dc:publisher>Rum</dc:publisher>")
    rum.put("2", dc="<dc:publisher>Skye</dc:publisher><dc:publisher>Mull</dc:publisher>")
    unread = point(reported(home, rum), "unread")
    assert unread is not None
    assert [(kind.what, kind.count) for kind in unread.kinds] == [("dc:publisher", 2)]
    assert unread.kinds[0].example.value == "Rum"


def test_a_repository_without_records_is_one_sentence(home: Home) -> None:
    with pytest.raises(UsageError, match=r"^rum was harvested and has no records, so"):
        reported(home, Changing())


def test_one_whose_records_are_all_withdrawn_is_one_sentence(home: Home) -> None:
    rum = Changing()
    rum.fill(1)
    rum.remove("001")
    with pytest.raises(UsageError, match="has no records but 1 withdrawn ones"):
        reported(home, rum)


def test_one_never_harvested_says_how_to_begin(home: Home) -> None:
    known(home, "https://rum.example/oai")
    with pytest.raises(UsageError, match=r"never harvested.*lithoscope harvest rum"):
        examine(home, "rum")


def test_one_whose_records_are_all_rejected_has_a_report(home: Home) -> None:
    rum = Changing()
    rum.put("1", title=" ")
    report = reported(home, rum)
    assert (report.records, report.mapped, report.shares) == (1, 0, ())
    assert report.points[0].code == "rejected"
    assert not any(each.code.startswith("no-") for each in report.points)


def test_one_whose_file_is_gone_is_reported_on_by_its_records(home: Home) -> None:
    rum = Changing()
    rum.fill(1)
    with rum.serve() as server:
        harvested(home, repository(server.url))
    report = examine(home, "rum")
    assert (report.title, report.address, report.records) == ("", "", 1)


class Impatient(Silent):
    stopped = True


def test_half_a_report_is_none(home: Home) -> None:
    rum = Changing()
    rum.fill(1)
    reported(home, rum)
    with pytest.raises(KeyboardInterrupt):
        examine(home, "rum", watch=Impatient())
