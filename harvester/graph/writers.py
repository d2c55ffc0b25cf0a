"""The two ways to write an Oxigraph store: in atomic batches, and in bulk into a new one."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile

import pyoxigraph as ox

from harvester.graph import GraphChange
from harvester.graph.faults import store_errors
from harvester.graph.replacement import cursor_of, cursor_quad, load, replace
from harvester.graph.terms import refresh

SHOW_AFTER = 20_000
"""Graphs after which readers are shown the state of a writer that goes on."""
BULK_BYTES = 32_000_000
"""N-Quads loaded at once: RocksDB merges what each load brings, so that few large ones take two
thirds of the time of many small ones. These take 140 MB of memory while they are loaded."""


class LiveWriter:
    """Replaces graphs in the store that is in use.

    Args:
        folder: The live store's.
        show: Lets readers see the present state of the store.
    """

    def __init__(self, folder: Path, show: Callable[[ox.Store], None]) -> None:
        self._folder = folder
        with store_errors(folder):
            self._store = ox.Store(folder)
            refresh(self._store)
        self.torn = False
        """A write failed: RocksDB may have kept some of its parts without the others."""
        # what a killed writer left behind its last show must be seen at the end of this one
        self._unseen = 1
        self._show = show

    def put(self, changes: Sequence[GraphChange], cursor: int) -> None:
        self.torn = True
        with store_errors(self._folder):
            replace(self._store, changes, cursor)
        self.torn = False
        self._unseen += len(changes) + 1
        if self._unseen > SHOW_AFTER:
            self.show()

    def show(self) -> None:
        if self._unseen:
            with store_errors(self._folder):
                self._show(self._store)
            self._unseen = 0

    def cursor(self) -> int:
        return cursor_of(self._store)

    def close(self) -> None:
        """Give the store up: RocksDB's lock goes with the last reference."""
        del self._store


class BulkWriter:
    """Fills a new store; no graph may be put twice, and nothing counts before `finish`.

    What waits to be loaded is in a file without a name, so that the memory is the loader's.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with store_errors(folder):
            self._store = ox.Store(folder)
            self._waiting = TemporaryFile(dir=folder)  # noqa: SIM115 - `close` closes it
        self._cursor = 0

    def put(self, changes: Sequence[GraphChange], cursor: int) -> None:
        with store_errors(self._folder):
            self._waiting.writelines(change.nquads for change in changes)
        self._cursor = cursor
        if self._waiting.tell() >= BULK_BYTES:
            self._load()

    def finish(self, back_up: Callable[[ox.Store], None]) -> None:
        """Load the rest, and the cursor last."""
        self._load()
        with store_errors(self._folder):
            refresh(self._store)
            self._store.add(cursor_quad(self._cursor))
            self._store.flush()
            back_up(self._store)

    def close(self) -> None:
        with suppress(OSError):  # a full disk takes the rest no better than it took the beginning
            self._waiting.close()
        del self._store

    def _load(self) -> None:
        with store_errors(self._folder):
            self._waiting.seek(0)
            load(self._store, self._waiting)
            self._waiting.seek(0)
            self._waiting.truncate()
