"""A sample with its family, its measurements and their data: one tree of several records."""

from typing import Any

import pyoxigraph as ox
import pytest

from harvester.graph import framing
from harvester.home import Home
from harvester.iris import record_iri

SAMPLES = "https://catalogue.example/sample/"

GATHER = """
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX lith: <https://w3id.org/lithoscope/>
PREFIX sosa: <http://www.w3.org/ns/sosa/>
CONSTRUCT {
  ?sample a lith:VirtualSample ; dct:identifier ?number ; lith:hasMember ?told ;
          sosa:isSampleOf ?whole .
} WHERE {
  ?told dct:identifier ?number .
  FILTER STRSTARTS(?number, "igsn:10.5072/LSDEMR")
  BIND (IRI(CONCAT("SAMPLES", ?number)) AS ?sample)
  OPTIONAL {
    ?told sosa:isSampleOf/dct:identifier ?over .
    FILTER STRSTARTS(?over, "igsn:10.5072/LSDEMR")
    BIND (IRI(CONCAT("SAMPLES", ?over)) AS ?whole)
  }
}
"""
"""The samples of Rum as stated identity has them: a number is a sample."""


@pytest.fixture(scope="module")
def section(demo: Home) -> dict[str, Any]:
    """Thin section 07-14A as the frame shows it, from the graphs of all records that tell of it."""
    gathered = demo.graph.query(GATHER.replace("SAMPLES", SAMPLES)).ntriples()
    told = {
        triple.object.value.partition("#")[0]
        for triple in ox.parse(gathered, ox.RdfFormat.N_TRIPLES)
        if triple.predicate.value.endswith("hasMember")
    }
    graphs = b"".join(demo.graph.get(iri) for iri in sorted(told))
    tree = framing.framed(gathered + graphs, "virtual-sample")
    shown: dict[str, dict[str, Any]] = {each["id"]: each for each in tree["@graph"]}
    return shown[f"{SAMPLES}igsn:10.5072/LSDEMR14A"]


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def measurements(sample: dict[str, Any]) -> list[dict[str, Any]]:
    return [m for each in sample["member"] for m in listed(each.get("studiedBy", []))]


def test_it_stands_in_its_family(section: dict[str, Any]) -> None:
    assert section["sampleOf"] == f"{SAMPLES}igsn:10.5072/LSDEMR014"
    assert {each["identifier"] for each in section["part"]} == {
        "igsn:10.5072/LSDEMR14L",
        "igsn:10.5072/LSDEMR14R2",
        "igsn:10.5072/LSDEMR14T",
    }


def test_its_members_are_what_several_records_say_of_it(section: dict[str, Any]) -> None:
    base = "https://w3id.org/lithoscope/"
    records = {each["id"].partition("#")[0] for each in section["member"]}
    names = ("oai:clyde.example:rum-002", "oai:clyde.example:rum-004")
    assert {record_iri(base, "demo-clyde", name) for name in names} <= records
    assert all("Sample" in each["type"] for each in section["member"])


def test_what_was_measured_on_it_and_the_data_are_there(section: dict[str, Any]) -> None:
    slugs = {each["technique"].rpartition("/")[2] for each in measurements(section)}
    assert {"tl-ppl", "sem-bse", "fib-nt", "epma"} <= slugs
    data = [given for m in measurements(section) if isinstance(given := m.get("gave"), dict)]
    assert {"doi:10.5072/clyde.1004", "doi:10.5072/clyde.1012"} <= {d["identifier"] for d in data}
    assert all(each["title"] for each in data)


def test_what_was_measured_on_another_piece_is_not(section: dict[str, Any]) -> None:
    assert "xct" not in {each["technique"].rpartition("/")[2] for each in measurements(section)}
