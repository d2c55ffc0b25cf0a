"""recordlinkage: its own index, its own comparisons, its support vector machine, trained."""

from typing import Any

from tests.benchmarks.matchers.candidates import FIELDS, out_of_fold, text
from tests.benchmarks.matchers.tasks import Fields, Pair, Task


def linked(task: Task) -> set[Pair]:
    import recordlinkage

    left, right = _frame(task.left), _frame(task.right)
    used = [field for field in FIELDS if (left[field] != "").any()]
    tables = (left, right) if task.right else (left,)
    pairs = _pairs(task, tables, used)
    comparison = recordlinkage.Compare()
    for field in used:
        comparison.string(field, field, method="jarowinkler", label=field)
        comparison.exact(field, field, label=f"{field}=")
    features = comparison.compute(pairs, *tables)
    kept = [tuple(pair) for pair in pairs]

    def predicted(train: Any, same: Any, test: Any) -> list[bool]:
        model = recordlinkage.SVMClassifier()
        model.fit(features.iloc[train], pairs[train[same]])
        found = set(model.predict(features.iloc[test]))
        return [kept[at] in found for at in test]

    return out_of_fold([_ordered(task, pair) for pair in kept], task.true, predicted)


def _frame(rows: list[Fields]) -> Any:
    from pandas import DataFrame

    columns = {field: [text(row, field) for row in rows] for field in FIELDS}
    return DataFrame(columns, index=[row["id"] for row in rows])


def _pairs(task: Task, tables: tuple[Any, ...], used: list[str]) -> Any:
    import recordlinkage
    from pandas import MultiIndex

    if task.pairs is not None:
        return MultiIndex.from_tuples(task.pairs)
    index = recordlinkage.Index()
    index.sortedneighbourhood("name", window=9)
    for field in used:
        index.block(field)
    return index.index(*tables)


def _ordered(task: Task, pair: Pair) -> Pair:
    return pair if task.right else (min(pair), max(pair))
