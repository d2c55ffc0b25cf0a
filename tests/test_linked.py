"""Linked data of any form become the same nodes; what is hostile or too much is refused."""

import json
from typing import Any

import pytest

from harvester import parse
from harvester.errors import SkipRecord
from harvester.record import Change, Linked, Parsed

NAME = "http://schema.org/name"


def parsed(raw: bytes | str | dict[str, Any] | list[Any]) -> Parsed:
    text = raw if isinstance(raw, bytes | str) else json.dumps(raw)
    given = text.encode() if isinstance(text, str) else text
    return parse.parse(Change(1, "lab", "x", "schema_org", "2020-01-01", False, given, b""))


def nodes(raw: Any) -> tuple[dict[str, Any], ...]:
    tree = parsed(raw).tree
    assert isinstance(tree, Linked)
    return tree.nodes


@pytest.mark.parametrize(
    "context",
    ["http://schema.org", "https://schema.org/", "https://schema.org/docs/jsonldcontext.jsonld"],
)
def test_a_context_is_known_by_all_its_addresses(context):
    (node,) = nodes({"@context": context, "@type": "Dataset", "name": "Slab"})
    assert (node["@type"], node[NAME]) == (["http://schema.org/Dataset"], ["Slab"])


@pytest.mark.parametrize(
    "raw",
    [
        '{"@id": "urn:a", "urn:p": {"@id": "urn:b", "urn:q": "1"}}',
        '{"@graph": [{"@id": "urn:a", "urn:p": [{"@id": "urn:b"}]},'
        ' {"@id": "urn:b", "urn:q": "1"}]}',
        '<urn:a> <urn:p> <urn:b> . <urn:b> <urn:q> "1" .',
        '@prefix u: <urn:> . u:a u:p u:b . u:b u:q "1" .',
        '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:u="urn:">'
        '<r:Description r:about="urn:a"><u:p><r:Description r:about="urn:b"><u:q>1</u:q>'
        "</r:Description></u:p></r:Description></r:RDF>",
    ],
)
def test_every_syntax_gives_the_same_nodes(raw):
    raw = raw if raw[0] != "{" else json.dumps({"@context": {}} | json.loads(raw))
    first, second = sorted(nodes(raw), key=lambda node: node["@id"])
    assert first["urn:p"] == [second]
    assert second == {"@id": "urn:b", "urn:q": ["1"]}


def test_nothing_is_fetched_and_terms_of_an_unknown_context_are_read_as_written():
    result = parsed({"@context": "file:///etc/hostname", "@id": "urn:a", "label": "Slab"})
    assert isinstance(result.tree, Linked)
    assert result.tree.nodes[0]["label"] == ["Slab"]
    assert [(f.code, f.value) for f in result.findings] == [
        ("unknown-context", "file:///etc/hostname")
    ]


def test_nodes_may_hold_each_other_in_circles():
    pair = [{"@id": "_:a", "urn:p": {"@id": "_:b"}}, {"@id": "_:b", "urn:p": {"@id": "_:a"}}]
    first, second = nodes({"@context": {}, "@graph": pair})
    assert first["urn:p"][0] is second
    assert second["urn:p"][0] is first


def deep(levels: int) -> dict[str, Any]:
    made: dict[str, Any] = {"urn:p": "1"}
    for _ in range(levels):
        made = {"urn:p": made}
    return {"@context": {}} | made


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (deep(120), "100 levels"),
        ({"@context": {}, "urn:p": ["x"] * 50_001}, "50,000 values"),
        ({"@context": {f"t{i}": f"urn:{i}" for i in range(5_001)}, "@id": "urn:a"}, "5,000 terms"),
        ({"@graph": [{"@context": {"a": "urn:a"}}] * 501}, "500 contexts"),
        ({"@context": {"a": "b", "b": "a"}, "a": "1"}, "no JSON-LD"),
        ({"@context": {"@vocab": 5}, "a": "1"}, "no JSON-LD"),
        ({"@context": {}, "@type": 5}, "no JSON-LD"),
        ("<urn:a> <urn:p> <urn:b> .\n" * 50_001, "50,000 triples"),
        ("<urn:a> <urn:p> " + "[ <urn:p> " * 60_000, "no RDF"),
        ("<urn:a> <urn:p> ( ( (", "no RDF"),
        ('@prefix u: <urn:> . u:a u:p "', "no RDF"),
    ],
)
def test_what_is_too_much_or_broken_is_refused_in_words(raw, words):
    with pytest.raises(SkipRecord, match=words):
        parsed(raw)
