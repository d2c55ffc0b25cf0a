"""Processes that work on a ledger and come to harm: see `test_ledger_kill.py`.

keeper.py lease URL NAME        hold a lease until killed
keeper.py open URL              open the ledger when told to, say its head
keeper.py keep URL              keep all pages, saying each
keeper.py killed URL STEP       for n = 1, 1 + STEP, …: a ledger at URL, in which {} is n, whose
                                keeper dies at its n-th statement, until one outlives its work;
                                says each n of a dead one
keeper.py full URL BYTES        keep pages with files of at most so many bytes
keeper.py read-only URL         keep all pages as a user who may not write there
"""

import os
import resource
import signal
import sys
from contextlib import redirect_stdout
from io import StringIO
from itertools import count
from tempfile import TemporaryDirectory

from small_pages import SOURCE, WANTED, gone, live, page
from sqlalchemy import Engine, event

from harvester.errors import StoreError
from harvester.ledger.store import open_ledger
from harvester.record import Page

PAGES = 3
SIZE = 6


def story(number: int) -> Page:
    """Page `number` of `PAGES`: new records, and news of those of the page before."""
    at = number * SIZE
    fresh = [live(f"oai:rum:{at + n}", f"title {at + n}") for n in range(SIZE)]
    changed = live(f"oai:rum:{at - SIZE}", "changed") if number > 1 else live("first")
    removed = gone(f"oai:rum:{at - 1}")
    token = f"to page {number + 1}" if number < PAGES else None
    return page(*fresh, changed, removed, number=number, token=token)


def keep(url: str) -> None:
    """The road of a harvest: go on where the window broke off, mark it done last."""
    ledger = open_ledger(url)
    run = ledger.start_run(SOURCE)
    window = ledger.open_window(run, WANTED)
    while not window.listed:
        window = ledger.keep(run, window, story(window.page + 1))
        print(window.page, flush=True)
    ledger.finish(run, window)
    ledger.close()


def keep_until(url: str, last: int) -> None:
    """Keep, but die when the `last` statement is about to be run."""
    statements = count(1)

    def die_at_last(*_: object) -> None:
        if next(statements) == last:
            os.kill(os.getpid(), signal.SIGKILL)

    for moment in ("before_cursor_execute", "commit"):
        event.listen(Engine, moment, die_at_last)
    keep(url)


def killed(url: str, step: str) -> None:
    for last in count(1, int(step)):
        child = os.fork()
        if child == 0:
            with redirect_stdout(StringIO()):
                keep_until(url.format(last), last)
            os._exit(0)
        if os.waitpid(child, 0)[1] == 0:
            return
        print(last, flush=True)


def full(url: str, most: str) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(most), int(most)))
    try:
        keep(url)
    except StoreError as error:
        print(error, flush=True)


def read_only(url: str) -> None:
    if os.geteuid() == 0:  # who may write everything, and must be somebody else for this
        with TemporaryDirectory() as folder, redirect_stdout(StringIO()):
            keep(f"sqlite:///{folder}/ledger.db")  # so that everything is imported
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
    try:
        keep(url)
    except StoreError as error:
        print(error)


def open_together(url: str) -> None:
    print("ready", flush=True)
    sys.stdin.readline()
    print(open_ledger(url).head(), flush=True)


def lease(url: str, name: str) -> None:
    with open_ledger(url).lease(name):
        print("held", flush=True)
        sys.stdin.read()


WORKS = {
    "lease": lease,
    "open": open_together,
    "keep": keep,
    "killed": killed,
    "full": full,
    "read-only": read_only,
}

if __name__ == "__main__":
    WORKS[sys.argv[1]](*sys.argv[2:])
