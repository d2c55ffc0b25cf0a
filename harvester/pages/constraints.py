"""What a property shape asks of the values, in words."""

import re
from collections.abc import Callable

from rdflib import RDF, SH
from rdflib.graph import Graph
from rdflib.term import Literal, Node, URIRef

from harvester.iris import NAMESPACE
from harvester.pages.names import curie

ELSEWHERE = {SH.path, SH.severity, SH.message, SH.minCount, SH.maxCount, RDF.type}
"""Parts of a shape that are told beside the sentence or at its beginning."""

OURS = re.compile(rf"^\^?{re.escape(NAMESPACE)}([a-z-]+)/")
DATATYPES = {
    "xsd:string": "a plain text",
    "xsd:decimal": "a decimal number",
    "xsd:integer": "a whole number",
    "xsd:date": "a day",
    "xsd:dateTime": "a day and time",
    "edtf:EDTF": "a date as EDTF writes it",
    "geo:wktLiteral": "a geometry in well-known text",
}


def sentence(graph: Graph, rule: Node) -> str:
    """How many values there may be and what each must be.

    Raises:
        KeyError: the shape uses a part of SHACL that has no words here.
    """
    said = {
        part: WORDS[URIRef(str(part))](graph, value)
        for part, value in graph.predicate_objects(rule)
        if part not in ELSEWHERE
    }
    if SH.pattern in said:  # it tells more than that there is an address
        said.pop(SH.nodeKind, None)
    qualities = ", ".join(said[part] for part in WORDS if part in said)
    return ": ".join(filter(None, (_count(graph, rule), qualities))) + "."


def _count(graph: Graph, rule: Node) -> str:
    least, most = (_number(graph, rule, part) for part in (SH.minCount, SH.maxCount))
    if most == 0:
        return "None"
    if least and least == most:
        return f"Exactly {_numeral(least)}"
    if least:
        return (
            f"{_numeral(least).capitalize()} or more" if most is None else f"From {least} to {most}"
        )
    return "Any number" if most is None else f"At most {_numeral(most)}"


def _number(graph: Graph, rule: Node, part: URIRef) -> int | None:
    value = graph.value(rule, part)
    return int(str(value)) if value is not None else None


def _numeral(number: int) -> str:
    return "one" if number == 1 else str(number)


def _any_class(graph: Graph, value: Node) -> str:
    choices = graph.items(value)
    kinds = [_short(each) for choice in choices for each in graph.objects(choice, SH["class"])]
    return "of class " + " or ".join(kinds)


def _choice(graph: Graph, value: Node) -> str:
    return "one of " + ", ".join(_short(each) for each in graph.items(value))


def _kind(graph: Graph, value: Node) -> str:
    return {SH.IRI: "a web address", SH.Literal: "a text"}[URIRef(str(value))]


def _datatype(graph: Graph, value: Node) -> str:
    return DATATYPES[curie(str(value))]


def _pattern(graph: Graph, value: Node) -> str:
    plain = str(value).replace("\\", "")
    if ours := OURS.match(plain):
        return f"a concept of the scheme {ours[1]}"
    return {
        "^https?://": "a web address of http or https",
        "^POLYGON": "beginning with POLYGON",
        "^[0-4]D": "beginning with 0D, 1D, 2D, 3D or 4D",
    }.get(plain, f"like the regular expression {plain}")


def _short(value: Node) -> str:
    return str(value) if isinstance(value, Literal) else curie(str(value))


WORDS: dict[URIRef, Callable[[Graph, Node], str]] = {
    SH["class"]: lambda _, value: f"of class {_short(value)}",
    SH["or"]: _any_class,
    SH["in"]: _choice,
    SH.nodeKind: _kind,
    SH.datatype: _datatype,
    SH.pattern: _pattern,
    SH.minLength: lambda _, value: f"of {value} characters or more",
    SH.minInclusive: lambda _, value: f"not below {value}",
    SH.maxInclusive: lambda _, value: f"not above {value}",
    SH.lessThanOrEquals: lambda _, value: f"not later than {curie(str(value))}",
}
