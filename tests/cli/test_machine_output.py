"""What other programs rely on: keys, types, counts; on standard output, and nothing else there."""

import json
from pathlib import Path
from typing import Any

import pytest
from running import Run

from harvester.demo.questions import SPARQL

HARVEST = {
    "source": str,
    "verdict": str,
    "seen": int,
    "stored": int,
    "unchanged": int,
    "deleted": int,
    "rejected": int,
    "expected": int | None,
    "message": str,
    "run": int,
}
EXPORT = {
    "source": str,
    "identifier": str,
    "datestamp": str,
    "deleted": bool,
    "iri": str,
    "title": str | None,
    "techniques": list,
    "samples": list,
}
SAMPLE = {"name": str | None, "identifiers": list, "type": str | None, "parent": str | None}
HIT = {
    "iri": str,
    "source": str,
    "identifier": str,
    "title": str,
    "techniques": list,
    "demonstration": bool,
    "score": float,
}


def assert_shape(said: dict[str, Any], shape: dict[str, Any]) -> None:
    assert list(said) == list(shape)
    for name, kind in shape.items():
        assert isinstance(said[name], kind), (name, said[name])


# --- runs


def test_a_run_is_a_line_whose_counts_add_up(lithoscope: Run, demonstration: Path) -> None:
    done = lithoscope("runs", "list", "--json", home=demonstration)
    runs = done.each
    assert (done.code, done.err) == (0, "")
    assert len(runs) == 7
    for run in runs:
        assert_shape(run, HARVEST | {"started": str, "ended": str})
        counted = run["stored"] + run["unchanged"] + run["deleted"] + run["rejected"]
        assert run["seen"] == counted == run["expected"]
        assert run["verdict"] == "complete_with_rejects"


def test_one_run_comes_with_its_windows(lithoscope: Run, demonstration: Path) -> None:
    (run,) = lithoscope("runs", "show", "1", "--json", home=demonstration).each
    (window,) = run["windows"]
    assert (window["status"], window["format"], window["set"]) == ("done", "oai_datacite", None)
    assert (window["pages"], window["records"]) == (4, run["seen"])


# --- export


def test_every_record_and_tombstone_is_a_line_of_the_export(
    lithoscope: Run, demonstration: Path
) -> None:
    done = lithoscope("export", "--format", "jsonl", home=demonstration)
    lines = done.each
    runs = lithoscope("runs", "list", "--json", home=demonstration).each
    assert (done.code, done.err) == (0, "")
    assert sum(line["deleted"] for line in lines) == sum(run["deleted"] for run in runs)
    assert sum(not line["deleted"] for line in lines) == sum(run["stored"] for run in runs)
    for line in lines:
        assert_shape(line, EXPORT)
        assert line["iri"].startswith("https://w3id.org/lithoscope/record/")
        for sample in line["samples"]:
            assert_shape(sample, SAMPLE)


def test_a_tombstone_says_only_what_is_known_of_it(lithoscope: Run, demonstration: Path) -> None:
    lines = lithoscope("export", home=demonstration).each
    gone = next(line for line in lines if line["deleted"])
    assert (gone["title"], gone["techniques"], gone["samples"]) == (None, [], [])
    assert gone["datestamp"]


def test_the_export_of_one_source_is_its_own(lithoscope: Run, demonstration: Path) -> None:
    done = lithoscope("export", "--source", "demo-alps", home=demonstration)
    assert {line["source"] for line in done.each} == {"demo-alps"}


def test_the_graph_is_exported_as_sorted_quads_without_the_provenance(
    lithoscope: Run, demonstration: Path
) -> None:
    quads = lithoscope("export", "--format", "nquads", home=demonstration).lines
    assert len(quads) == len(set(quads)) > 10_000
    assert all(quad.endswith("> .") for quad in quads)
    assert not any("/provenance/" in quad.rsplit(" <", 1)[1] for quad in quads)


def test_an_export_to_a_file_is_the_same_as_to_the_terminal(
    lithoscope: Run, demonstration: Path, tmp_path: Path
) -> None:
    file = tmp_path / "records.jsonl"
    (said,) = lithoscope("export", "--output", str(file), "--json", home=demonstration).each
    lines = file.read_text("utf-8").splitlines()
    assert said == {"file": str(file), "lines": len(lines)}
    assert lines == lithoscope("export", home=demonstration).lines
    assert list(tmp_path.iterdir()) == [file]


# --- search and query


def test_a_search_tells_how_many_there_are_and_the_best_of_them(
    lithoscope: Run, demonstration: Path
) -> None:
    done = lithoscope("search", "Rum chromitite", "--limit", "3", "--json", home=demonstration)
    (said,) = done.each
    assert (done.code, done.err) == (0, "")
    assert list(said) == ["total", "hits", "also", "close", "instead"]
    assert said["total"] > len(said["hits"]) == 3
    for hit in said["hits"]:
        assert_shape(hit, HIT)
    scores = [hit["score"] for hit in said["hits"]]
    assert scores == sorted(scores, reverse=True)


def test_nothing_found_is_an_answer(lithoscope: Run, demonstration: Path) -> None:
    done = lithoscope("search", "xyzzyplugh", "--json", home=demonstration)
    assert (done.code, done.each) == (
        0,
        [{"total": 0, "hits": [], "also": [], "close": False, "instead": ""}],
    )


