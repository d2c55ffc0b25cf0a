"""Ask Oxigraph a SPARQL query, and give the answer in the standard formats."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pyoxigraph as ox

from harvester.errors import StoreError, UsageError
from harvester.graph.guard import admit
from harvester.graph.snapshots import Snapshot

PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


class Solutions:
    """Implements `harvester.graph.Answer`; read once, and the snapshot stays until then."""

    def __init__(
        self, found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, snapshot: Snapshot
    ) -> None:
        self._found = found
        self._snapshot = snapshot
        self.tabular = not isinstance(found, ox.QueryTriples)

    def json(self) -> str:
        if isinstance(self._found, ox.QueryTriples):
            raise UsageError("CONSTRUCT and DESCRIBE answer with triples, not with a table.")
        with _answering():
            return (self._found.serialize(format=ox.QueryResultsFormat.JSON) or b"").decode()

    def ntriples(self) -> bytes:
        if not isinstance(self._found, ox.QueryTriples):
            raise UsageError("SELECT and ASK answer with a table, not with triples.")
        with _answering():
            return self._found.serialize(format=ox.RdfFormat.N_TRIPLES) or b""


def ask(snapshot: Snapshot, query: str) -> Solutions:
    """Run a query; its default graph is the union of all graphs.

    Raises:
        UsageError: it is refused, or no SPARQL query, or cannot be answered.
        StoreError: the graph cannot be read.
    """
    admit(query)
    with _answering():
        found = snapshot.store.query(query, use_default_graph_as_union=True)
    return Solutions(found, snapshot)


@contextmanager
def _answering() -> Iterator[None]:
    """The engine finds solutions while they are read, so that its errors may come late."""
    try:
        yield
    except SyntaxError as error:
        raise UsageError(_sentence(str(error))) from error
    except (RuntimeError, ValueError) as error:
        raise UsageError(f"The query cannot be answered: {error}. Nothing was changed.") from error
    except OSError as error:
        raise StoreError(f"The graph could not be read for this query: {error}.") from error


def _sentence(said: str) -> str:
    """The parser's line, column and reason; its list of all that it expected is cut short."""
    match = PLACE.match(said)
    place, reason = (f"line {match[1]}, column {match[2]}: ", match[3]) if match else ("", said)
    short = reason if len(reason) <= 160 else f"{reason[:160].rpartition(',')[0]} …"
    return f"This is no SPARQL query (SELECT, ASK, CONSTRUCT, DESCRIBE): {place}{short}"
