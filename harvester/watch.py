"""How long work is seen and stopped: the road tells a watch, the command line shows it."""

from typing import Protocol


class Watch(Protocol):
    @property
    def stopped(self) -> bool:
        """The user asked to stop: finish what is open, keep it, and end."""
        ...

    def page(self, source: str, number: int, records: int, expected: int | None) -> None:
        """A page is kept; `records` so far in this list, of `expected` where the size is known."""
        ...

    def projected(self, done: int, total: int) -> None:
        """So many changes are in graph and index."""
        ...

    def linked(self, done: int, total: int) -> None:
        """So many samples were held against others."""
        ...

    def copied(self, table: str, done: int, total: int) -> None:
        """So many rows of a table of the ledger are in another database."""
        ...

    def say(self, sentence: str) -> None:
        """Something worth a line: a retry, a window that starts again."""
        ...


class Silent:
    """For tests and for use as a library."""

    stopped = False

    def page(self, source: str, number: int, records: int, expected: int | None) -> None:
        pass

    def projected(self, done: int, total: int) -> None:
        pass

    def linked(self, done: int, total: int) -> None:
        pass

    def copied(self, table: str, done: int, total: int) -> None:
        pass

    def say(self, sentence: str) -> None:
        pass
