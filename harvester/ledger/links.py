"""Links between samples, as they were decided last; one that is gone leaves its number."""

from collections.abc import Sequence

from sqlalchemy import Connection, func, select

from harvester.ledger.compression import compress, decompress
from harvester.ledger.descriptions import names, numbers
from harvester.ledger.portions import Answer, among
from harvester.ledger.samples import IdentityChange, KeptLink
from harvester.ledger.schema import links
from harvester.ledger.writes import put_all

_COLUMNS = tuple(column.name for column in links.columns)


def of(connection: Connection, iris: Sequence[str] | None) -> list[KeptLink]:
    """See `SampleLedger.links`."""
    there = select(links).where(links.c.relation != "")
    if iris is None:
        return _kept(connection, connection.execute(there.order_by(links.c.id)).all())
    ids = numbers(connection, iris).values()
    found = {
        row.id: row
        for end in (links.c.left, links.c.right)
        for row in among(connection, there, end, ids)
    }
    return _kept(connection, [found[id] for id in sorted(found)])


def methods(connection: Connection) -> dict[str, int]:
    """See `SampleLedger.methods`."""
    query = select(links.c.method, func.count()).where(links.c.relation != "")
    return {method: count for method, count in connection.execute(query.group_by(links.c.method))}


def changed(connection: Connection, after: int, upto: int, limit: int) -> list[IdentityChange]:
    """Those of `SampleLedger.changed` that are links."""
    query = select(links).where(links.c.seq > after, links.c.seq <= upto).order_by(links.c.seq)
    rows = connection.execute(query.limit(limit)).all()
    return [
        IdentityChange(row.seq, "link", row.id, link if link.relation else None)
        for row, link in zip(rows, _kept(connection, rows), strict=True)
    ]


def _kept(connection: Connection, rows: Sequence[Answer]) -> list[KeptLink]:
    """Rows of the table with the samples' IRIs."""
    iris = names(connection, (id for row in rows for id in (row.left, row.right)))
    return [_link(row, iris) for row in rows]


def _link(row: Answer, iris: dict[int, str]) -> KeptLink:
    return KeptLink(
        row.id,
        iris[row.left],
        iris[row.right],
        row.relation,
        row.decision,
        row.points,
        decompress(row.evidence),
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


def _as_kept(link: KeptLink) -> KeptLink:
    """PostgreSQL takes no array of whole numbers and others mixed."""
    return link._replace(evidence=compress(link.evidence), points=float(link.points))


def put(connection: Connection, given: Sequence[KeptLink], first: int) -> None:
    """Keep them, numbered from `first`."""
    ids = numbers(connection, (iri for link in given for iri in (link.left, link.right)))
    rows = [
        (link.id, ids[link.left], ids[link.right], *link[3:], seq)
        for seq, link in enumerate(map(_as_kept, given), first)
    ]
    put_all(connection, links, _COLUMNS, rows)
