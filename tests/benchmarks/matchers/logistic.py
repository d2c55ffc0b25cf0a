"""Rules in the style of dedupe: a logistic regression over how alike the fields of a pair are."""

from collections.abc import Iterator
from typing import Any

from rapidfuzz.distance import JaroWinkler
from rapidfuzz.fuzz import token_sort_ratio

from tests.benchmarks.matchers.candidates import FIELDS, candidates, out_of_fold, text
from tests.benchmarks.matchers.tasks import Fields, Pair, Task


def linked(task: Task) -> set[Pair]:
    import numpy
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    rows, pairs = task.rows, candidates(task)
    features = numpy.array([list(_features(rows[a], rows[b])) for a, b in pairs])

    def predicted(train: Any, same: Any, test: Any) -> Any:
        model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))
        return model.fit(features[train], same).predict(features[test])

    return out_of_fold(pairs, task.true, predicted)


def _features(one: Fields, other: Fields) -> Iterator[float]:
    """Per field: alike as a whole, alike word by word, equal, both known; then numbers in names."""
    for field in FIELDS:
        left, right = text(one, field), text(other, field)
        known = bool(left and right)
        yield JaroWinkler.similarity(left, right) if known else 0.5
        yield token_sort_ratio(left, right) / 100 if known else 0.5
        yield known and left == right
        yield known
    yield _digits(one) == _digits(other)


def _digits(row: Fields) -> str:
    return "".join(filter(str.isdigit, text(row, "name")))
