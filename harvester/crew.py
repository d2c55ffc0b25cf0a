"""Several workers in one process, side by side: a slow source holds up none of the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from queue import SimpleQueue
from threading import Thread

from harvester.home import Home
from harvester.record import RunReport
from harvester.settings import Settings
from harvester.watch import Watch
from harvester.worker import work


def work_together(
    settings: Settings, names: Sequence[str], watch: Watch, *, once: bool, at_once: int
) -> Iterator[RunReport]:
    """As `worker.work`, by `at_once` workers; their reports as they come.

    Raises:
        LithoscopeError: what ended one of them; the others end after their open page.
    """
    said: SimpleQueue[RunReport | Exception | None] = SimpleQueue()
    crew = _Together(watch)
    threads = [
        Thread(target=_one, args=(settings, names, crew, once, said), name=f"worker {n}")
        for n in range(at_once)
    ]
    for thread in threads:
        thread.start()
    try:
        yield from _heard(said, at_once, crew)
    finally:
        crew.ending = True
        for thread in threads:
            thread.join()


def _one(
    settings: Settings,
    names: Sequence[str],
    crew: _Together,
    once: bool,
    said: SimpleQueue[RunReport | Exception | None],
) -> None:
    with closing(Home(settings)) as home:
        try:
            for report in work(home, names, crew, once=once):
                said.put(report)
        except Exception as error:  # whatever it is: raised where the others are waited for
            said.put(error)
        finally:
            said.put(None)


def _heard(
    said: SimpleQueue[RunReport | Exception | None], working: int, crew: _Together
) -> Iterator[RunReport]:
    fault: Exception | None = None
    while working:
        heard = said.get()
        if heard is None:
            working -= 1
        elif isinstance(heard, RunReport):
            yield heard
        else:
            fault, crew.ending = fault or heard, True
    if fault:
        raise fault


class _Together:
    """The watch of all: they stop when the user says so, or when one of them has failed."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        self.ending = False
        self.page = watch.page
        self.projected = watch.projected
        self.linked = watch.linked
        self.copied = watch.copied
        self.say = watch.say

    @property
    def stopped(self) -> bool:
        return self.ending or self._watch.stopped
