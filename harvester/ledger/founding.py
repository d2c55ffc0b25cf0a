"""A new ledger is founded; an old one is looked at before anything is done to it."""

from sqlalchemy import func, inspect, select

from harvester.errors import StoreError
from harvester.ledger.database import Database
from harvester.ledger.schema import METADATA, VERSION, ledger
from harvester.ledger.writes import add_all


def found(database: Database, now: str) -> None:
    """Make the tables where there are none.

    Raises:
        StoreError: it is another program's database, or a newer Lithoscope wrote it.
    """
    with database.reading() as connection:
        tables = inspect(connection).get_table_names()
        if ledger.name in tables:
            return _refuse_newer(
                database, connection.execute(select(ledger.c.version)).scalar_one()
            )
    if tables:
        raise StoreError(
            f"{database.name} is another program's database (it has a table `{tables[0]}`). "
            "Nothing was changed. Choose another --home or another ledger address."
        )
    return _make(database, now)


def _refuse_newer(database: Database, version: int) -> None:
    if version > VERSION:
        raise StoreError(
            f"{database.name} was written by a newer Lithoscope (its schema is {version}, this "
            f"one knows up to {VERSION}). Nothing was changed. Update Lithoscope."
        )


def _make(database: Database, now: str) -> None:
    with database.writing() as connection:
        if connection.dialect.name == "postgresql":  # SQLite has one writer at a time anyway
            connection.execute(select(func.pg_advisory_xact_lock(func.hashtext(ledger.name))))
        if inspect(connection).has_table(ledger.name):
            return  # another process was quicker
        METADATA.create_all(connection, checkfirst=False)
        columns = ("id", "version", "founded", "last_seq")
        add_all(connection, ledger, columns, [(1, VERSION, now, 0)])
