"""Exact names: what everybody could do before, letters' case and spaces aside."""

from collections import defaultdict
from itertools import combinations

from tests.benchmarks.matchers.tasks import Fields, Pair, Task


def linked(task: Task) -> set[Pair]:
    rows = task.rows
    if task.pairs is not None:
        return {
            (a, b) for a, b in task.pairs if (name := _name(rows[a])) and name == _name(rows[b])
        }
    named: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for side, each in enumerate((task.left, task.right)):
        for row in each:
            if name := _name(row):
                named[name][side].append(row["id"])
    if task.right:
        return {(a, b) for left, right in named.values() for a in left for b in right}
    return {pair for left, _ in named.values() for pair in combinations(sorted(left), 2)}


def _name(row: Fields) -> str:
    return " ".join(str(row.get("name", "")).casefold().split())
