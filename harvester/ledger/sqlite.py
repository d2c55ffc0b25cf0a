"""A ledger in a SQLite file: how it is opened, and how one process hears of another's writing."""

from collections.abc import Generator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import SQLITE_BUSY, OperationalError, sqlite_version
from time import monotonic, sleep
from typing import Any

from sqlalchemy import URL, Connection, Engine, PoolProxiedConnection, create_engine, event

from harvester.errors import StoreError

_PRAGMAS = (
    "synchronous = FULL",  # a page that was kept outlives a power cut
    "foreign_keys = ON",
    "cache_size = -32768",  # 32 MB: a page's changes stay in memory until its commit
    "wal_autocheckpoint = 8192",  # every 32 MB: each page touches pages all over the indexes
)
_FOUNDING = 10.0
"""Seconds in which another process has surely founded the ledger."""
_LOOK = 0.1
"""Seconds between two looks whether another process wrote."""


def engine(address: URL) -> Engine:
    folder = Path(str(address.database)).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"The folder {folder} cannot be made: {error.strerror}.") from error
    wait = address.query.get("timeout", "30")
    made = create_engine(address.update_query_dict({"timeout": wait}))
    event.listen(made, "connect", _prepare)
    event.listen(made, "begin", _begin)
    return made


def reader(engine: Engine) -> Engine:
    return engine  # a transaction on a file sees one state anyway


def now(_: Connection) -> datetime:
    """All who share the file share the machine."""
    return datetime.now(UTC)


def about(connection: Connection) -> tuple[str, int]:
    """The server and its version; bytes that the ledger takes."""
    pages, size = (
        connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
        for name in ("page_count", "page_size")
    )
    return f"SQLite {sqlite_version}", pages * size


def call_out(_: Connection) -> None:
    """Nothing to do: see `news`."""


def news(engine: Engine, every: float) -> Generator[None]:
    """See `Ledger.news`."""
    with closing(engine.raw_connection()) as connection:
        while True:
            yield
            _until_another_wrote(connection, monotonic() + every)


def _until_another_wrote(connection: PoolProxiedConnection, end: float) -> None:
    before = _version(connection)
    while monotonic() < end and _version(connection) == before:
        sleep(_LOOK)


def _version(connection: PoolProxiedConnection) -> Any:
    """Changes when another connection has committed."""
    with closing(connection.cursor()) as cursor:
        cursor.execute("PRAGMA data_version")
        return cursor.fetchone()


def _prepare(connection: Any, _: object) -> None:
    connection.isolation_level = None  # the driver's own BEGIN comes too late: see _begin
    _write_ahead(connection)
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _write_ahead(connection: Any) -> None:
    """Others may read while one writes. SQLite does not wait where several found a ledger."""
    patience = monotonic() + _FOUNDING
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except OperationalError as error:
            if error.sqlite_errorcode != SQLITE_BUSY or monotonic() > patience:
                raise
        sleep(0.02)


def _begin(connection: Connection) -> None:
    # A writer takes the lock at once: one that read first could not get it any more.
    connection.exec_driver_sql(f"BEGIN {connection.get_execution_options().get('begin', '')}")
