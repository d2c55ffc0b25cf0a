"""Whatever a record holds, its graph is canonical N-Quads without a blank node."""

import json

import pyoxigraph as ox
import pytest
from any_record import records
from described import dublin_core, rum_lamella
from hypothesis import HealthCheck, given, settings
from pyld import jsonld as pyld

from harvester.graph import jsonld, nquads
from harvester.graph.context import context
from harvester.model import Record

slow = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def graph(record: Record) -> bytes:
    return nquads.graph(jsonld.document(record))


@slow
@given(records)
def test_every_node_has_an_address_that_a_strict_parser_takes(record: Record):
    quads = list(ox.parse(graph(record), ox.RdfFormat.N_QUADS))
    for quad in quads:
        assert isinstance(quad.subject, ox.NamedNode)
        assert isinstance(quad.object, ox.NamedNode | ox.Literal)
        assert quad.graph_name == ox.NamedNode(record.iri)
        assert quad.subject.value.startswith(record.iri)


@slow
@given(records)
def test_lines_are_sorted_and_each_stands_once(record: Record):
    lines = graph(record).splitlines(keepends=True)
    assert lines == sorted(set(lines))
    assert all(line.endswith(f" <{record.iri}> .\n".encode()) for line in lines)


@slow
@given(records)
def test_a_json_ld_processor_writes_the_same(record: Record):
    options = {"algorithm": "URDNA2015", "format": "application/n-quads"}
    assert pyld.normalize(in_context(record), options).encode() == graph(record)


@slow
@given(records)
def test_another_json_ld_processor_writes_the_same(record: Record):
    parsed = ox.parse(json.dumps(in_context(record)), ox.RdfFormat.JSON_LD)
    lines = (ox.serialize(parsed, format=ox.RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
    assert b"".join(sorted(set(lines))) == graph(record)


def in_context(record: Record) -> dict[str, object]:
    named = {"@id": record.iri, "@graph": [jsonld.document(record)]}
    return {"@context": context(), "@graph": [named]}


@slow
@given(records)
def test_a_record_that_lists_its_parts_in_another_order_says_the_same(record: Record):
    turned = record.model_copy(
        update={
            "samples": record.samples[::-1],
            "materials": record.materials[::-1],
            "dataset": record.dataset.model_copy(update={"files": record.dataset.files[::-1]}),
        }
    )
    ordered = b"primaryTopic"  # of two samples without identifier the first is the topic
    assert [line for line in graph(turned).splitlines() if ordered not in line] == [
        line for line in graph(record).splitlines() if ordered not in line
    ]


@pytest.mark.parametrize("record", [dublin_core(), rum_lamella()], ids=["plain", "rich"])
def test_turtle_says_the_same(record: Record):
    shown = {str(triple) for triple in ox.parse(nquads.turtle(record), ox.RdfFormat.TURTLE)}
    quads = ox.parse(graph(record), ox.RdfFormat.N_QUADS)
    assert shown == {str(quad.triple) for quad in quads}


def test_a_record_is_shown_as_json_ld_that_needs_no_network():
    text = jsonld.pretty(rum_lamella())
    shown = ox.serialize(ox.parse(text, ox.RdfFormat.JSON_LD), format=ox.RdfFormat.N_TRIPLES) or b""
    ending = f" <{rum_lamella().iri}> .".encode()
    wanted = [line.removesuffix(ending) + b" ." for line in graph(rum_lamella()).splitlines()]
    assert sorted(set(shown.splitlines())) == sorted(wanted)
