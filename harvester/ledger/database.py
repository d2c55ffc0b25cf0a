"""The engine under the ledger: its address, its connections, its transactions."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import SQLITE_BUSY, OperationalError
from time import monotonic, sleep
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from harvester.errors import StoreError, UsageError
from harvester.ledger.refusals import sentence

_BACKENDS = ("sqlite", "postgresql")
_PRAGMAS = (
    "synchronous = FULL",  # a page that was kept outlives a power cut
    "foreign_keys = ON",
    "cache_size = -32768",  # 32 MB: a page's changes stay in memory until its commit
    "wal_autocheckpoint = 8192",  # every 32 MB: each page touches pages all over the indexes
)
_FOUNDING = 10.0
"""Seconds in which another process has surely founded the ledger."""


class Database:
    """Transactions on one ledger; whatever the database refuses comes out as a StoreError."""

    def __init__(self, url: str) -> None:
        address = _address(url)
        self.name = _name(address)
        self._engine = _engine(address)
        self._writer = self._engine.execution_options(begin="IMMEDIATE")

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One transaction that sees one state and hinders nobody."""
        with self._begun(self._engine) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: all of it is kept, or nothing."""
        with self._begun(self._writer) as connection:
            yield connection

    @contextmanager
    def _begun(self, engine: Engine) -> Iterator[Connection]:
        try:
            with engine.begin() as connection:
                yield connection
        except DBAPIError as error:
            if message := sentence(self.name, error):
                raise StoreError(message) from error
            raise

    def close(self) -> None:
        self._engine.dispose()


def _address(url: str) -> URL:
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise UsageError(f"The ledger's address `{url}` is not a database URL.") from error
    if address.get_backend_name() not in _BACKENDS:
        raise UsageError(
            f"The ledger cannot live in {address.get_backend_name()}: SQLite or PostgreSQL only."
        )
    if address.get_backend_name() == "sqlite" and address.database in (None, "", ":memory:"):
        raise UsageError("The ledger cannot live in memory: name a file, sqlite:////path/to/file.")
    return address


def _name(address: URL) -> str:
    file = address.get_backend_name() == "sqlite"
    return f"The ledger {address.database if file else address.render_as_string()}"


def _engine(address: URL) -> Engine:
    if address.get_backend_name() == "sqlite":
        return _sqlite(address)
    try:
        return create_engine(address, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise UsageError(
            f"The ledger {address.render_as_string()} needs the Python package {error.name}."
        ) from error


def _sqlite(address: URL) -> Engine:
    folder = Path(str(address.database)).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"The folder {folder} cannot be made: {error.strerror}.") from error
    wait = address.query.get("timeout", "30")
    engine = create_engine(address.update_query_dict({"timeout": wait}))
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


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
