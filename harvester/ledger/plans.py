"""Plans: when each source is next due, the same for all machines."""

from collections.abc import Collection

from sqlalchemy import Connection, delete, select

from harvester.ledger import Plan
from harvester.ledger.schema import plans
from harvester.ledger.writes import put_all


def put(connection: Connection, given: Collection[Plan]) -> None:
    """See `Ledger.plan`."""
    put_all(connection, plans, ("source", "schedule", "due"), [tuple(each) for each in given])


def entries(connection: Connection) -> dict[str, Plan]:
    rows = connection.execute(select(plans).order_by(plans.c.source))
    return {row.source: Plan(*row) for row in rows}


def remove(connection: Connection, sources: Collection[str]) -> None:
    connection.execute(delete(plans).where(plans.c.source.in_(list(sources))))
