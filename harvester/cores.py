"""Work on all cores: batches in, what becomes of each out, in their order, in bounded memory."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from signal import SIG_BLOCK, SIG_SETMASK, SIGINT, pthread_sigmask
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


def count() -> int:
    """Of those that this process may use."""
    return len(os.sched_getaffinity(0))


def batches(items: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    rest = iter(items)
    while batch := tuple(islice(rest, size)):
        yield batch


def in_order(
    pool: ProcessPoolExecutor, work: Callable[[T], R], given: Iterable[T], ahead: int
) -> Iterator[R]:
    """`ahead`: how many batches may wait to be worked on or fetched."""
    waiting: deque[Future[R]] = deque()
    try:
        for batch in given:
            with without_ctrl_c():  # the first one starts the processes
                waiting.append(pool.submit(work, batch))
            if len(waiting) > ahead:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()


@contextmanager
def without_ctrl_c() -> Iterator[None]:
    """Processes started inside never hear of Ctrl-C, which a terminal sends to all; ours waits."""
    before = pthread_sigmask(SIG_BLOCK, {SIGINT})
    try:
        yield
    finally:
        pthread_sigmask(SIG_SETMASK, before)
