"""A new ledger is founded; an old one is looked at before anything is done to it."""

from typing import Any

from sqlalchemy import Row, func, inspect, select

from harvester.errors import ConfigError, StoreError
from harvester.ledger.database import Database
from harvester.ledger.schema import METADATA, VERSION, ledger
from harvester.ledger.writes import add_all


def found(database: Database, now: str, base_url: str) -> None:
    """Make the tables where there are none.

    Raises:
        StoreError: it is another program's database, or another Lithoscope wrote it.
        ConfigError: it was founded with another base of all IRIs.
    """
    with database.reading() as connection:
        tables = inspect(connection).get_table_names()
        if ledger.name in tables:
            _refuse_version(database, connection.execute(select(ledger.c.version)).scalar_one())
            return _hold(database, connection.execute(select(ledger)).one(), base_url)
    if tables:
        raise StoreError(
            f"{database.name} is another program's database (it has a table `{tables[0]}`). "
            "Nothing was changed. Choose another --home or another ledger address."
        )
    _make(database, now, base_url)
    return found(database, now, base_url)  # another process may have been quicker


def _refuse_version(database: Database, version: int) -> None:
    if version < VERSION:
        raise StoreError(
            f"{database.name} was written by a Lithoscope before its first release (its schema is "
            f"{version}, this one's {VERSION}). Nothing was changed. Start a new home: --home."
        )
    if version > VERSION:
        raise StoreError(
            f"{database.name} was written by a newer Lithoscope (its schema is {version}, this "
            f"one knows up to {VERSION}). Nothing was changed. Update Lithoscope."
        )


def _hold(database: Database, founded: Row[Any], base_url: str) -> None:
    """Under another base every record would be there twice, by its old IRI and by a new one."""
    if founded.base_url != base_url:
        raise ConfigError(
            f"base_url is {base_url}, but {database.name[0].lower()}{database.name[1:]} was "
            f"founded with {founded.base_url}, and its records keep their addresses. Nothing was "
            "changed. Set it back (lithoscope.toml, LITHOSCOPE_BASE_URL), or start a new home."
        )


def _make(database: Database, now: str, base_url: str) -> None:
    with database.writing() as connection:
        if connection.dialect.name == "postgresql":  # SQLite has one writer at a time anyway
            connection.execute(select(func.pg_advisory_xact_lock(func.hashtext(ledger.name))))
        if inspect(connection).has_table(ledger.name):
            return  # another process was quicker
        METADATA.create_all(connection, checkfirst=False)
        columns = ("id", "version", "founded", "base_url", "last_seq")
        add_all(connection, ledger, columns, [(1, VERSION, now, base_url, 0)])
