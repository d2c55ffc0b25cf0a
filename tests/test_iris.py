"""Addresses depend on what a thing is, and survive every character an identifier may have."""

from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from harvester.iris import NAMESPACE, part_iri, record_iri


@given(st.text(min_size=1, max_size=80).filter(lambda s: s.isprintable()))
def test_an_identifier_comes_back_from_its_address(identifier: str):
    iri = record_iri(NAMESPACE, "gfz", identifier)
    assert NamedNode(iri).value == iri
    assert unquote(iri.removeprefix(NAMESPACE + "record/gfz/")) == identifier


def test_two_identifiers_have_two_addresses():
    assert record_iri(NAMESPACE, "a", "b/c") != record_iri(NAMESPACE, "a/b", "c")


def test_a_part_keeps_its_address_whatever_stands_beside_it():
    record = record_iri(NAMESPACE, "gfz", "oai:1")
    assert part_iri(record, "sample", "NWA 869") == part_iri(record, "sample", "NWA 869")
    assert part_iri(record, "sample", "NWA 869").startswith(record + "#sample-")
