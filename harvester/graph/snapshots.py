"""Read-only states of an Oxigraph store: made of hard links, so they cost milliseconds.

A reader never opens the live store: what it would see beside a writer is undefined. It opens the
newest snapshot and holds it, because RocksDB opens its files only when it needs them.
"""

from pathlib import Path

import pyoxigraph as ox

from harvester.generations import Generations, Held

KEPT = 2


class Snapshot:
    """One state of the store; stays readable while this object lives. Without `held`, empty."""

    def __init__(self, held: Held | None) -> None:
        self.path = held.path if held else None
        self.store = ox.Store.read_only(str(held.path)) if held else ox.Store()
        self._held = held


class Snapshots:
    """The folders `snapshot-000001` … below a graph's folder. Methods raise OSError."""

    def __init__(self, folder: Path) -> None:
        self._generations = Generations(folder, "snapshot")
        self._open: Snapshot | None = None

    def newest(self) -> Snapshot:
        """The newest state; the same object as long as there is no newer one."""
        current = self._open
        if current is None or current.path != self._generations.newest():
            self._open = current = Snapshot(self._generations.hold())
        return current

    def back_up(self, store: ox.Store) -> None:
        """Copy the state of a store, without showing it yet."""
        store.backup(self._generations.build())

    def publish(self) -> None:
        """Show what was backed up."""
        self._generations.publish()
        self.prune()

    def prune(self) -> None:
        self._generations.prune(KEPT)

    def close(self) -> None:
        self._open = None
