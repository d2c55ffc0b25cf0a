"""The digital twin of the demonstration's thin section: from the rock to the atom-probe tip."""

import json

import pytest

from harvester import lookup, twin
from harvester.errors import UsageError
from harvester.home import Home
from harvester.identity.ids import sample_id
from harvester.twin import Twin

RECORD = "demo-clyde/oai:clyde.example:rum-002"
NUMBER = "igsn:10.5072/LSDEMR14A"


@pytest.fixture(scope="module")
def section(demo: Home) -> Twin:
    return twin.twin(demo, f"{RECORD}#{NUMBER}")


def test_it_has_one_place_in_its_family(section: Twin) -> None:
    (this,) = (each for each in section.pieces if each.this)
    assert this == section.this
    above = next(each for each in section.pieces if each.id == this.parent)
    below = [each for each in section.pieces if each.parent == this.id]
    assert "hand-specimen" in above.types
    assert {"fib-lamella", "atom-probe-tip"} <= {kind for each in below for kind in each.types}


def test_the_ladder_has_the_measurements_of_the_whole_family(section: Twin) -> None:
    used = {each.technique for each in section.virtual.measurements}
    assert {"xct", "sem-ebsd", "fib-nt", "apt-ms"} <= used
    assert len(section.own) < len(section.virtual.records)


def test_it_says_why_its_records_are_held_for_one_object(section: Twin) -> None:
    evidence = section.as_dict()["evidence"]
    assert evidence
    assert {rule["rule"] for link in evidence for rule in link["evidence"]} >= {"same_identifier"}
    assert all(0 < link["score"] <= 1 for link in evidence)


def test_it_is_json(section: Twin) -> None:
    said = json.loads(json.dumps(section.as_dict()))
    assert said["iri"].endswith(f"/sample/{section.id}")
    assert sum(each["this"] for each in said["family"]) == 1


def test_it_is_linked_data_in_one_tree(demo: Home, section: Twin) -> None:
    tree = twin.jsonld(demo, section)
    assert (tree["id"], tree["type"]) == (section.iri, "VirtualSample")
    assert len(tree["member"]) == len(section.family.sample.members)
    assert any("studiedBy" in each for each in tree["member"])
    assert tree["part"]
    assert tree["sampleOf"].endswith(section.this.parent or "-")


def test_every_id_that_a_member_has_leads_to_it(demo: Home, section: Twin) -> None:
    for iri in section.family.sample.members:
        found = twin.twin(demo, sample_id(iri))
        assert (found.id, found.asked) == (section.id, sample_id(iri))


def test_a_sample_of_one_record_has_a_twin_too(demo: Home) -> None:
    groups = demo.ledger.samples.changed(0, demo.ledger.head(), 10_000)
    alone = next(
        each.id
        for each in groups
        if each.kind == "group" and each.state and len(getattr(each.state, "members", ())) == 1
    )
    found = twin.twin(demo, alone)
    assert found.as_dict()["evidence"] == []
    assert twin.jsonld(demo, found)["id"] == found.iri


def test_what_is_no_sample_says_so(demo: Home) -> None:
    with pytest.raises(UsageError, match="lithoscope search"):
        twin.twin(demo, "a" * 16)
    assert not lookup.is_sample(demo, RECORD)
