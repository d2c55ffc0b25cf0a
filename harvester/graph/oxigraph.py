"""The graph in a folder: Oxigraph, written by one process and read by any number.

    store-000001      the live store; only the one writer opens it
    snapshot-000007   what readers open, the command line too

The cursor stands inside the store and moves in the same transaction as what it counts.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from pathlib import Path

import pyoxigraph as ox

from harvester.exclusive import Allowed, always, only_writer
from harvester.generations import Generations
from harvester.graph import GraphWriter
from harvester.graph.allocation import share_one_arena
from harvester.graph.answers import Solutions, ask
from harvester.graph.faults import store_errors
from harvester.graph.lines import graph_names, lines_of
from harvester.graph.replacement import cursor_of
from harvester.graph.snapshots import Snapshot, Snapshots
from harvester.graph.terms import OWN
from harvester.graph.writers import BulkWriter, LiveWriter
from harvester.iris import is_provenance


class OxigraphStore:
    """Implements `harvester.graph.Graph`; makes and opens nothing before it is needed."""

    def __init__(self, folder: Path) -> None:
        share_one_arena()
        self._folder = folder
        self._stores = Generations(folder, "store")
        self._snapshots = Snapshots(folder)
        self._live: LiveWriter | None = None

    def cursor(self) -> int:
        """Of the live store while this object writes, else of what readers see."""
        return self._live.cursor() if self._live else cursor_of(self._newest().store)

    def writer(
        self, *, anew: bool = False, allowed: Allowed = always
    ) -> AbstractContextManager[GraphWriter]:
        return self._anew() if anew else self._update()

    def query(self, text: str) -> Solutions:
        snapshot = self._newest()
        with store_errors(self._folder):
            return ask(snapshot, text)

    def get(self, iri: str) -> bytes:
        with store_errors(self._folder):
            return b"".join(lines_of(self._newest().store, iri))

    def names(self) -> Iterator[str]:
        return _names(self._newest())

    def dump(self, *, provenance: bool = False) -> Iterator[bytes]:
        snapshot = self._newest()
        for iri in _names(snapshot):
            if provenance or not is_provenance(iri):
                yield from lines_of(snapshot.store, iri)

    def described(self) -> str:
        self._newest()
        return f"Oxigraph in {self._folder}"

    def close(self) -> None:
        self._snapshots.close()

    @contextmanager
    def _update(self) -> Iterator[GraphWriter]:
        with only_writer(self._folder, "graph"):
            self._prune()
            self._live = LiveWriter(self._live_folder(), self._show)
            try:
                yield self._live
                self._live.show()
            finally:
                self._end(self._live)

    def _end(self, live: LiveWriter) -> None:
        live.close()
        self._live = None
        if live.torn:
            with suppress(OSError):
                self._stores.withdraw()

    @contextmanager
    def _anew(self) -> Iterator[GraphWriter]:
        with only_writer(self._folder, "graph"):
            try:
                with closing(BulkWriter(self._stores.build())) as writer:
                    yield writer
                    writer.finish(self._snapshots.back_up)
                with store_errors(self._folder):
                    self._stores.publish()  # first: readers are never ahead of the live store
                    self._snapshots.publish()
            finally:
                self._prune()

    def _prune(self) -> None:
        self._stores.prune()
        self._snapshots.prune()

    def _live_folder(self) -> Path:
        with store_errors(self._folder):
            newest = self._stores.newest()
            if newest is None:
                self._build_from_snapshot()
                newest = self._stores.publish()
            return newest

    def _build_from_snapshot(self) -> None:
        """Of what readers see, with its cursor, where there is any: a torn store was withdrawn."""
        snapshot = self._snapshots.newest()
        if snapshot.path:
            snapshot.store.backup(self._stores.build())
        else:
            ox.Store(self._stores.build())

    def _show(self, store: ox.Store) -> None:
        self._snapshots.back_up(store)
        self._snapshots.publish()

    def _newest(self) -> Snapshot:
        with store_errors(self._folder):
            return self._snapshots.newest()


def _names(snapshot: Snapshot) -> Iterator[str]:
    return (iri for iri in graph_names(snapshot.store) if iri not in OWN)
