"""Seconds, CPU seconds, the shares of stages, and peak memory: each run in a fresh process."""

from __future__ import annotations

import multiprocessing
import resource
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from types import FrameType
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(slots=True)
class Spent:
    """Wall-clock seconds, and CPU seconds of this process and of those that it started."""

    seconds: float = 0
    own: float = 0
    helpers: float = 0


@contextmanager
def stopwatch() -> Iterator[Spent]:
    spent = Spent()
    began, own, helpers = time.perf_counter(), time.process_time(), _of_children()
    yield spent
    spent.seconds = time.perf_counter() - began
    for child in multiprocessing.active_children():  # CPU time of a process counts at its end
        child.join()
    spent.own = time.process_time() - own
    spent.helpers = _of_children() - helpers


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def apart(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Call a function in a new process: nothing is warm, and its memory is its own."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, context) as process:
        return process.submit(function, *args, **kwargs).result()


class Shares:
    """Which stage the CPU time of this process goes to, by a look at the stack every tick.

    A look costs microseconds, so the figures are not bent as by a tracing profiler. Only for code
    that starts no threads: their CPU time would be put down to whatever the main thread does.
    """

    TICK = 0.002

    def __init__(self, stages: dict[str, str]) -> None:
        """`stages` says the stage of a path within the package; the longest path wins."""
        self.stages = sorted(stages.items(), key=lambda pair: -len(pair[0]))
        self.seen: Counter[str] = Counter()

    def __enter__(self) -> Shares:
        self._before = signal.signal(signal.SIGPROF, self._look)
        signal.setitimer(signal.ITIMER_PROF, self.TICK, self.TICK)
        return self

    def __exit__(self, *exception: object) -> None:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, self._before)

    def _look(self, number: int, frame: FrameType | None) -> None:
        while frame is not None:
            place = f"{frame.f_code.co_filename}:{frame.f_code.co_qualname}"
            for path, stage in self.stages:
                if path in place:
                    self.seen[stage] += 1
                    return
            frame = frame.f_back
        self.seen["other"] += 1

    def of(self, cpu: float) -> dict[str, float]:
        """CPU seconds by stage, most first."""
        total = self.seen.total() or 1
        return {stage: cpu * count / total for stage, count in self.seen.most_common()}


def peaks(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> tuple[T, list[float]]:
    """What a function gives in a process of its own, and the peak MB of each process it took."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, context) as process:
        pid = process.submit(_pid).result()
        result = process.submit(function, *args, **kwargs)
        seen: dict[int, float] = {}
        done = Event()
        watcher = Thread(target=_watch, args=(pid, seen, done))
        watcher.start()
        try:
            result.exception()  # waits; the process lives until its executor is left
            seen[pid] = max(seen.get(pid, 0), _peak(pid))
            return result.result(), sorted(seen.values(), reverse=True)
        finally:
            done.set()
            watcher.join()


def _pid() -> int:
    return multiprocessing.current_process().pid or 0


def _watch(pid: int, seen: dict[int, float], done: Event) -> None:
    while not done.wait(0.05):
        for one in _family(pid):
            seen[one] = max(seen.get(one, 0), _peak(one))


def _family(pid: int) -> Iterator[int]:
    yield pid
    for tasks in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = tasks.read_text().split()
        except OSError:
            continue
        for child in children:
            yield from _family(int(child))


def _peak(pid: int) -> float:
    """VmHWM, not ru_maxrss: the latter is inherited from the process that started this one."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0)
