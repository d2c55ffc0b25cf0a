"""Records as lines: the interface that other programs read."""

import json
from collections.abc import Iterator

import pytest
from catalogue import home_in, iris, repository
from changing import Changing, identifier

from harvester.exporting import jsonl, links
from harvester.home import Home
from harvester.ledger.samples import Judgement
from harvester.projection import project
from harvester.road import harvest

TITLE = "EBSD and EDS maps of chromitite 07-14"
DESCRIPTION = (
    "<dc:description>Polished thin section 07-14A was cut from Rum chromitite 07-14. "
    "We acquired EBSD maps and EDS spectra; Raman spectroscopy is planned.</dc:description>"
)
SECTION = (
    "<dc:type>PhysicalObject</dc:type><dc:subject>thin section</dc:subject>"
    "<dc:identifier>https://doi.org/10.5072/LSDEM14A</dc:identifier>"
)


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory) -> Iterator[Home]:
    home = home_in(tmp_path_factory.mktemp("export"))
    rum = Changing()
    rum.put("maps", title=TITLE, dc=DESCRIPTION)
    rum.put("gone")
    rum.remove("gone")
    rum.put("bare", title=" ")
    rum.put("section", title="Thin section 07-14A", dc=SECTION)
    with rum.serve() as server:
        harvest(home, repository(server.url))
        harvest(home, repository(server.url, "skye"))
    yield home
    home.close()


def lines(home, source=None) -> dict[str, dict]:
    """By the ends of the identifiers."""
    found = [json.loads(line) for line in jsonl(home, source)]
    return {each["identifier"].rpartition(":")[2]: each for each in found}


def test_a_record_is_one_line(catalogue) -> None:
    whole = b"".join(jsonl(catalogue, "rum"))
    assert whole.count(b"\n") == 3
    assert whole.endswith(b"}\n")


def test_what_a_line_says_of_a_record(catalogue) -> None:
    line = lines(catalogue, "rum")["maps"]
    samples = line.pop("samples")
    assert line == {
        "source": "rum",
        "identifier": identifier("maps"),
        "datestamp": "2026-11-01T00:00:00Z",
        "deleted": False,
        "iri": iris(["maps"])[0],
        "title": TITLE,
        "techniques": ["sem-ebsd", "sem-eds"],
    }
    assert all(set(each) == {"name", "identifiers", "type", "parent"} for each in samples)


def test_what_a_line_says_of_a_sample(catalogue) -> None:
    (sample,) = lines(catalogue, "rum")["section"]["samples"]
    assert sample["identifiers"] == ["https://doi.org/10.5072/lsdem14a"]
    assert sample["type"] == "thin-section"


def test_a_tombstone_has_a_line_too(catalogue) -> None:
    assert lines(catalogue, "rum")["gone"] == {
        "source": "rum",
        "identifier": identifier("gone"),
        "datestamp": "2026-11-01T02:00:00Z",
        "deleted": True,
        "iri": iris(["gone"])[0],
        "title": None,
        "techniques": [],
        "samples": [],
    }


def test_what_was_rejected_has_none(catalogue) -> None:
    assert "bare" not in lines(catalogue, "rum")


def test_all_sources_or_one(catalogue) -> None:
    everything = [json.loads(line)["source"] for line in jsonl(catalogue)]
    assert sorted(everything) == ["rum"] * 3 + ["skye"] * 3
    assert {line["source"] for line in lines(catalogue, "skye").values()} == {"skye"}
    assert lines(catalogue, "atlantis") == {}


def test_the_same_is_exported_twice(catalogue) -> None:
    assert list(jsonl(catalogue)) == list(jsonl(catalogue))


def test_techniques_and_titles_are_those_of_the_index(catalogue) -> None:
    documents = {each["iri"]: each for each in catalogue.index.documents()}
    exported = [json.loads(line) for line in jsonl(catalogue)]
    live = {each["iri"]: each for each in exported if not each["deleted"]}
    assert live.keys() == documents.keys()
    for iri, document in documents.items():
        assert live[iri]["title"] == document["title"]
        assert live[iri]["techniques"] == document["techniques"]
        named = {sample["name"] for sample in live[iri]["samples"]} - {None}
        assert sorted(named) == document["samples"]


def test_the_datestamp_is_that_with_which_a_record_came_last(home) -> None:
    """Though it brought nothing new and so made no version."""
    rum = Changing()
    rum.fill(1, 2)
    with rum.serve() as server:
        harvest(home, repository(server.url))
        rum.put("001")
        harvest(home, repository(server.url))
    assert lines(home)["001"]["datestamp"] == "2026-11-01T02:00:00Z"
    assert lines(home)["002"]["datestamp"] == "2026-11-01T01:00:00Z"
    assert home.ledger.head() == 2


def test_a_link_is_one_line_with_both_records_and_why(catalogue) -> None:
    found = [json.loads(line) for line in links(catalogue)]
    same = next(
        each
        for each in found
        if each["relation"] == "same" and each["left"]["identifier"] == identifier("section")
    )
    assert {same["left"]["source"], same["right"]["source"]} == {"rum", "skye"}
    assert same["right"]["identifier"] == identifier("section")
    assert same["left"]["record"] + "#" in same["left"]["sample"]
    assert same["left"]["id"] == same["right"]["id"]
    assert same["decision"] == "certain"
    assert 0.5 < same["score"] <= 1
    assert same["decided_by"].startswith("rules ")
    assert {"rule", "text", "left", "right", "points"} <= same["evidence"][0].keys()
    assert same["link"].endswith(tuple(each.id for each in catalogue.ledger.samples.links()))


def test_of_a_link_to_what_is_derived_the_line_says_which_one_is(catalogue) -> None:
    given = catalogue.ledger.samples.links()[0]
    judged = Judgement(given.left, given.right, "derived", "Ada", part=given.right)
    catalogue.ledger.samples.judge(judged)
    project(catalogue)
    (line,) = (
        found
        for each in links(catalogue)
        if (found := json.loads(each))["decided_by"].startswith("judgement")
    )
    assert (line["relation"], line["derived"]) == ("derived", "right")
    assert line["evidence"][0]["rule"] == "judgement"
