"""Graphs come back as trees by the bundled frames, and no context is ever fetched."""

import pytest
from described import dublin_core, rum_lamella
from pyld import jsonld as pyld

from harvester.graph import framing, jsonld, nquads
from harvester.graph.context import CONTEXT_IRI
from harvester.model import Record


def graph(record: Record) -> bytes:
    return nquads.graph(jsonld.document(record))


@pytest.mark.parametrize("record", [dublin_core(), rum_lamella()], ids=["plain", "rich"])
def test_a_framed_record_is_one_tree_and_loses_nothing(record: Record):
    tree = framing.framed(graph(record), "record")
    assert tree["@context"] == CONTEXT_IRI
    assert tree["id"] == record.iri
    again = nquads.graph({key: value for key, value in tree.items() if key != "@context"})
    assert again == graph(record)


def test_samples_stand_once_and_measurements_point_to_them():
    tree = framing.framed(graph(rum_lamella()), "record")["describes"]
    lamella = next(each for each in tree["sample"] if each["name"] == "07-14A-L1")
    tomography = next(each for each in tree["measurement"] if "condition" in each)
    assert tomography["of"] == lamella["id"]


def test_the_frames_of_datasets_and_samples_pick_theirs():
    assert framing.framed(graph(rum_lamella()), "dataset")["version"] == "1.2"
    samples = framing.framed(graph(rum_lamella()), "sample")["@graph"]
    assert {each["name"] for each in samples} == {"07-14", "07-14A-L1"}


def test_expanding_and_compacting_give_the_same_graph():
    document = jsonld.document(rum_lamella())
    compacted = framing.compact(framing.expand(document))
    again = nquads.graph({key: value for key, value in compacted.items() if key != "@context"})
    assert again == graph(rum_lamella())


def test_our_context_is_known_by_its_address():
    assert framing.expand({"@context": CONTEXT_IRI, "name": "Rum"})


def test_another_context_is_refused():
    foreign = {"@context": "https://schema.org/docs/jsonldcontext.jsonld", "name": "Rum"}
    with pytest.raises(pyld.JsonLdError, match="loading remote context failed"):
        framing.expand(foreign)
