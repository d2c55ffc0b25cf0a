"""A ledger is copied into another database: whole, compared, and in one transaction."""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, Table, func, inspect, select

from harvester.errors import StoreError, UsageError
from harvester.ledger import Copied, Told
from harvester.ledger.database import Database
from harvester.ledger.founding import make
from harvester.ledger.schema import METADATA, leases, ledger
from harvester.ledger.writes import add_all

_BATCH = 500
"""Rows in memory at a time; a pack is about 1 MB at most before it is compressed."""
TABLES = tuple(table for table in METADATA.sorted_tables if table is not leases)
"""Who holds what at the moment stays behind."""


def copy(source: Database, target: Database, told: Told) -> list[Copied]:
    """Copy all tables, and read them again from both to compare.

    Until the end nobody else sees anything in `target`; what fails before leaves it empty.

    Raises:
        UsageError: `target` is not empty.
        StoreError: it is not the same afterwards, or a database failed.
    """
    with source.reading() as theirs, target.writing() as ours:
        for each in (theirs, ours):
            _let_wait(each)
        _require_empty(target, ours)
        founded = theirs.execute(select(ledger)).one()
        make(target, ours, founded.founded, founded.base_url)
        ours.execute(ledger.delete())
        copied = [_copy(theirs, ours, table, told) for table in TABLES]
        for before in copied:
            _require_same(before, _read(ours, METADATA.tables[before.table], _nothing))
        _count_on(ours)
    return copied


def _let_wait(connection: Connection) -> None:
    """While one is read, the other may stand still for longer than a server has patience."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 0")


def _require_empty(target: Database, connection: Connection) -> None:
    tables = inspect(connection).get_table_names()
    if tables:
        raise UsageError(
            f"{target.name} is not empty (it has a table `{tables[0]}`). Nothing was changed. "
            "Name a database without tables, or remove what is in it first."
        )


def _copy(source: Connection, target: Connection, table: Table, told: Told) -> Copied:
    total = source.execute(select(func.count()).select_from(table)).scalar_one()
    columns = tuple(table.c.keys())

    def keep(batch: Sequence[Row[Any]], done: int) -> None:
        add_all(target, table, columns, [tuple(row) for row in batch])
        told(table.name, done, total)

    return _read(source, table, keep)


def _read(
    connection: Connection, table: Table, use: Callable[[Sequence[Row[Any]], int], None]
) -> Copied:
    """All rows in the order of their keys, in batches; the driver does not read all of them first.

    `use` gets each batch, and how many rows came so far.
    """
    query = select(table).order_by(*table.primary_key)
    digest, done = sha256(), 0
    with connection.execute(query, execution_options={"yield_per": _BATCH}) as result:
        for batch in result.partitions():
            digest.update(_bytes(batch))
            done += len(batch)
            use(batch, done)
    return Copied(table.name, done, digest.hexdigest())


def _nothing(*_: object) -> None:
    pass


def _bytes(rows: Iterable[Sequence[Any]]) -> bytes:
    """The same for the same values, whichever database they come from."""
    return "".join(repr(tuple(map(_short, row))) for row in rows).encode()


def _short(value: Any) -> Any:
    return sha256(value).digest() if isinstance(value, bytes) else value


def _require_same(before: Copied, after: Copied) -> None:
    if before != after:
        raise StoreError(
            f"The table {before.table} is not the same after it was copied ({before.rows:,} rows, "
            f"then {after.rows:,}, or other values). Nothing was kept of the copy, and the ledger "
            "is as it was. Please report it."
        )


def _count_on(connection: Connection) -> None:
    """PostgreSQL's counters have not seen the keys that came along."""
    if connection.dialect.name != "postgresql":
        return
    for table in TABLES:
        if (column := table.autoincrement_column) is not None:
            counter = func.pg_get_serial_sequence(table.name, column.name)
            newest = func.max(column)
            connection.execute(
                select(func.setval(counter, func.coalesce(newest, 1), newest.is_not(None)))
            )
