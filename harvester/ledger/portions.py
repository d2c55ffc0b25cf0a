"""Questions about many values: each time as many as a database takes, then the next."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Connection, Row, Select

MANY = 10_000
"""Values in one question: both databases take three times as many."""

Question: TypeAlias = Select[*tuple[Any, ...]]
Answer: TypeAlias = Row[*tuple[Any, ...]]


def portions(values: Iterable[Any]) -> Iterator[list[Any]]:
    """Each value once, in order."""
    each = sorted(set(values))
    for start in range(0, len(each), MANY):
        yield each[start : start + MANY]


def among(
    connection: Connection, query: Question, column: ColumnElement[Any], values: Iterable[Any]
) -> Iterator[Answer]:
    """What a query finds where the column has one of these values; ordered in each portion."""
    for some in portions(values):
        yield from connection.execute(query.where(column.in_(some)))
