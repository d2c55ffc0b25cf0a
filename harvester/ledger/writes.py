"""Rows are written: one and its key given back, or many, by the driver's own fast way.

Bytes, numbers and text need none of the conversions that SQLAlchemy looks for in each row, and
those cost a third of the time of keeping a page.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, TypeAlias

from sqlalchemy import Connection, Dialect, Table, bindparam, insert, update
from sqlalchemy.dialects import postgresql, sqlite

Columns: TypeAlias = tuple[str, ...]
Values: TypeAlias = tuple[Any, ...]
Maker: TypeAlias = Callable[[str, Table, Columns], Any]
"""Makes the statement of a dialect for a table and the columns that are given."""

_INSERTS: dict[str, Callable[[Table], Any]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


def add(connection: Connection, table: Table, **values: Any) -> int:
    """Insert one row; gives its `id`."""
    sql, arranged = _compiled(connection.dialect, _insert_one, table, tuple(values))
    (row,) = arranged([tuple(values.values())])
    return int(connection.exec_driver_sql(sql, row).scalar_one())


def add_all(connection: Connection, table: Table, columns: Columns, rows: Sequence[Values]) -> None:
    """Insert rows whose keys are new."""
    _run(connection, _insert, table, columns, rows)


def add_missing(
    connection: Connection, table: Table, columns: Columns, rows: Sequence[Values]
) -> None:
    """Insert rows; one whose key is there already is passed over."""
    _run(connection, _insert_missing, table, columns, rows)


def put_all(connection: Connection, table: Table, columns: Columns, rows: Sequence[Values]) -> None:
    """Insert rows; one whose key is there already changes the row that has it."""
    _run(connection, _upsert, table, columns, rows)


def alter_all(
    connection: Connection, table: Table, columns: Columns, rows: Sequence[Values]
) -> None:
    """Set the columns in the rows whose `id` is `at`, which is one of the columns given."""
    _run(connection, _update, table, columns, rows)


def _insert_one(_: str, table: Table, __: Columns) -> Any:
    return insert(table).returning(table.c.id)


def _insert(_: str, table: Table, __: Columns) -> Any:
    return insert(table)


def _insert_missing(dialect: str, table: Table, _: Columns) -> Any:
    return _INSERTS[dialect](table).on_conflict_do_nothing(index_elements=table.primary_key)


def _upsert(dialect: str, table: Table, columns: Columns) -> Any:
    row = _INSERTS[dialect](table)
    changed = {name: row.excluded[name] for name in columns if name not in table.primary_key}
    return row.on_conflict_do_update(index_elements=table.primary_key, set_=changed)


def _update(_: str, table: Table, __: Columns) -> Any:
    return update(table).where(table.c.id == bindparam("at"))


def _run(
    connection: Connection, make: Maker, table: Table, columns: Columns, rows: Sequence[Values]
) -> None:
    if not rows:
        return
    sql, arranged = _compiled(connection.dialect, make, table, columns)
    connection.exec_driver_sql(sql, arranged(rows))


@lru_cache(maxsize=256)
def _compiled(
    dialect: Dialect, make: Maker, table: Table, columns: Columns
) -> tuple[str, Callable[[Sequence[Values]], list[Any]]]:
    """The statement, and what makes rows what the driver takes: by position or by name."""
    statement = make(dialect.name, table, columns)
    given = [name for name in columns if name in table.c]
    compiled = statement.compile(dialect=dialect, column_keys=given)
    order = compiled.positiontup
    if order is None:
        return str(compiled), lambda rows: [dict(zip(columns, row, strict=True)) for row in rows]
    if tuple(order) == columns:
        return str(compiled), list
    in_order = itemgetter(*map(columns.index, order))
    return str(compiled), lambda rows: list(map(in_order, rows))
