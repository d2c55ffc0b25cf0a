"""A lease that is held: renewed in a thread, and looked at again before what it protects."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Event, Thread

from harvester.errors import Lost, StoreError


@dataclass(frozen=True, slots=True)
class Lease:
    """`renew` says whether it is still ours."""

    name: str
    renew: Callable[[], bool]

    def require(self) -> None:
        """Called before each write: a process may have been halted, or its machine asleep.

        Raises:
            Lost: another process took over meanwhile.
            StoreError: the ledger cannot be asked.
        """
        if not self.renew():
            raise Lost(
                f"{self.name}: this process stood still for so long that another took over, so it "
                "writes nothing more. What is in the ledger is safe. Run the same command again: "
                "it goes on with what the other has left."
            )


@contextmanager
def beating(beat: Callable[[], bool], every: float) -> Iterator[None]:
    """Call `beat` every so many seconds, in a thread of its own, while it says True."""
    ended = Event()

    def go() -> None:
        while not ended.wait(every):
            with suppress(StoreError):  # a locked or full ledger: the next beat may get through
                if not beat():
                    return

    thread = Thread(target=go, name="lease", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
