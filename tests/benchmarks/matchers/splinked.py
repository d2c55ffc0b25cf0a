"""Splink 5 on DuckDB: it learns by itself, from no labels (expectation maximisation)."""

import logging
from typing import Any

from tests.benchmarks.matchers.candidates import FIELDS, SEED, text
from tests.benchmarks.matchers.tasks import Fields, Pair, Task

SURE = 0.5
"""Probability from which a pair counts as linked."""


def linked(task: Task) -> set[Pair]:
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    database = DuckDBAPI()
    used = [field for field in FIELDS if any(text(row, field) for row in task.left)]
    blocks = ["pair"] if task.pairs is not None else used
    settings = SettingsCreator(
        link_type="link_only" if task.right else "dedupe_only",
        comparisons=[_comparison(field) for field in used],
        blocking_rules_to_generate_predictions=[block_on(field) for field in blocks],
        unique_id_column_name="id",
    )
    tables = [database.register(_table(rows)) for rows in (task.left, task.right) if rows]
    linker = Linker(tables, settings, log_level=logging.ERROR)
    _learn(linker, used, task)
    found = linker.inference.predict(threshold_match_probability=SURE).as_record_list()
    return {_pair(task, each["id_l"], each["id_r"]) for each in found}


def _comparison(field: str) -> Any:
    from splink import comparison_library as library

    if field == "name":
        alike = library.JaroWinklerAtThresholds(field, [0.95, 0.88, 0.7])
        return alike.configure(term_frequency_adjustments=True)
    if field in {"identifiers", "date"}:
        return library.DamerauLevenshteinAtThresholds(field, [1, 2])
    if field in {"mass_g", "lat", "lon"}:
        return library.ExactMatch(field)
    return library.JaroWinklerAtThresholds(field, [0.92, 0.8])


def _learn(linker: Any, used: list[str], task: Task) -> None:
    from splink import block_on

    learn = linker.training
    learn.estimate_u_using_random_sampling(max_pairs=2e6, seed=SEED)
    if task.pairs is not None:
        learn.estimate_parameters_using_expectation_maximisation(
            block_on("pair"),
            populate_probability_two_random_records_match_from_trained_values=True,
        )
        return
    learn.estimate_probability_two_random_records_match([block_on("name")], recall=0.7)
    for field in used[:2]:
        learn.estimate_parameters_using_expectation_maximisation(block_on(field))


def _table(rows: list[Fields]) -> Any:
    import pyarrow

    columns: dict[str, list[Any]] = {"id": [row["id"] for row in rows]}
    columns["pair"] = [number for number, _ in enumerate(rows)]
    for field in FIELDS:
        columns[field] = [text(row, field) or None for row in rows]
    return pyarrow.table(columns, pyarrow.schema([(n, _type(n)) for n in columns]))


def _type(column: str) -> Any:
    import pyarrow

    return pyarrow.int64() if column == "pair" else pyarrow.string()


def _pair(task: Task, one: str, other: str) -> Pair:
    lefts = {row["id"] for row in task.left}
    if task.right:
        return (one, other) if one in lefts else (other, one)
    return min(one, other), max(one, other)
