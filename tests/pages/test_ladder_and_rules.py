"""Lengths as bars, and constraints of SHACL as sentences."""

import pytest
from rdflib import Graph, URIRef

from harvester.pages.constraints import sentence
from harvester.pages.ladder import bar, rungs
from harvester.pages.rules import shapes


def test_a_bar_begins_at_the_larger_end():
    assert (bar("1 m – 1 nm").left, bar("1 µm – 1 mm").left) == (0, pytest.approx(27.27))
    assert bar("1 µm – 1 mm").width == pytest.approx(27.27)
    assert bar("0.05 nm – 1 nm").left + bar("0.05 nm – 1 nm").width < 100


def test_the_ladder_has_words_at_every_thousandth():
    assert [words for words, _ in rungs()] == ["1 m", "1 mm", "1 µm", "1 nm"]


@pytest.mark.parametrize("text", ["", "1 µm", "small – large", "1 kV – 2 kV"])
def test_what_is_no_range_of_lengths_is_an_error(text: str):
    with pytest.raises(ValueError, match="no range"):
        bar(text)


def said(turtle: str) -> str:
    prefixes = (
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix dct: <http://purl.org/dc/terms/> ."
    )
    rule = "https://example.org/rule"
    graph = Graph().parse(
        data=f"{prefixes} <{rule}> sh:path dct:title ; {turtle} .", format="turtle"
    )
    return sentence(graph, URIRef(rule))


@pytest.mark.parametrize(
    ("turtle", "words"),
    [
        ("sh:minCount 1 ; sh:maxCount 1", "Exactly one."),
        ("sh:minCount 1", "One or more."),
        ("sh:maxCount 1", "At most one."),
        ("sh:minCount 1 ; sh:maxCount 2", "From 1 to 2."),
        ("sh:maxCount 0", "None."),
        ("sh:nodeKind sh:IRI", "Any number: a web address."),
        ("sh:class dct:Agent", "Any number: of class dct:Agent."),
        (
            "sh:or ( [ sh:class dct:Agent ] [ sh:class dct:Box ] )",
            "Any number: of class dct:Agent or dct:Box.",
        ),
        ('sh:in ( "a" "b" )', "Any number: one of a, b."),
        ("sh:maxInclusive 90 ; sh:minInclusive -90", "Any number: not below -90, not above 90."),
        (
            'sh:nodeKind sh:IRI ; sh:pattern "^https?://"',
            "Any number: a web address of http or https.",
        ),
        ('sh:pattern "^[A-Z]$"', "Any number: like the regular expression ^[A-Z]$."),
    ],
)
def test_a_constraint_is_a_sentence(turtle: str, words: str):
    assert said(turtle) == words


def test_a_constraint_without_words_is_an_error():
    with pytest.raises(KeyError):
        said("sh:qualifiedMinCount 1")


def test_the_values_of_a_vocabulary_are_told_by_its_name():
    rules = {rule.name: rule for shape in shapes() for rule in shape.rules}
    assert rules["measurement-technique"].scheme == "technique"
    assert (
        rules["measurement-technique"].sentence == "Exactly one: a concept of the scheme technique."
    )
    assert rules["dataset-landing-page"].scheme == ""
