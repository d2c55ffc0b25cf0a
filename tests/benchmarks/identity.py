"""Ours beside Splink, logistic rules, recordlinkage and exact names, on the same pairs.

Each matcher is a process of its own: its seconds and megabytes are all that it took, libraries
and all. What is trained judges only pairs that it was not trained on; ours and Splink are told
nothing of a task.
"""

from collections.abc import Callable
from importlib.util import find_spec
from typing import NamedTuple

from tests.benchmarks import report
from tests.benchmarks.matchers import exact, linkage, logistic, ours, splinked
from tests.benchmarks.matchers.tasks import TASKS, Pair, Task
from tests.benchmarks.measure import Spent, peaks, stopwatch

Matcher = Callable[[Task], set[Pair]]


class Against(NamedTuple):
    """`needs` is the module without which it cannot run."""

    linked: Matcher
    needs: str


MATCHERS = {
    "ours": Against(ours.linked, "harvester"),
    "ours, names loaded": Against(ours.with_names, "harvester"),
    "exact names": Against(exact.linked, "harvester"),
    "Splink": Against(splinked.linked, "splink"),
    "logistic rules, trained": Against(logistic.linked, "sklearn"),
    "recordlinkage, trained": Against(linkage.linked, "recordlinkage"),
}


class Score(NamedTuple):
    precision: float
    recall: float
    seconds: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def run(records: int) -> None:
    """All tasks, however many records are asked for."""
    report.heading("identity: the same object or not, by matchers side by side")
    for task, source in TASKS.items():
        try:
            read = source.read()
        except FileNotFoundError as missing:
            print(f"\n  {task}: not here, and not compared: {missing.filename}")
        else:
            _compared(task, source.mapped, read)


def _compared(name: str, mapped: str, task: Task) -> None:
    size = f"{len(task.pairs):,} pairs" if task.pairs else f"{len(task.rows):,} rows"
    print(f"\n  {name}: {size}, {len(task.true):,} the same\n  {mapped}")
    print(f"  {'':<26}{'precision':>10}{'recall':>8}{'F1':>7}{'seconds':>9}{'MB':>7}")
    for each, matcher in MATCHERS.items():
        print(f"  {each:<26}{_figures(each, matcher, name)}", flush=True)


def _figures(name: str, matcher: Against, task: str) -> str:
    if find_spec(matcher.needs) is None:
        return f"{matcher.needs} is not here: pip install -e '.[compare]'"
    try:
        score, megabytes = peaks(scored, name, task)
    except FileNotFoundError as missing:
        return str(missing)
    return (
        f"{score.precision:>10.3f}{score.recall:>8.3f}{score.f1:>7.3f}"
        f"{score.seconds:>9.1f}{sum(megabytes):>7,.0f}"
    )


def scored(matcher: str, task: str) -> Score:
    """How well one matcher did at one task, in this process."""
    given = TASKS[task].read()
    with stopwatch() as spent:
        found = MATCHERS[matcher].linked(given)
    return _score(found, given.true, spent)


def _score(found: set[Pair], true: frozenset[Pair], spent: Spent) -> Score:
    right = len(found & true)
    return Score(right / max(len(found), 1), right / max(len(true), 1), spent.seconds)
