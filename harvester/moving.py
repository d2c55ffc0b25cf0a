"""A ledger moves to another database: from a file to a server, or back."""

from contextlib import ExitStack

from harvester.errors import StopSource
from harvester.home import Home
from harvester.ledger import Copied
from harvester.watch import Watch


def move(home: Home, url: str, watch: Watch) -> list[Copied]:
    """Copy the ledger to `url` while nobody harvests; gives what is there now, table by table.

    Its changes keep their numbers, so that graph and index fit the copy as they fitted the ledger.

    Raises:
        Busy: somebody harvests, or writes graph and index.
        UsageError: there is something at `url` already.
        StoreError: a database failed; nothing was kept of the copy.
        StopSource: the watch said stop; nothing was kept either.
    """

    def told(table: str, done: int, total: int) -> None:
        watch.copied(table, done, total)
        if watch.stopped:
            raise StopSource(
                "Stopped. Nothing was kept of the copy, and the ledger is as it was: run the same "
                "command again."
            )

    known = {*home.repositories(), *home.ledger.totals()}
    with ExitStack() as alone:
        for name in [*(f"source:{source}" for source in sorted(known)), "projector"]:
            alone.enter_context(home.ledger.lease(name))
        return home.ledger.copy_to(url, told)
