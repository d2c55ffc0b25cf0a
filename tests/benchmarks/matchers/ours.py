"""Ours: the command `match rows` for lists, `match explain` of each pair for pairs."""

from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.matchers.tasks import Pair, Task, written


def linked(task: Task) -> set[Pair]:
    """Pairs that are the same object, whatever the decision's strength."""
    return _listed(task) if task.pairs is None else _judged(task)


def _listed(task: Task) -> set[Pair]:
    from tests.benchmarks.match_scale import same

    with TemporaryDirectory() as folder:
        left, right, links = (Path(folder, name) for name in ("left", "right", "links"))
        written(task.left, left)
        written(task.right, right)
        return set(same(left, links, right if task.right else None))


def _judged(task: Task) -> set[Pair]:
    from harvester.identity.matching import explain
    from harvester.identity.row import Row

    rows = {name: Row.model_validate(row) for name, row in task.rows.items()}
    pairs = task.pairs or []
    return {
        (one, other) for one, other in pairs if explain(rows[one], rows[other]).relation == "same"
    }
