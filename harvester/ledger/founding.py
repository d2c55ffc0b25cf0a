"""A new ledger is founded; an old one is looked at before anything is done to it."""

from sqlalchemy import Connection, inspect, select

from harvester.errors import StoreError
from harvester.ledger.database import Database
from harvester.ledger.schema import METADATA, VERSION, ledger
from harvester.ledger.writes import add_missing


def found(database: Database, now: str) -> None:
    """Make the tables where there are none.

    Raises:
        StoreError: it is another program's database, or a newer Lithoscope wrote it.
    """
    with database.reading() as connection:
        tables = inspect(connection).get_table_names()
        version = _version(connection) if ledger.name in tables else None
    if version is None:
        _refuse_foreign(database, tables)
        _make(database, now)
    elif version > VERSION:
        raise StoreError(
            f"{database.name} was written by a newer Lithoscope (its schema is {version}, this "
            f"one knows up to {VERSION}). Nothing was changed. Update Lithoscope."
        )


def _version(connection: Connection) -> int | None:
    return connection.execute(select(ledger.c.version)).scalar()


def _refuse_foreign(database: Database, tables: list[str]) -> None:
    if tables and ledger.name not in tables:
        raise StoreError(
            f"{database.name} is another program's database (it has a table `{tables[0]}`). "
            "Nothing was changed. Choose another --home or another ledger address."
        )


def _make(database: Database, now: str) -> None:
    with database.writing() as connection:
        METADATA.create_all(connection)
        row = {"id": 1, "version": VERSION, "founded": now, "last_seq": 0}
        add_missing(connection, ledger, [row])
