"""Mapping on all cores: batches of changes in, batches of mapped records out, in order."""

import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context
from signal import SIG_BLOCK, SIG_SETMASK, SIGINT, pthread_sigmask
from typing import TypeVar

from harvester import log
from harvester.mapping import Mapped, Mapper
from harvester.record import Change
from harvester.settings import Settings

BATCH = 200
"""Records that go to a process at once: enough to make its start worth it, few enough to hold."""
WORTH_IT = 2_000
"""Below so many changes, starting processes takes longer than the work."""

T = TypeVar("T")
Work = Callable[[Mapper, Sequence[Change]], list[T]]
"""What is made of a batch; a function of a module, so that other processes find it."""

_mapper: Mapper


def mapped(settings: Settings, changes: Iterable[Change], expected: int) -> Iterator[list[Mapped]]:
    """Map changes, batch by batch in their order, in bounded memory.

    Args:
        settings: Say how many processes may be used.
        changes: By `seq`.
        expected: How many there are, to decide whether other processes are worth their start.
    """
    return worked(settings, changes, expected, Mapper.batch)


def worked(
    settings: Settings, changes: Iterable[Change], expected: int, work: Work[T]
) -> Iterator[list[T]]:
    """As `mapped`, with other work on each batch."""
    batches = _batches(changes)
    if settings.processes == 1 or expected < WORTH_IT:
        mapper = Mapper(settings)
        yield from (work(mapper, batch) for batch in batches)
        return
    # spawn: the stores' threads and locks of this process must not be copied
    spawn = get_context("spawn")
    with ProcessPoolExecutor(settings.processes, spawn, _start, (settings,)) as pool:
        yield from _in_order(pool, batches, work, ahead=settings.processes * 2)


def _batches(changes: Iterable[Change]) -> Iterator[tuple[Change, ...]]:
    rest = iter(changes)
    while batch := tuple(islice(rest, BATCH)):
        yield batch


def _in_order(
    pool: ProcessPoolExecutor, batches: Iterator[tuple[Change, ...]], work: Work[T], ahead: int
) -> Iterator[list[T]]:
    waiting: deque[Future[list[T]]] = deque()
    try:
        for batch in batches:
            with _without_ctrl_c():  # the first one starts the processes
                waiting.append(pool.submit(_work, work, batch))
            if len(waiting) > ahead:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()


@contextmanager
def _without_ctrl_c() -> Iterator[None]:
    """Processes started inside never hear of Ctrl-C, which a terminal sends to all; ours waits."""
    before = pthread_sigmask(SIG_BLOCK, {SIGINT})
    try:
        yield
    finally:
        pthread_sigmask(SIG_SETMASK, before)


def _start(settings: Settings) -> None:
    global _mapper
    log.set_up()
    _mapper = Mapper(settings)
    gc.freeze()  # vocabularies stay: walking them for garbage took an eighth of the time
    gc.set_threshold(50_000)  # more than a batch leaves: looking through it took another eighth


def _work(work: Work[T], batch: tuple[Change, ...]) -> list[T]:
    return work(_mapper, batch)
