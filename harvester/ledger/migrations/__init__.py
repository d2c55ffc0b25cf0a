"""The ledger's tables from one version to the next: a file for each in `versions`.

A file here is never changed once a release had it. `schema.py` says where they lead.
"""

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def upgrade(connection: Connection, to: str = "head") -> None:
    """Bring the tables to a version, within the transaction of `connection`."""
    command.upgrade(configured(connection), to)


def configured(connection: Connection) -> Config:
    """What alembic's commands ask for; `env.py` finds the connection in it."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", "harvester.ledger:migrations")
    return config
