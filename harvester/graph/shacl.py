"""What the shapes of `ontology/shapes.ttl` say of records' graphs. Too slow for every harvest.

Used for quality reports and by tests; validation on the road is pydantic's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import cast

import pyoxigraph as ox
import pyshacl
from rdflib import SH, Graph
from rdflib.term import Node

from harvester.record import Finding, Severity
from harvester.resources import packaged

BATCH = 100
"""Graphs that are checked together; bounds the memory."""

SEVERITIES: dict[Node, Severity] = {
    SH.Violation: "error",
    SH.Warning: "warning",
    SH.Info: "info",
}


def check(graphs: Sequence[bytes]) -> dict[str, list[Finding]]:
    """Findings by the IRI of their record, the worst first; a record without any has no entry.

    Args:
        graphs: Each the N-Quads of one record's graph.
    """
    found: dict[str, list[Finding]] = defaultdict(list)
    for start in range(0, len(graphs), BATCH):
        for record, finding in _check(graphs[start : start + BATCH]):
            found[record].append(finding)
    order = list(SEVERITIES.values())
    for findings in found.values():
        findings.sort(key=lambda each: (order.index(each.severity), each.code, each.where))
    return dict(found)


def _check(batch: Sequence[bytes]) -> Iterator[tuple[str, Finding]]:
    data = Graph().parse(data=_triples(batch), format="nt")
    _, results, _ = pyshacl.validate(data, shacl_graph=_shapes(), inplace=True)
    report = cast(Graph, results)
    for result in report.subjects(SH.resultSeverity):
        focus = str(report.value(result, SH.focusNode))
        record, _, part = focus.partition("#")
        yield record, _finding(report, result, part)


def _finding(report: Graph, result: Node, part: str) -> Finding:
    shape = str(report.value(result, SH.sourceShape)).rpartition("/")[2]
    value = report.value(result, SH.value)
    return Finding(
        code=f"shape-{shape}",
        message=str(report.value(result, SH.resultMessage)),
        where=part,
        value="" if value is None else str(value)[:200],
        severity=SEVERITIES[cast(Node, report.value(result, SH.resultSeverity))],
    )


def _triples(batch: Sequence[bytes]) -> bytes:
    """Without graph names: addresses of parts begin with their record's, so none are mixed up."""
    quads = (quad.triple for graph in batch for quad in ox.parse(graph, ox.RdfFormat.N_QUADS))
    return ox.serialize(quads, format=ox.RdfFormat.N_TRIPLES) or b""


@cache
def _shapes() -> Graph:
    return Graph().parse(packaged("ontology") / "shapes.ttl")
