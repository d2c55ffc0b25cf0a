"""Rows are written: one and its key given back, or many, by the database's own fast way.

SQLite takes row after row, PostgreSQL an array of each column. Bytes, numbers and text need none
of the conversions that SQLAlchemy looks for in each row, and those cost a third of the time of
keeping a page.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, TypeAlias

from sqlalchemy import Connection, Dialect, Table, bindparam, insert, update
from sqlalchemy.dialects import sqlite

from harvester.ledger import arrays

Columns: TypeAlias = tuple[str, ...]
Values: TypeAlias = tuple[Any, ...]
Maker: TypeAlias = Callable[[Table, Columns], Any]
"""Makes the statement for a table and the columns that are given."""


def add(connection: Connection, table: Table, **values: Any) -> int:
    """Insert one row; gives its `id`."""
    sql, arranged = _compiled(connection.dialect, _insert_one, table, tuple(values))
    (row,) = arranged([tuple(values.values())])
    return int(connection.exec_driver_sql(sql, row).scalar_one())


def add_all(connection: Connection, table: Table, columns: Columns, rows: Sequence[Values]) -> None:
    """Insert rows whose keys are new."""
    _run(connection, (_insert, arrays.insert), table, columns, rows)


def add_missing(
    connection: Connection, table: Table, columns: Columns, rows: Sequence[Values]
) -> None:
    """Insert rows; one whose key is there already is passed over."""
    _run(connection, (_insert_missing, arrays.insert_missing), table, columns, rows)


def put_all(connection: Connection, table: Table, columns: Columns, rows: Sequence[Values]) -> None:
    """Insert rows; one whose key is there already changes the row that has it."""
    key = itemgetter(*(columns.index(column.name) for column in table.primary_key))
    last = {key(row): row for row in rows}  # PostgreSQL refuses to change a row twice at once
    _run(connection, (_upsert, arrays.upsert), table, columns, list(last.values()))


def alter_all(
    connection: Connection, table: Table, columns: Columns, rows: Sequence[Values]
) -> None:
    """Set the columns in the rows whose `id` is `at`, which is one of the columns given."""
    _run(connection, (_update, arrays.update), table, columns, rows)


def _insert_one(table: Table, _: Columns) -> Any:
    return insert(table).returning(table.c.id)


def _insert(table: Table, _: Columns) -> Any:
    return insert(table)


def _insert_missing(table: Table, _: Columns) -> Any:
    return sqlite.insert(table).on_conflict_do_nothing(index_elements=table.primary_key)


def _upsert(table: Table, columns: Columns) -> Any:
    row = sqlite.insert(table)
    changed = {name: row.excluded[name] for name in columns if name not in table.primary_key}
    return row.on_conflict_do_update(index_elements=table.primary_key, set_=changed)


def _update(table: Table, _: Columns) -> Any:
    return update(table).where(table.c.id == bindparam("at"))


def _run(
    connection: Connection,
    makers: tuple[Maker, Maker],
    table: Table,
    columns: Columns,
    rows: Sequence[Values],
) -> None:
    """`makers` are SQLite's, for a row, and PostgreSQL's, for all of them."""
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        sql = _text(connection.dialect, makers[1], table, columns)
        connection.exec_driver_sql(sql, arrays.turned(columns, rows))
    else:
        sql, arranged = _compiled(connection.dialect, makers[0], table, columns)
        connection.exec_driver_sql(sql, arranged(rows))


@lru_cache(maxsize=256)
def _text(dialect: Dialect, make: Maker, table: Table, columns: Columns) -> str:
    return str(make(table, columns).compile(dialect=dialect))


@lru_cache(maxsize=256)
def _compiled(
    dialect: Dialect, make: Maker, table: Table, columns: Columns
) -> tuple[str, Callable[[Sequence[Values]], list[Any]]]:
    """The statement, and what makes rows what the driver takes: by position or by name."""
    given = [name for name in columns if name in table.c]
    compiled = make(table, columns).compile(dialect=dialect, column_keys=given)
    order = compiled.positiontup
    if order is None:
        return str(compiled), lambda rows: [dict(zip(columns, row, strict=True)) for row in rows]
    if tuple(order) == columns:
        return str(compiled), list
    in_order = itemgetter(*map(columns.index, order))
    return str(compiled), lambda rows: list(map(in_order, rows))
