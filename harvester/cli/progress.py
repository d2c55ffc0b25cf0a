"""Progress on standard error, and Ctrl-C: once ends after the open page, twice at once."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING

from harvester.cli.output import err, hint
from harvester.cli.retries import tell_retries

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


class Shown:
    """A watch whose progress is drawn where standard error is a terminal."""

    def __init__(self, progress: "Progress") -> None:
        self.stopped = False
        self._progress = progress
        self._tasks: dict[str, TaskID] = {}

    def page(self, source: str, number: int, records: int, expected: int | None) -> None:
        self._update(source, records, expected, f"page {number}")

    def projected(self, done: int, total: int) -> None:
        self._update("graph and index", done, total, "")

    def say(self, sentence: str) -> None:
        hint(sentence)

    def _update(self, name: str, done: int, total: int | None, detail: str) -> None:
        if name not in self._tasks:
            self._tasks[name] = self._progress.add_task(name, total=total, detail="", rate="")
        task = self._tasks[name]
        # an announced size that was too small must not show more than all
        shown = None if total is not None and done > total else total
        self._progress.update(task, completed=done, total=shown, detail=detail)
        speed = self._progress.tasks[self._progress.task_ids.index(task)].speed
        self._progress.update(task, rate=f"{speed:,.0f}/s" if speed else "")


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

    before = signal.signal(signal.SIGINT, interrupted)
    try:
        with progress:
            yield watch
    finally:
        signal.signal(signal.SIGINT, before)


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
