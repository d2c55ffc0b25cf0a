"""What people judged of two samples: never lost, though taken back."""

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, select, update

from harvester.ledger.descriptions import wait
from harvester.ledger.portions import among
from harvester.ledger.samples import Judgement
from harvester.ledger.schema import judgements
from harvester.ledger.writes import add

_COUNTS = judgements.c.undone == ""
_FIELDS = tuple(judgements.c[name] for name in Judgement._fields)


def judge(connection: Connection, given: Judgement, time: str) -> Judgement:
    """See `SampleLedger.judge`."""
    before = (
        (judgements.c.left == given.left)
        & (judgements.c.right == given.right)
        & (judgements.c.person == given.person)
    )
    taken_back = {"undone": time, "undone_by": given.person}
    connection.execute(update(judgements).where(before, _COUNTS).values(taken_back))
    made = given._replace(time=given.time or time, undone="", undone_by="")
    values = {name: value for name, value in made._asdict().items() if name != "id"}
    wait(connection, [given.left, given.right], waiting=True)
    return made._replace(id=add(connection, judgements, **values))


def undo(connection: Connection, id: int, person: str, time: str) -> Judgement | None:
    """See `SampleLedger.undo`."""
    taken_back = (
        update(judgements)
        .where(judgements.c.id == id, _COUNTS)
        .values(undone=time, undone_by=person)
        .returning(*_FIELDS)
    )
    row = connection.execute(taken_back).first()
    if row is None:
        return None
    wait(connection, [row.left, row.right], waiting=True)
    return Judgement(*row)


def entries(connection: Connection, iris: Sequence[str] | None, *, undone: bool) -> list[Judgement]:
    """See `SampleLedger.judgements`."""
    query = select(*_FIELDS).where(*([] if undone else [_COUNTS]))
    if iris is None:
        return [Judgement(*row) for row in connection.execute(query.order_by(judgements.c.id))]
    found = {
        row.id: Judgement(*row)
        for end in (judgements.c.left, judgements.c.right)
        for row in among(connection, query, end, iris)
    }
    return [found[id] for id in sorted(found)]


def judged_since(
    connection: Connection, iris: Sequence[str], heeded: Collection[int]
) -> frozenset[str]:
    """Samples with a judgement that was made, or taken back, after these were read."""
    counting = {each.id: each for each in entries(connection, iris, undone=False)}
    every = {each.id: each for each in entries(connection, iris, undone=True)}
    other = counting.keys() ^ set(heeded)
    return frozenset(iri for id in other if id in every for iri in every[id][:2])
