"""`quality`: the report in a terminal, as JSON and as a page."""

from pathlib import Path

import pytest
from running import Run

REPORT = {"source", "title", "address", "made", "demonstration", "records", "mapped", "withdrawn"}
REPORT |= {"shares", "points", "runs", "trend", "links"}
POINT = {"code", "urgency", "name", "count", "total", "unit", "costs", "advice", "examples"}
POINT |= {"kinds", "more", "share"}


def test_a_person_reads_what_to_do_first(lithoscope: Run, demonstration: Path) -> None:
    done = lithoscope("quality", "demo-north", home=demonstration)
    said = " ".join(done.out.split())
    assert (done.code, done.err) == (0, "")
    assert said.startswith("Quality of Demonstration: Northern Sample Register 58 records")
    assert "1. Records that cannot be used: 2 of 58 records" in said
    assert "oai:north.example:odd-002: 2021-13-45" in said
    assert said.index("First:") < said.index("Then:") < said.index("When there is time:")


def test_other_programs_get_one_object(lithoscope: Run, demonstration: Path) -> None:
    done = lithoscope("quality", "demo-clyde", "--json", home=demonstration)
    (said,) = done.each
    assert (done.code, done.err) == (0, "")
    assert said.keys() == REPORT
    assert all(point.keys() == POINT for point in said["points"])
    assert said["runs"][0]["verdict"] == "complete_with_rejects"
    assert all(0 <= share["share"] <= 1 for share in said["shares"])


def test_the_page_is_written_whole_and_named(
    lithoscope: Run, demonstration: Path, tmp_path: Path
) -> None:
    file = tmp_path / "clyde.html"
    done = lithoscope("quality", "demo-clyde", "--html", str(file), home=demonstration)
    assert (done.code, done.out) == (0, "")
    assert str(file) in done.err
    assert file.read_text("utf-8").rstrip().endswith("</html>")
    assert [each.name for each in file.parent.iterdir()] == ["clyde.html"]


def test_page_and_json_may_be_had_at_once(
    lithoscope: Run, demonstration: Path, tmp_path: Path
) -> None:
    file = tmp_path / "clyde.html"
    done = lithoscope("quality", "demo-clyde", "--html", str(file), "--json", home=demonstration)
    assert len(done.each) == 1
    assert file.is_file()


@pytest.mark.parametrize(
    ("name", "words"),
    [("demo-clide", "Did you mean demo-clyde?"), ("gfz", "gfz was never harvested")],
)
def test_what_cannot_be_reported_on_is_one_sentence(
    lithoscope: Run, demonstration: Path, name: str, words: str
) -> None:
    done = lithoscope("quality", name, "--json", home=demonstration)
    assert (done.code, done.out) == (2, "")
    assert words in " ".join(done.err.split())
    assert done.err.count("error") == 1


def test_a_file_that_cannot_be_written_is_told(
    lithoscope: Run, demonstration: Path, tmp_path: Path
) -> None:
    done = lithoscope("quality", "demo-clyde", "--html", str(tmp_path), home=demonstration)
    assert (done.code, done.out) == (2, "")
    assert f"{tmp_path}: cannot be written" in " ".join(done.err.split())
