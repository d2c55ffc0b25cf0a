"""A new ledger is founded, an older one brought up to date, any other left as it is."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Row, func, inspect, select

from harvester.errors import ConfigError, StoreError
from harvester.ledger.database import Database
from harvester.ledger.schema import METADATA, VERSION, ledger, version
from harvester.ledger.writes import add_all


def found(database: Database, now: Callable[[Connection], str], base_url: str) -> None:
    """Make the tables where there are none, and change those of an older version.

    Raises:
        StoreError: it is another program's database, or another Lithoscope wrote it.
        ConfigError: it was founded with another base of all IRIs.
    """
    with database.reading() as connection:
        known = state(database, connection)
        if known == VERSION:
            return _hold(database, connection.execute(select(ledger)).one(), base_url)
    with database.writing() as connection:
        _alone(connection)
        known = state(database, connection)  # another process may have been quicker
        if known is None:
            make(database, connection, now(connection), base_url)
        elif known != VERSION:
            _migrate(connection)
    return found(database, now, base_url)


def state(database: Database, connection: Connection) -> str | None:
    """The version of the ledger that is there; None where nothing is.

    Raises:
        StoreError: what is there is not for us to touch.
    """
    tables = inspect(connection).get_table_names()
    if not tables:
        return None
    if ledger.name not in tables:
        raise StoreError(
            f"{database.name} is another program's database (it has a table `{tables[0]}`). "
            "Nothing was changed. Choose another --home or another ledger address."
        )
    if version.name not in tables:
        raise StoreError(
            f"{database.name} was written by a Lithoscope before its first release. "
            "Nothing was changed. Start a new home: --home."
        )
    known = str(connection.execute(select(version.c.version_num)).scalar_one())
    if known > VERSION:
        raise StoreError(
            f"{database.name} was written by a newer Lithoscope (its schema is {known}, this "
            f"one knows up to {VERSION}). Nothing was changed. Update Lithoscope."
        )
    return known


def make(database: Database, connection: Connection, now: str, base_url: str) -> None:
    """All tables as the newest migration leaves them; it does not wait for alembic's import."""
    _require_unicode(database, connection)
    METADATA.create_all(connection, checkfirst=False)
    version.create(connection)
    add_all(connection, version, ("version_num",), [(VERSION,)])
    columns = ("id", "founded", "base_url", "last_seq")
    add_all(connection, ledger, columns, [(1, now, base_url, 0)])


def _alone(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":  # SQLite has one writer at a time anyway
        connection.execute(select(func.pg_advisory_xact_lock(func.hashtext(ledger.name))))


def _require_unicode(database: Database, connection: Connection) -> None:
    if connection.dialect.name != "postgresql":
        return
    encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
    if encoding != "UTF8":
        raise StoreError(
            f"{database.name} has the encoding {encoding}; UTF8 is needed for what is written in "
            "the world. Nothing was changed. Make another database: createdb --encoding UTF8 "
            "--template template0 NAME."
        )


def _migrate(connection: Connection) -> None:
    from harvester.ledger.migrations import upgrade  # read only where there is something to change

    upgrade(connection)


def _hold(database: Database, founded: Row[Any], base_url: str) -> None:
    """Under another base every record would be there twice, by its old IRI and by a new one."""
    if founded.base_url != base_url:
        raise ConfigError(
            f"base_url is {base_url}, but {database.name[0].lower()}{database.name[1:]} was "
            f"founded with {founded.base_url}, and its records keep their addresses. Nothing was "
            "changed. Set it back (lithoscope.toml, LITHOSCOPE_BASE_URL), or start a new home."
        )
