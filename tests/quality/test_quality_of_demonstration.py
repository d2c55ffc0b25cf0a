"""The report on the demonstration names every faulty record, with its words and the reason."""

from collections.abc import Iterator

import pytest
from catalogue import harvested, home_in

from harvester.demo.home import prepare
from harvester.demo.repositories import serving
from harvester.home import Home
from harvester.quality import Kind, Point, Report, examine


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Iterator[Home]:
    home = home_in(tmp_path_factory.mktemp("demonstration"))
    with serving() as urls:
        prepare(home.path, urls)
        harvested(home, *(home.repository(name) for name in urls))
    yield home
    home.close()


@pytest.fixture(scope="module")
def reports(home: Home) -> dict[str, Report]:
    return {source: examine(home, source) for source in home.ledger.totals()}


@pytest.fixture(scope="module")
def north(reports: dict[str, Report]) -> Report:
    return reports["demo-north"]


def point(report: Report, code: str) -> Point:
    return next(each for each in report.points if each.code == code)


def kinds(report: Report, code: str) -> dict[tuple[str, str], Kind]:
    """By record and its words."""
    return {(k.example.record, k.example.value): k for k in point(report, code).kinds}


FAULTS = [
    ("demo-clyde", "invalid", "oai:clyde.example:odd-002", "2022-13-07", "no date"),
    ("demo-clyde", "invalid", "oai:clyde.example:odd-003", "570.1 -6.2836", "no coordinates"),
    ("demo-north", "invalid", "oai:north.example:odd-002", "2021-13-45", "no date"),
    ("demo-north", "invalid", "oai:north.example:odd-002", "xx-unknown", "no language"),
    ("demo-alps", "invalid", "oai:alps.example:20.500.12345/odd-003", "96.5 N, 191.2 E", "age"),
    (
        "demo-alps",
        "invalid",
        "oai:alps.example:20.500.12345/odd-004",
        "javascript:alert('x')",
        "would be run",
    ),
    ("demo-pacific", "mended", "oai:pacific.example:odd-001", "20.19", "moon"),
    ("demo-north", "rejected", "oai:north.example:no-title", "", "neither a title"),
    ("demo-north", "rejected", "oai:north.example:odd-001", "", "No crosswalk reads"),
    ("demo-pacific", "rejected", "oai:pacific.example:odd-003", "", "neither a title"),
]


@pytest.mark.parametrize(("source", "code", "record", "words", "reason"), FAULTS)
def test_a_faulty_record_is_named_with_its_words_and_the_reason(
    reports: dict[str, Report], source: str, code: str, record: str, words: str, reason: str
) -> None:
    found = kinds(reports[source], code)
    assert reason in found[record, words].what


def test_a_year_still_to_come_is_told(reports: dict[str, Report]) -> None:
    (kind,) = point(reports["demo-clyde"], "future-dates").kinds
    assert (kind.what, kind.example.record) == ("2042 (issued)", "oai:clyde.example:odd-002")


def test_an_empty_creator_is_a_missing_one(reports: dict[str, Report]) -> None:
    missing = point(reports["demo-pacific"], "no-creator")
    assert [each.record for each in missing.examples] == ["oai:pacific.example:odd-002"]


def test_markup_is_shown_as_it_came(reports: dict[str, Report]) -> None:
    found = kinds(reports["demo-clyde"], "mended")
    assert any(
        record == "oai:clyde.example:odd-006" and "<i>In situ</i>" in words
        for record, words in found
    )


def test_every_record_is_counted(home: Home, north: Report) -> None:
    live, withdrawn = home.ledger.totals()["demo-north"]
    rejected = point(north, "rejected").count
    assert (north.records, north.withdrawn) == (live, withdrawn)
    assert north.mapped == live - rejected
    assert all(share.filled <= share.total for share in north.shares)
    titles = next(share for share in north.shares if share.code == "title")
    assert (titles.filled, titles.total) == (north.mapped, north.mapped)


def test_what_is_missing_is_the_rest_of_what_is_filled(north: Report) -> None:
    missing = {p.code.removeprefix("no-"): p for p in north.points if p.code.startswith("no-")}
    for share in north.shares:
        lacking = missing[share.code].count if share.code in missing else 0
        assert lacking == share.total - share.filled


def test_samples_are_counted_as_samples_and_only_data_have_files(north: Report) -> None:
    shares = {share.code: share for share in north.shares}
    assert shares["sample-identifier"].unit == shares["igsn"].unit == "samples"
    assert shares["files"].total < north.mapped


def test_what_users_cannot_open_comes_first(north: Report) -> None:
    order = ["first", "next", "later"]
    urgencies = [order.index(point.urgency) for point in north.points]
    assert urgencies == sorted(urgencies)
    assert north.points[0].code == "rejected"


def test_every_point_says_what_it_costs_and_what_to_do_and_names_a_record(
    reports: dict[str, Report],
) -> None:
    for report in reports.values():
        for each in report.points:
            assert each.count > 0
            assert each.costs.endswith(".")
            assert each.advice
            assert each.examples or each.kinds


def test_words_of_other_vocabularies_are_not_called_unknown(reports: dict[str, Report]) -> None:
    report = reports["demo-firth"]
    codes = {each.code for each in report.points}
    said = {k.what for p in report.points if p.code == "unknown-words" for k in p.kinds}
    assert "no-title" in codes
    assert not any("harzburgite" in words or "Allende" in words for words in said)


def test_formats_that_lose_metadata_are_told_by_what_a_record_has(north: Report) -> None:
    lossy = point(north, "lossy-formats")
    assert {"tiff", "jpeg"} <= {kind.what for kind in lossy.kinds}
    assert not any("emsa" in kind.what or "h5oina" in kind.what for kind in lossy.kinds)
    assert "wip" in {kind.what for kind in point(north, "closed-formats").kinds}


def test_pages_that_are_no_records_are_told(reports: dict[str, Report]) -> None:
    pieces = {kind.example.record for kind in point(reports["demo-firth"], "broken").kinds}
    assert pieces == {"data/broken-json-ld", "data/no-json-ld", "data/moved-away"}


def test_nothing_is_written_by_looking(home: Home) -> None:
    before = home.ledger.head(), home.graph.cursor(), len(home.ledger.runs(limit=100))
    examine(home, "demo-clyde")
    assert (home.ledger.head(), home.graph.cursor(), len(home.ledger.runs(limit=100))) == before


def test_it_is_the_same_twice(home: Home, north: Report) -> None:
    again = examine(home, "demo-north")
    assert (again.shares, again.points) == (north.shares, north.points)
