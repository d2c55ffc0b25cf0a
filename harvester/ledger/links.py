"""Links between samples, as they were decided last; one that is gone leaves its number."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, or_, select

from harvester.ledger.descriptions import names, numbers, portions
from harvester.ledger.samples import KeptLink
from harvester.ledger.schema import links
from harvester.ledger.writes import put_all

_COLUMNS = tuple(column.name for column in links.columns)


def of(connection: Connection, iris: Sequence[str] | None) -> list[KeptLink]:
    """See `SampleLedger.links`."""
    there = select(links).where(links.c.relation != "")
    if iris is None:
        return kept(connection, connection.execute(there.order_by(links.c.id)).all())
    found: dict[str, Row[Any]] = {}
    for some in portions(list(numbers(connection, iris).values())):
        query = there.where(or_(links.c.left.in_(some), links.c.right.in_(some)))
        found.update((row.id, row) for row in connection.execute(query))
    return kept(connection, [found[id] for id in sorted(found)])


def kept(connection: Connection, rows: Sequence[Row[Any]]) -> list[KeptLink]:
    """Rows of the table with the samples' IRIs."""
    iris = names(connection, (id for row in rows for id in (row.left, row.right)))
    return [_link(row, iris) for row in rows]


def _link(row: Row[Any], iris: dict[int, str]) -> KeptLink:
    return KeptLink(
        row.id,
        iris[row.left],
        iris[row.right],
        row.relation,
        row.decision,
        row.points,
        row.evidence,
        row.method,
        row.part,
    )


def differing(
    connection: Connection, done: Sequence[str], given: Sequence[KeptLink]
) -> list[KeptLink]:
    """What is new or other than it was kept; one that went has no relation any more."""
    before = {link.id: link for link in of(connection, done)}
    now = {link.id: link for link in given}
    gone = [link._replace(relation="") for id, link in before.items() if id not in now]
    return [*gone, *(link for id, link in now.items() if before.get(id) != link)]


def put(connection: Connection, given: Sequence[KeptLink], first: int) -> None:
    """Keep them, numbered from `first`."""
    ids = numbers(connection, (iri for link in given for iri in (link.left, link.right)))
    rows = [
        (link.id, ids[link.left], ids[link.right], *link[3:], first + n)
        for n, link in enumerate(given)
    ]
    put_all(connection, links, _COLUMNS, rows)
