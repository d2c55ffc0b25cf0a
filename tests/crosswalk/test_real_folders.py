"""Every real file in a format that we claim: its records, and what became of them.

The tables in `real/` are read by people: a change of a number is a change of the catalogue.
"""

from functools import cache
from pathlib import Path

import pytest
from real_records import Outcome, Row, rows

pytestmark = pytest.mark.data


@cache
def outcome(row: Row, shared: Path) -> Outcome:
    return Outcome(row, shared / "data")


@pytest.mark.parametrize("row", rows(), ids=str)
def test_real_records_map_as_the_table_says(row, shared):
    found = outcome(row, shared)
    assert found.row.records > 0, "no file there is like this"
    assert found.row == row, found.reasons
    assert bool(row.rejected) == (row.why != "-")


def test_under_five_percent_of_the_paths_are_neither_read_nor_ignored_by_name(shared):
    found = [outcome(row, shared) for row in rows()]
    paths = set().union(*(each.paths for each in found))
    never_read = set().union(*(each.never_read for each in found))
    assert len(never_read) < 0.05 * len(paths), sorted(never_read)
