"""Pairs worth comparing, for matchers that bring no way to find them; and how they are trained."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any

from tests.benchmarks.matchers.tasks import Fields, Pair, Task

CAP = 30
"""Rows that may share a word and still be compared for it."""
FOLDS, SEED = 5, 7
TEXTS = ("name", "identifiers", "other_names", "parent", "place", "material", "date")
OWNERS = ("lab", "collection", "mass_g", "lat", "lon")
FIELDS = (*TEXTS, *OWNERS)


def text(row: Fields, field: str) -> str:
    value = row.get(field) or ""
    return " ".join(map(str, value) if isinstance(value, list) else str(value).split()).casefold()


def candidates(task: Task) -> list[Pair]:
    """The pairs to be judged, or those that share a rare word of any field."""
    if task.pairs is not None:
        return task.pairs
    blocks: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for side, rows in enumerate((task.left, task.right)):
        for row in rows:
            for word in {word for field in TEXTS for word in text(row, field).split()}:
                blocks[word][side].append(row["id"])
    found = {pair for left, right in blocks.values() for pair in _paired(left, right, task)}
    return sorted(found)


def _paired(left: list[str], right: list[str], task: Task) -> Iterator[Pair]:
    if len(left) + len(right) > CAP:
        return
    if task.right:
        yield from ((one, other) for one in left for other in right)
    else:
        yield from combinations(sorted(left), 2)


def out_of_fold(
    pairs: list[Pair],
    true: frozenset[Pair],
    predicted: Callable[[Any, Any, Any], Any],
) -> set[Pair]:
    """Each pair judged by a model that has seen neither it nor another pair of its left row.

    `predicted(train, same, test)` takes positions, labels of the first, positions.
    """
    import numpy
    from sklearn.model_selection import StratifiedGroupKFold

    same = numpy.array([pair in true for pair in pairs])
    lefts = [left for left, _ in pairs]
    folds = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=SEED)
    found: set[Pair] = set()
    for train, test in folds.split(lefts, same, lefts):
        said = predicted(train, same[train], test)
        found.update(pairs[at] for at, one in zip(test, said, strict=True) if one)
    return found
