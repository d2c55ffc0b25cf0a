"""The graph on a SPARQL server; written by one process of a catalogue, read by any number.

On one machine a file in the home folder keeps a second writer out, on several the ledger's lease.
The cursor stands on the server and moves with the last request of what it counts.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from harvester.errors import StoreError
from harvester.exclusive import Allowed, always, only_writer
from harvester.graph import GraphWriter
from harvester.graph.answers import ask
from harvester.graph.replacement import CURSOR, CURSOR_GRAPH
from harvester.graph.snapshots import Snapshot
from harvester.graph.sparql import addresses
from harvester.graph.sparql.answers import Received
from harvester.graph.sparql.contents import lines_of_graphs, record_graphs
from harvester.graph.sparql.endpoint import ATTEMPTS, Endpoint
from harvester.graph.sparql.updates import edits, updates
from harvester.graph.sparql.writers import FirstFill, LiveWriter, Rebuild
from harvester.graph.terms import DIGEST, TERMS_GRAPH, as_change, digest
from harvester.iris import is_provenance

CURSORS = f"SELECT ?n WHERE {{ GRAPH {CURSOR_GRAPH} {{ {CURSOR_GRAPH} {CURSOR} ?n }} }}"
ANY_RECORD = f"""ASK {{
    GRAPH ?g {{ ?s ?p ?o }} FILTER(?g NOT IN ({CURSOR_GRAPH}, {TERMS_GRAPH}))
}}"""
TERMS = f"{TERMS_GRAPH} {DIGEST} ?digest"


class SparqlStore:
    """Implements `harvester.graph.Graph`; asks nothing before it is needed.

    Args:
        url: As `addresses` reads it.
        folder: Of this catalogue, for what keeps a second writer out.
        token: See `Endpoint`.
        attempts: See there.
        seconds: See there.
    """

    def __init__(
        self,
        url: str,
        folder: Path,
        token: str = "",
        *,
        attempts: int = ATTEMPTS,
        seconds: float = 60,
    ) -> None:
        self._at = addresses.read(url)
        self._folder = folder
        self._endpoint = Endpoint(self._at, token, attempts=attempts, seconds=seconds)
        self._is_union = False

    def cursor(self) -> int:
        with self._endpoint.solutions(CURSORS) as found:
            return max((int(each["n"].value) for each in found), default=0)

    @contextmanager
    def writer(self, *, anew: bool = False, allowed: Allowed = always) -> Iterator[GraphWriter]:
        with only_writer(self._folder, "graph"):
            self._refresh_terms(allowed)
            with closing(self._writer(anew, allowed)) as writer:
                yield writer
                writer.finish()

    def query(self, text: str) -> Received:
        ask(Snapshot(None), text)  # an empty store refuses what is refused, in the same words
        self._check_union()
        return Received(self._endpoint.answer(text), self._at.base)

    def get(self, iri: str) -> bytes:
        return b"".join(
            line for _, lines in lines_of_graphs(self._endpoint, [iri]) for line in lines
        )

    def names(self) -> Iterator[str]:
        return record_graphs(self._endpoint)

    def dump(self, *, provenance: bool = False) -> Iterator[bytes]:
        """See the seam; what is written meanwhile may or may not be in it."""
        wanted = (iri for iri in self.names() if provenance or not is_provenance(iri))
        for _, lines in lines_of_graphs(self._endpoint, wanted):
            yield from lines

    def described(self) -> str:
        self._endpoint.ask("ASK {}")
        self._check_union()
        return f"SPARQL server {self._at.base}"

    def close(self) -> None:
        self._endpoint.close()

    def _writer(self, anew: bool, allowed: Allowed) -> LiveWriter | FirstFill | Rebuild:
        if not anew:
            return LiveWriter(self._endpoint, self.cursor(), allowed)
        if self._endpoint.ask(ANY_RECORD):
            return Rebuild(self._endpoint, self.cursor(), allowed)
        return FirstFill(self._endpoint, allowed)

    def _refresh_terms(self, allowed: Allowed) -> None:
        if not self._endpoint.ask(f"ASK {{ GRAPH {TERMS_GRAPH} {{ {digest().triple} }} }}"):
            for update in updates(edits(self._endpoint, [as_change()])):
                allowed()
                self._endpoint.update(update)
        self._check_union()

    def _check_union(self) -> None:
        """Once for each object; of a server without the terms nothing can be said."""
        if self._is_union or self._endpoint.ask(f"ASK {{ {TERMS} }}"):
            self._is_union = True
        elif self._endpoint.ask(f"ASK {{ GRAPH {TERMS_GRAPH} {{ {TERMS} }} }}"):
            raise StoreError(
                f"{self._at.base}: the default graph of this data set is not the union of its "
                "named graphs, so queries would find nothing. No record was written. Set the "
                "server up with it (Fuseki: tdb2:unionDefaultGraph true; Oxigraph: "
                "--union-default-graph)."
            )
