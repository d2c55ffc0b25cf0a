"""The demonstration passes the shapes: what is told of it is what its records lack."""

from collections import Counter

from harvester.graph import shacl
from harvester.home import Home
from harvester.iris import is_provenance


def test_no_record_of_the_demonstration_is_wrong(demo: Home) -> None:
    graphs = [demo.graph.get(iri) for iri in demo.graph.names() if not is_provenance(iri)]
    found = [each for findings in shacl.check(graphs).values() for each in findings]
    assert [each for each in found if each.severity == "error"] == []
    told = Counter(each.code for each in found)
    assert told["shape-dataset-creator"] == 1
    assert told["shape-dataset-date"] == 7
    assert told["shape-measurement-unknown-sample"] >= 10
    assert told["shape-region-sample"] == 0
