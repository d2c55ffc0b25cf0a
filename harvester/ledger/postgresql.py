"""A ledger on a PostgreSQL server: how it is reached, its clock, and what it calls out."""

from collections.abc import Generator
from datetime import datetime
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, func, select
from sqlalchemy.exc import OperationalError

from harvester.errors import UsageError
from harvester.masking import shown

_CHANNEL = "lithoscope"
_REACH = {
    "application_name": "lithoscope",  # by which the server's operator knows whose it is
    "connect_timeout": 10,
    # A plan that fits any values reads a whole table where one for these would use an index.
    "prepare_threshold": None,
    "keepalives_idle": 30,  # a machine that is gone is noticed within a minute
    "keepalives_interval": 10,
    "keepalives_count": 3,
}


_IDLE = """SELECT set_config('idle_in_transaction_session_timeout', '60s', false)
    WHERE current_setting('idle_in_transaction_session_timeout') = '0'"""
"""A process that is halted within a transaction holds up the others no longer than its lease; an
address or a server may say another time (`?options=-c idle_in_transaction_session_timeout=…`)."""


def engine(address: URL) -> Engine:
    """The driver is psycopg 3, whichever is named or none.

    Raises:
        UsageError: it is not installed.
    """
    try:
        made = create_engine(
            address.set(drivername="postgresql+psycopg"),
            connect_args={
                name: value for name, value in _REACH.items() if name not in address.query
            },
            pool_pre_ping=True,  # a connection from before the server's restart is not used
        )
    except ModuleNotFoundError as error:
        raise UsageError(
            f"The ledger {shown(address.render_as_string())} needs the Python package "
            f"{error.name}: pip install 'lithoscope[postgresql]'."
        ) from error
    event.listen(made, "connect", _prepare)
    return made


def _prepare(driver: Any, _: object) -> None:
    driver.execute(_IDLE)
    driver.commit()


def reader(engine: Engine) -> Engine:
    """Each of its transactions sees one state, as SQLite's do."""
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def now(connection: Connection) -> datetime:
    """The server's time: the clocks of the machines that harvest may differ."""
    said: datetime = connection.execute(select(func.clock_timestamp())).scalar_one()
    return said


def about(connection: Connection) -> tuple[str, int]:
    """The server and its version; bytes that the database takes."""
    version = connection.exec_driver_sql("SHOW server_version").scalar_one()
    size = connection.execute(select(func.pg_database_size(func.current_database())))
    return f"PostgreSQL {version.split()[0]}", size.scalar_one()


def call_out(connection: Connection) -> None:
    """Wake all who wait for news, when this transaction is committed."""
    connection.execute(select(func.pg_notify(_CHANNEL, "")))


def news(engine: Engine, every: float) -> Generator[None]:
    """See `Ledger.news`."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(f"LISTEN {_CHANNEL}")
        try:
            while True:
                yield
                _until_called(connection.connection.driver_connection, every)
        finally:
            connection.invalidate()  # nobody else shall get a connection that listens


def _until_called(driver: Any, every: float) -> None:
    from psycopg import Error  # there only where a server is

    try:
        list(driver.notifies(timeout=every, stop_after=1))
    except Error as error:
        raise OperationalError("LISTEN", None, error) from error
