"""Ours: the command `match rows` for lists, what `match explain` says of each pair for pairs."""

from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.matchers.tasks import SHARED, Pair, Task, written

NAMES = SHARED / "meteorites_nasa" / "meteorites.csv"


def linked(task: Task) -> set[Pair]:
    """Pairs that are the same object, whatever the decision's strength."""
    return _listed(task) if task.pairs is None else _judged(task)


def with_names(task: Task) -> set[Pair]:
    """As a catalogue has it that has loaded the official names of meteorites.

    Raises:
        FileNotFoundError: the list is not here.
    """
    if not NAMES.is_file():
        raise FileNotFoundError(f"There is no {NAMES}.")
    return _listed(task, NAMES) if task.pairs is None else _judged(task, NAMES)


def _listed(task: Task, *names: Path) -> set[Pair]:
    from tests.benchmarks.match_scale import same

    authority = [word for file in names for word in ("--authority", str(file))]
    with TemporaryDirectory() as folder:
        left, right, links = (Path(folder, name) for name in ("left", "right", "links"))
        written(task.left, left)
        written(task.right, right)
        against = ["--against", str(right)] if task.right else []
        return set(same(left, links, *against, *authority))


def _judged(task: Task, *names: Path) -> set[Pair]:
    from harvester.identity.authorities.kept import combined
    from harvester.identity.authorities.lists import read
    from harvester.identity.matching import explain
    from harvester.identity.row import Row

    known = combined([read(file).entries for file in names]) if names else None
    rows = {name: Row.model_validate(row) for name, row in task.rows.items()}
    pairs = task.pairs or []
    return {
        (one, other)
        for one, other in pairs
        if explain(rows[one], rows[other], known).relation == "same"
    }
