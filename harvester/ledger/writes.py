"""Rows are written: one and its key given back, or many by the driver's own fast way."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, TypeAlias

from sqlalchemy import Connection, Dialect, Table, bindparam, insert, update
from sqlalchemy.dialects import postgresql, sqlite

Values: TypeAlias = dict[str, Any]
Maker: TypeAlias = Callable[[str, Table, Sequence[str]], Any]
"""Makes the statement of a dialect for a table and the columns that are given."""

_INSERTS: dict[str, Callable[[Table], Any]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


def add(connection: Connection, table: Table, **values: Any) -> int:
    """Insert one row; gives its `id`."""
    row = insert(table).values(**values).returning(table.c.id)
    return int(connection.execute(row).scalar_one())


def add_all(connection: Connection, table: Table, rows: Sequence[Values]) -> None:
    """Insert rows whose keys are new."""
    _run(connection, _insert, table, rows)


def add_missing(connection: Connection, table: Table, rows: Sequence[Values]) -> None:
    """Insert rows; one whose key is there already is passed over."""
    _run(connection, _insert_missing, table, rows)


def put_all(connection: Connection, table: Table, rows: Sequence[Values]) -> None:
    """Insert rows; one whose key is there already changes the row that has it."""
    _run(connection, _upsert, table, rows)


def alter_all(connection: Connection, table: Table, rows: Sequence[Values]) -> None:
    """Set the columns that the rows carry, each in the row whose `id` is `at`."""
    _run(connection, _update, table, rows)


def _insert(_: str, table: Table, __: Sequence[str]) -> Any:
    return insert(table)


def _insert_missing(dialect: str, table: Table, _: Sequence[str]) -> Any:
    return _INSERTS[dialect](table).on_conflict_do_nothing(index_elements=table.primary_key)


def _upsert(dialect: str, table: Table, columns: Sequence[str]) -> Any:
    row = _INSERTS[dialect](table)
    changed = {name: row.excluded[name] for name in columns if name not in table.primary_key}
    return row.on_conflict_do_update(index_elements=table.primary_key, set_=changed)


def _update(_: str, table: Table, __: Sequence[str]) -> Any:
    return update(table).where(table.c.id == bindparam("at"))


def _run(connection: Connection, make: Maker, table: Table, rows: Sequence[Values]) -> None:
    """All rows carry the same columns.

    The driver is called directly: bytes, numbers and text need none of the conversions that
    SQLAlchemy looks for in each row, and those cost a third of the time of keeping a page.
    """
    if not rows:
        return
    sql, positions = _compiled(connection.dialect, make, table, tuple(rows[0]))
    connection.exec_driver_sql(sql, list(map(positions, rows) if positions else rows))


@lru_cache(maxsize=256)
def _compiled(
    dialect: Dialect, make: Maker, table: Table, columns: tuple[str, ...]
) -> tuple[str, Callable[[Values], Any] | None]:
    """The statement, and what puts a row in order where the driver takes values by position."""
    statement = make(dialect.name, table, columns)
    given = [name for name in columns if name in table.c]
    compiled = statement.compile(dialect=dialect, column_keys=given)
    order = compiled.positiontup
    return str(compiled), itemgetter(*order) if order else None
