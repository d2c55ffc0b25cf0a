"""Numbered folders of a store: the highest number counts.

A generation is built beside the others and renamed into place when it is whole. So a reader sees
the old one or the new one, and a build that was killed counts for nothing. Readers hold what they
read with a shared lock on the folder, which the system takes back when they die; only what nobody
holds is removed.
"""

import fcntl
import os
import shutil
from pathlib import Path
from weakref import finalize


class Held:
    """A generation that is not removed while this object lives."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path = path
        finalize(self, _let_go, descriptor)


def _let_go(descriptor: int) -> None:
    fcntl.flock(descriptor, fcntl.LOCK_UN)  # said explicitly: forked processes share the lock
    os.close(descriptor)


class Generations:
    """The folders `{name}-000001`, `{name}-000002` … in `folder`.

    Only the one writer of the folder (see `exclusive.py`) may call `build`, `publish` and `prune`.
    All methods raise OSError.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._name = name

    def newest(self) -> Path | None:
        """The generation that counts, if there is one."""
        return max(self._all(), key=_number, default=None)

    def hold(self) -> Held | None:
        """The newest generation, safe from removal."""
        while path := self.newest():
            try:
                descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            except FileNotFoundError:
                continue  # removed after a newer one had come: look again
            fcntl.flock(descriptor, fcntl.LOCK_SH)
            held = Held(path, descriptor)
            if path.exists():
                return held
        return None

    def build(self) -> Path:
        """Where to build the next one: a path at which nothing is."""
        path = self._folder / f"{self._name}.building"
        shutil.rmtree(path, ignore_errors=True)
        return path

    def publish(self) -> Path:
        """Give what was built its number; from now on it counts."""
        newest = self.newest()
        number = _number(newest) + 1 if newest else 1
        path = self._folder / f"{self._name}-{number:06d}"
        (self._folder / f"{self._name}.building").rename(path)
        self._sync()
        return path

    def withdraw(self) -> None:
        """The newest counts no more; the next `prune` or `build` removes it. Needs no room."""
        if newest := self.newest():
            shutil.rmtree(self._folder / f"{self._name}.building", ignore_errors=True)
            newest.rename(self._folder / f"{self._name}.building")

    def prune(self, keep: int = 1) -> None:
        """Remove an unfinished build, and all but the newest `keep` that no process holds."""
        shutil.rmtree(self._folder / f"{self._name}.building", ignore_errors=True)
        every = sorted(self._all(), key=_number)
        for path in every[: max(len(every) - keep, 0)]:
            descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(path, ignore_errors=True)
            except BlockingIOError:
                continue  # in use: a later prune finds it again
            finally:
                os.close(descriptor)

    def _all(self) -> list[Path]:
        return list(self._folder.glob(f"{self._name}-[0-9]*"))

    def _sync(self) -> None:
        descriptor = os.open(self._folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _number(path: Path) -> int:
    return int(path.name.rpartition("-")[2])
