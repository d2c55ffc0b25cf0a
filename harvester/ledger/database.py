"""The engine under the ledger: its address, its connections, its transactions, its clock."""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Protocol

from sqlalchemy import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from harvester.errors import StoreError, UsageError
from harvester.ledger import postgresql, sqlite
from harvester.ledger.refusals import sentence
from harvester.masking import shown


class _Backend(Protocol):
    """What SQLite and PostgreSQL do each in their own way: a module for each."""

    def engine(self, address: URL) -> Engine: ...

    def reader(self, engine: Engine) -> Engine:
        """Its transactions see one state each."""
        ...

    def now(self, connection: Connection) -> datetime:
        """One clock for all who share the ledger."""
        ...

    def about(self, connection: Connection) -> tuple[str, int]:
        """The database's name with its version, and the bytes that it takes."""
        ...

    def call_out(self, connection: Connection) -> None:
        """Wake those who wait for news when this transaction is committed."""
        ...

    def news(self, engine: Engine, every: float) -> Generator[None]: ...


_BACKENDS: dict[str, _Backend] = {"sqlite": sqlite, "postgresql": postgresql}


class Database:
    """Transactions on one ledger; whatever the database refuses comes out as a StoreError."""

    def __init__(self, url: str) -> None:
        address = _address(url)
        self.name = _name(address)
        self._backend = _BACKENDS[address.get_backend_name()]
        self._engine = self._backend.engine(address)
        self._reader = self._backend.reader(self._engine)
        self._writer = self._engine.execution_options(begin="IMMEDIATE")

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One transaction that sees one state and hinders nobody."""
        with self._told(), self._reader.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: all of it is kept, or nothing."""
        with self._told(), self._writer.begin() as connection:
            yield connection

    def now(self, connection: Connection) -> datetime:
        return self._backend.now(connection)

    def about(self) -> tuple[str, int]:
        with self.reading() as connection:
            return self._backend.about(connection)

    def call_out(self, connection: Connection) -> None:
        self._backend.call_out(connection)

    def news(self, every: float) -> Generator[None]:
        """See `Ledger.news`."""
        with self._told():
            yield from self._backend.news(self._engine, every)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            if message := sentence(self.name, error):
                raise StoreError(message) from error
            raise

    def close(self) -> None:
        self._engine.dispose()


def _address(url: str) -> URL:
    try:
        address = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise UsageError(
            "The ledger's address is not a database URL such as postgresql://user@host/database; "
            "in a password / @ : ? # are written %2F %40 %3A %3F %23. Nothing was changed."
        ) from error
    if address.get_backend_name() not in _BACKENDS:
        raise UsageError(
            f"The ledger cannot live in {address.get_backend_name()}: SQLite or PostgreSQL only."
        )
    if address.get_backend_name() == "sqlite" and address.database in (None, "", ":memory:"):
        raise UsageError("The ledger cannot live in memory: name a file, sqlite:////path/to/file.")
    return address


def _name(address: URL) -> str:
    file = address.get_backend_name() == "sqlite"
    return f"The ledger {address.database if file else shown(address.render_as_string())}"
