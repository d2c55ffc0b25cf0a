"""Statements of PostgreSQL that take many rows at once, as an array of each column.

Row after row took ten times as long: each is a statement of its own to the server.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ARRAY,
    Select,
    String,
    Table,
    TableValuedAlias,
    Text,
    bindparam,
    func,
    select,
)
from sqlalchemy import update as update_
from sqlalchemy.dialects import postgresql


def turned(columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> dict[str, list[Any]]:
    """Rows as columns."""
    return dict(zip(columns, map(list, zip(*rows, strict=True)), strict=True))


def insert(table: Table, columns: Sequence[str]) -> Any:
    return postgresql.insert(table).from_select(columns, _rows(table, columns))


def insert_missing(table: Table, columns: Sequence[str]) -> Any:
    return insert(table, columns).on_conflict_do_nothing(index_elements=table.primary_key)


def upsert(table: Table, columns: Sequence[str]) -> Any:
    row = insert(table, columns)
    changed = {name: row.excluded[name] for name in columns if name not in table.primary_key}
    return row.on_conflict_do_update(index_elements=table.primary_key, set_=changed)


def update(table: Table, columns: Sequence[str]) -> Any:
    """Of the rows whose `id` is `at`, one of the columns."""
    given = _given(table, columns)
    changed = {name: given.c[name] for name in columns if name in table.c}
    return update_(table).values(changed).where(table.c.id == given.c.at)


def _rows(table: Table, columns: Sequence[str]) -> Select[Any]:
    return select(*_given(table, columns).c)


def _given(table: Table, columns: Sequence[str]) -> TableValuedAlias:
    arrays = [bindparam(name, type_=ARRAY(_type(table, name))) for name in columns]
    return func.unnest(*arrays).table_valued(*columns, name="given").render_derived()


def _type(table: Table, name: str) -> Any:
    kind = table.c[name if name in table.c else "id"].type
    return Text() if isinstance(kind, String) else kind
