"""`demo`: what a stranger sees first, and every command that it tells him to type."""

import json
import re
import shlex
import sys
from pathlib import Path

import pytest
from listing import repository
from running import Done, Run

from harvester.demo.questions import RECORD
from harvester.ontology import scheme
from tests.demo.answer_key import answers, relation


def test_it_ends_well_though_some_of_its_records_are_faulty(demo: Done) -> None:
    assert demo.code == 0
    assert demo.out.count("complete with rejects") == 7
    assert demo.err.count("Why were some rejected?") == 1


def test_it_says_that_its_data_is_invented(demo: Done) -> None:
    assert "invented measurements" in demo.out
    assert "invented measurements" in demo.err


def test_it_answers_four_questions(demo: Done) -> None:
    assert re.findall(r"^\d\. .*", demo.out, re.M) == [
        "1. A search",
        "2. A record as JSON-LD (here without its details)",
        "3. A SPARQL query",
        "4. One sample in five repositories, and its relatives",
    ]


def test_every_command_that_it_shows_works(
    demo: Done, demonstration: Path, lithoscope: Run
) -> None:
    commands = re.findall(r"^\$ lithoscope --home \S+ (.*)$", demo.err, re.M)
    commands += re.findall(r"^ +lithoscope (show .*)$", demo.out, re.M)
    assert len(commands) == 4 + 3 + 4
    for command in commands:
        done = lithoscope(*shlex.split(command), home=demonstration)
        assert (done.code, bool(done.out)) == (0, True)


def test_the_record_it_shows_is_the_heart_of_the_whole_one(
    demo: Done, demonstration: Path, lithoscope: Run
) -> None:
    text = demo.out[demo.out.index("\n{") : demo.out.index("\n}") + 2]
    heart = json.loads(text)
    whole = json.loads(lithoscope("show", "/".join(RECORD), "--json", home=demonstration).out)
    assert heart["id"] == whole["id"]
    assert heart["describes"]["title"] == whole["describes"]["title"]
    assert len(heart["describes"]["sample"]) == len(whole["describes"]["sample"])
    assert len(text.splitlines()) < 50


def test_its_query_finds_one_sample_in_two_laboratories(
    demonstration: Path, lithoscope: Run
) -> None:
    """By the answer key: one scanned it, another studied it or another part of it."""
    done = lithoscope(
        "query", str(demonstration / "demonstration.rq"), "--json", home=demonstration
    )
    rows = [
        {name: cell["value"] for name, cell in row.items()}
        for row in json.loads(done.out)["results"]["bindings"]
    ]
    assert len(rows) >= 3
    for row in rows:
        scans = samples(row["tomography"], "xct")
        studies = samples(row["elsewhere"], row["technique"])
        related = {relation(one, other) for one in scans for other in studies}
        assert related & {"same", "derived", "same_parent"}, row


def samples(source: str, technique: str) -> set[str]:
    """Those on which a repository used it or a narrower one, as the answer key names them."""
    wanted = {technique, *scheme("technique").narrower(technique)}
    return {
        sample
        for each in answers()
        if each.repository == source and wanted & each.techniques
        for sample in each.samples
    }


def test_it_can_be_shown_again(catalogue: Path, lithoscope: Run) -> None:
    again = lithoscope("demo", "--no-serve", "--json", home=catalogue)
    *runs, answered = again.each
    assert again.code == 0
    assert [run["source"] for run in runs] == [
        "demo-clyde",
        "demo-alps",
        "demo-pacific",
        "demo-north",
        "demo-tay",
        "demo-orkney",
        "demo-firth",
    ]
    assert answered["questions"]["search"]["total"] > 5
    assert answered["questions"]["sparql"]["results"]["bindings"]
    elsewhere = {each["source"] for each in answered["questions"]["related"]["same_sample"]}
    assert len(elsewhere) >= 5


@pytest.mark.usefixtures("no_pauses")
def test_its_repositories_are_gone_afterwards_and_that_is_said(
    catalogue: Path, lithoscope: Run
) -> None:
    done = lithoscope("harvest", "demo-alps", home=catalogue)
    assert done.code == 5
    assert "answer only while `lithoscope demo` runs" in done.err


def test_it_does_not_mix_its_data_with_others(lithoscope: Run) -> None:
    with repository() as server:
        lithoscope("source", "add", server.url, "--name", "rum", "--allow-private")
        lithoscope("harvest")
    refused = lithoscope("demo")
    assert (refused.code, refused.out) == (2, "")
    assert "holds records of rum" in " ".join(refused.err.split())


def test_without_a_home_it_has_one_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from harvester.cli import demo
    from harvester.cli.session import Session

    class Context:
        def find_object(self, _: type) -> Session:
            return Session(None, {})

    monkeypatch.delenv("LITHOSCOPE_HOME", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "linux")
    assert demo._folder(Context()) == tmp_path / "lithoscope-demo"
