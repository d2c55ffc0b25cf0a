"""Mapping on all cores: batches of changes in, batches of mapped records out, in order."""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from typing import TypeVar

from harvester import log
from harvester.cores import batches, in_order
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
    given = batches(changes, BATCH)
    if settings.processes == 1 or expected < WORTH_IT:
        mapper = Mapper(settings)
        yield from (work(mapper, batch) for batch in given)
        return
    # spawn: the stores' threads and locks of this process must not be copied
    spawn = get_context("spawn")
    with ProcessPoolExecutor(settings.processes, spawn, _start, (settings,)) as pool:
        yield from in_order(pool, partial(_work, work), given, ahead=settings.processes * 2)


def _start(settings: Settings) -> None:
    global _mapper
    log.set_up()
    _mapper = Mapper(settings)
    gc.freeze()  # vocabularies stay: walking them for garbage took an eighth of the time
    gc.set_threshold(50_000)  # more than a batch leaves: looking through it took another eighth


def _work(work: Work[T], batch: tuple[Change, ...]) -> list[T]:
    return work(_mapper, batch)
