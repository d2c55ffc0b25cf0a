"""One writing process at a time: in a folder by its lock, on a server by who may still write."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeAlias

from harvester.errors import StoreError

Allowed: TypeAlias = Callable[[], None]
"""Raises a StoreError where another process has taken over the writing."""


def always() -> None:
    """For whoever has a store to himself."""


@contextmanager
def only_writer(folder: Path, what: str) -> Iterator[None]:
    """Write alone in `folder`, which is made where it is missing; a killed process lets go of it.

    Args:
        folder: Of a store.
        what: The store's name in sentences, `graph` or `index`.

    Raises:
        StoreError: another process writes there, or the folder cannot be made.
    """
    lock = _open(folder, what)
    try:
        _lock(lock, folder, what)
        yield
    finally:
        # said explicitly: processes forked meanwhile share this lock and would keep it
        fcntl.flock(lock, fcntl.LOCK_UN)
        os.close(lock)


def _open(folder: Path, what: str) -> int:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return os.open(folder / "writer.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise StoreError(
            f"{folder}: the {what} cannot be written ({error.strerror}). Nothing was changed; give "
            "this user the right to write there, or choose another home folder with --home."
        ) from error


def _lock(lock: int, folder: Path, what: str) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        holder = os.pread(lock, 32, 0).decode("ascii", "replace").strip() or "unknown"
        raise StoreError(
            f"{folder}: process {holder} is writing the {what}. Nothing was changed; try again "
            "when it has ended."
        ) from error
    with suppress(OSError):  # on a full disk: who we are is only told to others
        os.ftruncate(lock, 0)
        os.pwrite(lock, str(os.getpid()).encode(), 0)
