"""`match`: links of plain rows on the command line."""

import json
from pathlib import Path

from typer.testing import CliRunner

from harvester.cli import app

LEFT = (
    '{"id": "m1", "name": "NWA7034", "lab": "Bern"}\n{"id": "m2", "name": "A-1", "lab": "Bern"}\n'
)
RIGHT = (
    '{"id": "o1", "name": "Northwest Africa 7034"}\n{"id": "o2", "name": "A-1", "lab": "Jena"}\n'
)


def test_a_link_is_one_line_with_its_evidence(tmp_path: Path):
    left, right = tmp_path / "left.jsonl", tmp_path / "right.jsonl"
    left.write_text(LEFT, "utf-8")
    right.write_text(RIGHT, "utf-8")
    done = CliRunner().invoke(app, ["match", "rows", str(left), "--against", str(right), "--json"])
    assert done.exit_code == 0
    [link] = map(json.loads, done.stdout.splitlines())
    assert (link["left"], link["right"], link["relation"]) == ("m1", "o1", "same")
    assert (link["decision"], 0 < link["score"] <= 1) == ("certain", True)
    assert link["evidence"][0]["left"] == "NWA7034"


def test_a_line_that_is_no_row_is_named_and_the_others_are_linked(tmp_path: Path):
    left = tmp_path / "left.jsonl"
    left.write_text(LEFT + "oops\n" + LEFT.replace('"m', '"n'), "utf-8")
    done = CliRunner().invoke(app, ["match", "rows", str(left), "--json"])
    assert done.exit_code == 3
    assert "line 3" in done.stderr
    assert len(done.stdout.splitlines()) == 2


def test_why_two_rows_are_not_linked(tmp_path: Path):
    both = tmp_path / "both.jsonl"
    both.write_text(LEFT + RIGHT, "utf-8")
    done = CliRunner().invoke(app, ["match", "explain", str(both), "m2", "o2", "--json"])
    link = json.loads(done.stdout)
    assert link["relation"] is None
    assert any("another laboratory" in each["text"] for each in link["evidence"])


def test_names_of_authority_lists_are_known_given_or_loaded(tmp_path: Path):
    rows, names, home = tmp_path / "rows.jsonl", tmp_path / "names.csv", tmp_path / "home"
    rows.write_text(
        '{"id": "a", "name": "Peekskall"}\n{"id": "b", "name": "Peekskill"}\n'
        '{"id": "c", "name": "Schoenenberg"}\n',
        "utf-8",
    )
    names.write_text("name,synonyms\nPeekskill,Schoenenberg\n", "utf-8")

    def linked(*more: str) -> set[tuple[str, str]]:
        words = ["--home", str(home), "match", "rows", str(rows), "--json", *more]
        done = CliRunner().invoke(app, words)
        assert done.exit_code == 0, done.output
        return {(link["left"], link["right"]) for link in map(json.loads, done.stdout.splitlines())}

    every = {("a", "b"), ("a", "c"), ("b", "c")}
    assert linked() == set()
    assert linked("--authority", str(names)) == every
    CliRunner().invoke(app, ["--home", str(home), "authority", "load", str(names)])
    assert linked() == every
    said = ["--home", str(home), "match", "explain", str(rows), "a", "c", "--json"]
    assert json.loads(CliRunner().invoke(app, said).stdout)["relation"] == "same"


def test_points_are_learned_from_labels_and_written_beside_the_table(tmp_path: Path):
    rows, labels, out = (tmp_path / name for name in ("rows.jsonl", "labels.tsv", "weights.tsv"))
    rows.write_text(LEFT + RIGHT, "utf-8")
    labels.write_text("left\tright\trelation\nm1\to1\tsame\nm2\to2\tdifferent\n", "utf-8")
    command = ["match", "learn", str(rows), "--labels", str(labels), "--out", str(out)]
    assert CliRunner().invoke(app, command).exit_code == 0
    heading, *lines = (line.split("\t") for line in out.read_text("utf-8").splitlines())
    assert heading[:3] == ["rule", "points", "proposed"]
    [find] = [line for line in lines if line[0] == "same_find"]
    assert float(find[2]) > 0
    again = CliRunner().invoke(app, command)
    assert again.exit_code == 2
    assert "there already" in again.stderr


def test_other_points_are_tried_before_they_are_taken(tmp_path: Path):
    rows, weights = tmp_path / "rows.jsonl", tmp_path / "weights.tsv"
    rows.write_text(LEFT + RIGHT, "utf-8")
    weights.write_text("rule\tpoints\nsame_find\t-9\n", "utf-8")
    command = ["match", "rows", str(rows), "--json"]
    before, after = (
        json.loads(CliRunner().invoke(app, [*command, *more]).stdout)["relation"]
        for more in ([], ["--weights", str(weights)])
    )
    assert (before, after) == ("same", "same_origin")
