"""What a SPARQL server holds, in the canonical form: as the embedded store would say it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import pyoxigraph as ox

from harvester.graph.lines import lines_of
from harvester.graph.sparql.endpoint import Endpoint
from harvester.graph.terms import OWN
from harvester.sorting import sort

AT_ONCE = 500
"""Graphs asked for in one query."""
NAMES = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"


def record_graphs(endpoint: Endpoint) -> Iterator[str]:
    """IRIs of all graphs but the store's own, sorted by byte, in bounded memory."""
    with endpoint.solutions(NAMES) as found:
        names = (each["g"].value for each in found)
        yield from (name.decode() for name in sort(n.encode() for n in names if n not in OWN))


def lines_of_graphs(endpoint: Endpoint, iris: Iterable[str]) -> Iterator[tuple[str, list[bytes]]]:
    """Each of these graphs with its N-Quads lines, sorted by byte; none if it is not there."""
    rest = iter(iris)
    while some := list(islice(rest, AT_ONCE)):
        held = _held(endpoint, some)
        yield from ((iri, lines_of(held, iri)) for iri in some)


def _held(endpoint: Endpoint, iris: Sequence[str]) -> ox.Store:
    """A copy in memory, which writes numbers and escapes as every store of ours does."""
    wanted = " ".join(f"<{iri}>" for iri in iris)
    store = ox.Store()
    query = f"SELECT * WHERE {{ VALUES ?g {{ {wanted} }} GRAPH ?g {{ ?s ?p ?o }} }}"
    with endpoint.solutions(query) as found:
        store.extend(ox.Quad(each["s"], each["p"], each["o"], each["g"]) for each in found)
    return store
