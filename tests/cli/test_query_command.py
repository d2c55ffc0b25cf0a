"""`query`: a question by its name, to be read, edited and asked."""

import json
from pathlib import Path

from running import Run


def test_the_questions_are_listed(lithoscope: Run, demonstration: Path) -> None:
    done = lithoscope("query", "--list", home=demonstration)
    said = lithoscope("query", "--list", "--json", home=demonstration).each
    assert len(done.lines) == len(said) + 1
    assert all(each["name"] in line for each, line in zip(said, done.lines[1:], strict=True))
    assert {"raw-data-behind-a-figure", "same-locality-other-lab"} < {e["name"] for e in said}


def test_a_question_is_asked_by_its_name(lithoscope: Run, demonstration: Path) -> None:
    done = lithoscope("query", "raw-data-behind-a-figure", home=demonstration)
    assert done.lines[0].split() == ["record", "title", "level", "technique", "raw"]
    assert done.lines[-1].startswith("demo-clyde/oai:clyde.example:rum-004 ")
    assert done.err.strip() == "2 rows"


def test_a_question_is_edited_and_asked_again(
    lithoscope: Run, demonstration: Path, tmp_path: Path
) -> None:
    shown = lithoscope("query", "raw-data-behind-a-figure", "--show", home=demonstration)
    mine = tmp_path / "mine.rq"
    mine.write_text(shown.out.replace("doi:10.5072/clyde.1006", "doi:10.5072/clyde.2013"), "utf-8")
    done = lithoscope("query", str(mine), "--json", home=demonstration)
    (row,) = json.loads(done.out)["results"]["bindings"]
    assert row["record"]["value"] == "demo-clyde/oai:clyde.example:met-012"


def test_a_name_that_nothing_has_is_told_with_the_nearest(
    lithoscope: Run, demonstration: Path
) -> None:
    done = lithoscope("query", "images-of-sub-samples", home=demonstration)
    assert done.code == 2
    assert "images-of-any-sub-sample" in done.err


def test_nothing_asked_is_told(lithoscope: Run, demonstration: Path) -> None:
    done = lithoscope("query", home=demonstration)
    assert done.code == 2
    assert "query --list" in done.err
