"""The three ways to write a graph on a server: in use, for the first time, and anew."""

import pickle
from collections.abc import Iterator, Sequence
from contextlib import suppress
from tempfile import TemporaryFile

from harvester.exclusive import Allowed
from harvester.graph import GraphChange
from harvester.graph.sparql.contents import lines_of_graphs, record_graphs
from harvester.graph.sparql.endpoint import Endpoint
from harvester.graph.sparql.updates import Edit, edits, updates
from harvester.sorting import sort

BULK_BYTES = 16_000_000
"""N-Quads sent at once when the first fill is loaded."""


class LiveWriter:
    """Replaces graphs in batches, each in as many updates as its size needs."""

    def __init__(self, endpoint: Endpoint, cursor: int, allowed: Allowed) -> None:
        self._endpoint = endpoint
        self._cursor = cursor
        self._allowed = allowed

    def put(self, changes: Sequence[GraphChange], cursor: int) -> None:
        for update in updates(edits(self._endpoint, changes), cursor, self._cursor):
            self._allowed()
            self._endpoint.update(update)
        self._cursor = cursor

    def finish(self) -> None:
        """Everything is there already."""

    def close(self) -> None:
        """Nothing is held."""


class FirstFill:
    """Loads a server that holds no record.

    What is there counts for nothing before the cursor is written at the end; after a crash the
    next fill is one of `Rebuild`.
    """

    def __init__(self, endpoint: Endpoint, allowed: Allowed) -> None:
        self._endpoint = endpoint
        self._allowed = allowed
        self._waiting: list[GraphChange] = []
        self._size = 0
        self._cursor = 0
        self._takes_nquads = True

    def put(self, changes: Sequence[GraphChange], cursor: int) -> None:
        self._waiting += changes
        self._size += sum(len(change.nquads) for change in changes)
        self._cursor = cursor
        if self._size >= BULK_BYTES:
            self._load()

    def finish(self) -> None:
        self._load()
        for update in updates([], self._cursor):
            self._allowed()
            self._endpoint.update(update)

    def close(self) -> None:
        self._waiting.clear()

    def _load(self) -> None:
        waiting, self._waiting, self._size = self._waiting, [], 0
        nquads = b"".join(change.nquads for change in waiting)
        self._allowed()
        self._takes_nquads = self._takes_nquads and (not nquads or self._endpoint.load(nquads))
        if not self._takes_nquads:
            new = (Edit(each.iri, [], each.nquads.splitlines(keepends=True)) for each in waiting)
            for update in updates(new):
                self._allowed()
                self._endpoint.update(update)


class Rebuild:
    """Notes what differs while it is told what there should be, and changes all of it at the end.

    Graphs have public names, so that no second set of them can be built beside the first. Readers
    see every record at all times: first as it was, then as it is.
    """

    def __init__(self, endpoint: Endpoint, cursor: int, allowed: Allowed) -> None:
        self._endpoint = endpoint
        self._before = cursor
        self._allowed = allowed
        self._edits = TemporaryFile()  # noqa: SIM115 - `close` closes it
        self._names = TemporaryFile()  # noqa: SIM115 - likewise
        self._cursor = 0

    def put(self, changes: Sequence[GraphChange], cursor: int) -> None:
        for edit in edits(self._endpoint, changes):
            pickle.dump(edit, self._edits)
        self._names.writelines(f"{change.iri}\n".encode() for change in changes if change.nquads)
        self._cursor = cursor

    def finish(self) -> None:
        for update in updates(self._all(), self._cursor, self._before):
            self._allowed()
            self._endpoint.update(update)

    def close(self) -> None:
        self._edits.close()
        self._names.close()

    def _all(self) -> Iterator[Edit]:
        self._edits.seek(0)
        with suppress(EOFError):
            while True:
                yield pickle.load(self._edits)
        for iri, lines in lines_of_graphs(self._endpoint, self._left_over()):
            yield Edit(iri, lines, [])

    def _left_over(self) -> Iterator[str]:
        """Of the graphs on the server, those that nothing was said about."""
        self._names.seek(0)
        named = sort(line[:-1] for line in self._names)
        wanted = next(named, None)
        for iri in record_graphs(self._endpoint):
            while wanted is not None and wanted < iri.encode():
                wanted = next(named, None)
            if wanted is None or wanted != iri.encode():
                yield iri