def test_a_query_gives_the_standard_results(lithoscope: Run, demonstration: Path) -> None:
    done = lithoscope("query", "-", "--json", home=demonstration, stdin=SPARQL)
    said = json.loads(done.out)
    assert said["head"]["vars"] == ["sample", "tomography", "technique", "elsewhere"]
    assert {row["sample"]["type"] for row in said["results"]["bindings"]} == {"literal"}


def test_yes_or_no_is_a_standard_result_too(lithoscope: Run, demonstration: Path) -> None:
    done = lithoscope("query", "-", "--json", home=demonstration, stdin="ASK { ?s ?p ?o }")
    assert json.loads(done.out)["boolean"] is True


def test_triples_are_n_triples_or_json_ld(lithoscope: Run, demonstration: Path) -> None:
    query = "CONSTRUCT WHERE { ?s <https://w3id.org/lithoscope/source> 'demo-alps' }"
    triples = lithoscope("query", "-", home=demonstration, stdin=query).lines
    nodes = json.loads(lithoscope("query", "-", "--json", home=demonstration, stdin=query).out)
    assert {line.rsplit(" ", 2)[1] for line in triples} == {'"demo-alps"'}
    assert {node["@id"] for node in nodes} == {line.split("> ")[0][1:] for line in triples}


# --- the other commands


def test_a_source_is_a_line_with_its_last_verdict(lithoscope: Run, demonstration: Path) -> None:
    sources = lithoscope("source", "list", "--json", home=demonstration).each
    assert [source["name"] for source in sources] == [
        "demo-alps",
        "demo-clyde",
        "demo-firth",
        "demo-north",
        "demo-orkney",
        "demo-pacific",
        "demo-tay",
    ]
    for source in sources:
        (shown,) = lithoscope("source", "show", source["name"], "--json", home=demonstration).each
        assert shown.items() >= source.items()
        assert source["demonstration"] is True
        assert source["verdict"] == "complete_with_rejects"
        assert source["records"] >= 3


def test_a_reject_is_a_line_with_its_reason_and_can_be_had_as_it_came(
    lithoscope: Run, demonstration: Path
) -> None:
    rejects = lithoscope("rejects", "list", "--json", home=demonstration).each
    for reject in rejects:
        assert list(reject) == ["source", "identifier", "reason", "seq", "run"]
        if not reject["identifier"]:
            continue  # what came without a name cannot be asked for by one
        name = (reject["source"], reject["identifier"])
        (shown,) = lithoscope("rejects", "show", *name, "--json", home=demonstration).each
        assert shown == reject | {"raw": shown["raw"]}
        assert reject["identifier"] in shown["raw"] or "<html" in shown["raw"]


def test_a_record_is_json_ld(lithoscope: Run, demonstration: Path) -> None:
    name = "demo-clyde/oai:clyde.example:rum-012"
    done = lithoscope("show", name, "--json", home=demonstration)
    assert done.out == lithoscope("show", name, "--format", "jsonld", home=demonstration).out
    assert json.loads(done.out)["source"] == "demo-clyde"


def test_a_tombstone_is_its_history(lithoscope: Run, demonstration: Path) -> None:
    gone = next(line for line in lithoscope("export", home=demonstration).each if line["deleted"])
    (said,) = lithoscope("show", gone["iri"], "--json", home=demonstration).each
    assert (said["identifier"], said["deleted"]) == (gone["identifier"], True)
    assert [version["deleted"] for version in said["versions"]][-1] is True


def test_the_state_of_the_stores_is_said(lithoscope: Run, catalogue: Path) -> None:
    (verified,) = lithoscope("verify", "--json", home=catalogue).each
    assert verified["lag"] == {"graph": 0, "index": 0}
    assert verified["differing"] == []
    (rebuilt,) = lithoscope("rebuild", "index", "--json", home=catalogue).each
    (retried,) = lithoscope("rejects", "retry", "--json", home=catalogue).each
    assert rebuilt["stores"] == ["index"]
    assert (retried["mapped"], retried["retried"]) == (0, retried["rejected"])
    assert lithoscope("repair", "--json", home=catalogue).each == [{"mended": 0}]


def test_doctor_tells_settings_and_checks(lithoscope: Run, demonstration: Path) -> None:
    (said,) = lithoscope("doctor", "--json", home=demonstration).each
    origins = {setting["name"]: setting["from"] for setting in said["settings"]}
    assert origins["home"] == "flag"
    assert origins["base_url"] == "default"
    assert {check["what"] for check in said["checks"]} >= {"ledger", "graph", "index", "crosswalks"}
    assert all(check["ok"] for check in said["checks"])


def test_doctor_shows_no_password_of_an_address(
    lithoscope: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LITHOSCOPE_GRAPH_URL", "http://me:hid@den@127.0.0.1:9/rocks")
    said = lithoscope("doctor", "--json").out
    assert "http://***@127.0.0.1:9/rocks" in said
    assert "den@" not in said


@pytest.mark.parametrize("command", ["source list", "runs list", "rejects list", "export"])
def test_an_empty_catalogue_is_no_line_at_all(lithoscope: Run, command: str) -> None:
    done = lithoscope(*command.split(), "--json")
    assert (done.code, done.out, done.err) == (0, "", "")
