"""A server's answer to a query of a user, whole and in the standard formats."""

from collections.abc import Iterator
from contextlib import contextmanager

import pyoxigraph as ox

from harvester.errors import StoreError, UsageError
from harvester.graph.sparql.endpoint import TABLE, TRIPLES
from harvester.http import Reply

TABULAR = {TABLE, "application/json"}


class Received:
    """Implements `harvester.graph.Answer`; is read when it is made, so that it stays as it is.

    Raises:
        StoreError: the server answers in another form than was asked for.
    """

    def __init__(self, reply: Reply, base: str) -> None:
        media = reply.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if media not in {*TABULAR, TRIPLES}:
            raise _strange(base, media or "nothing that it names")
        self.tabular = media in TABULAR
        with _reading(base):
            self._said = _table(reply.wire) if self.tabular else _triples(reply.wire)

    def json(self) -> str:
        if not self.tabular:
            raise UsageError("CONSTRUCT and DESCRIBE answer with triples, not with a table.")
        return self._said.decode()

    def ntriples(self) -> bytes:
        if self.tabular:
            raise UsageError("SELECT and ASK answer with a table, not with triples.")
        return self._said


def _table(wire: bytes) -> bytes:
    found = ox.parse_query_results(wire, ox.QueryResultsFormat.JSON)
    return found.serialize(format=ox.QueryResultsFormat.JSON) or b""


def _triples(wire: bytes) -> bytes:
    return (
        ox.serialize(ox.parse(wire, ox.RdfFormat.N_TRIPLES), format=ox.RdfFormat.N_TRIPLES) or b""
    )


@contextmanager
def _reading(base: str) -> Iterator[None]:
    try:
        yield
    except (SyntaxError, ValueError) as error:
        raise _strange(base, f"what cannot be read ({error})") from error


def _strange(base: str, what: str) -> StoreError:
    return StoreError(
        f"{base}: the server answered the query with {what}. Nothing was changed. Correct "
        "graph_url, or look at the server's log."
    )
