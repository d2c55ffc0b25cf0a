"""Progress on standard error, and Ctrl-C: once ends after the open page, twice at once.

A service manager asks in its own way (SIGTERM) for the same.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING

from harvester.cli.output import err, hint
from harvester.cli.retries import tell_retries

if TYPE_CHECKING:
    from rich.progress import Progress


class Shown:
    """A watch whose progress is drawn where standard error is a terminal, one line at a time."""

    def __init__(self, progress: "Progress") -> None:
        self.stopped = False
        self._progress = progress
        self._drawn = ""

    def page(self, source: str, number: int, records: int, expected: int | None) -> None:
        self._draw(source, records, expected, f"page {number}")

    def projected(self, done: int, total: int) -> None:
        self._draw("graph and index", done, total, "")

    def linked(self, done: int, total: int) -> None:
        self._draw("samples", done, total, "")

    def copied(self, table: str, done: int, total: int) -> None:
        self._draw(table, done, total, "")

    def say(self, sentence: str) -> None:
        hint(sentence)

    def _draw(self, name: str, done: int, total: int | None, detail: str) -> None:
        if name != self._drawn:
            self._begin(name, total)
        (task,) = self._progress.tasks
        # an announced size that was too small must not show more than all
        most = None if total is not None and done > total else total
        self._progress.update(task.id, completed=done, total=most, detail=detail)
        self._progress.update(task.id, rate=f"{task.speed:,.0f}/s" if task.speed else "")

    def _begin(self, name: str, total: int | None) -> None:
        for old in self._progress.task_ids:
            self._progress.remove_task(old)
        self._progress.add_task(name, total=total, detail="", rate="")
        self._drawn = name


@contextmanager
def watching() -> Iterator[Shown]:
    """Draw progress while the block runs, and let Ctrl-C end it in order."""
    tell_retries()
    progress = _progress()
    watch = Shown(progress)

    def interrupted(number: int, frame: FrameType | None) -> None:
        if watch.stopped:
            raise KeyboardInterrupt
        watch.stopped = True
        hint("Stopping after the open page. Once more ends at once; what is kept stays kept.")

    asked = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(number, interrupted) for number in asked]
    try:
        with progress:
            yield watch
    finally:
        for number, handler in zip(asked, before, strict=True):
            signal.signal(number, handler)


def _progress() -> "Progress":
    from rich import progress

    return progress.Progress(
        progress.SpinnerColumn(),
        progress.TextColumn("{task.description}", markup=False),
        progress.BarColumn(bar_width=24),
        progress.MofNCompleteColumn(),
        progress.TextColumn("{task.fields[rate]}"),
        progress.TextColumn("{task.fields[detail]}", style="dim"),
        progress.TimeElapsedColumn(),
        progress.TimeRemainingColumn(compact=True),
        console=err,
        transient=True,
        disable=not err.is_terminal,
    )
