"""Groups of samples: their members now and ever, and what happened to them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Connection, select, update

from harvester.ledger.descriptions import names, numbers
from harvester.ledger.portions import among, portions
from harvester.ledger.samples import Event, Group, Happening, IdentityChange
from harvester.ledger.schema import events, groups, memberships, samples
from harvester.ledger.writes import add_all, add_missing, alter_all, put_all


def of(connection: Connection, iris: Iterable[str]) -> dict[str, str]:
    """See `SampleLedger.groups_of`."""
    query = select(samples.c.iri, samples.c.group).where(samples.c.group.is_not(None))
    return {row.iri: row.group for row in among(connection, query, samples.c.iri, iris)}


def by_id(connection: Connection, ids: Collection[str]) -> dict[str, Group]:
    members: dict[str, list[str]] = defaultdict(list)
    query = select(samples.c.group, samples.c.iri).order_by(samples.c.iri)
    for row in among(connection, query, samples.c.group, ids):
        members[row.group].append(row.iri)
    return {
        row.id: Group(row.id, tuple(members[row.id]), tuple(row.now.split()))
        for row in among(connection, select(groups), groups.c.id, ids)
    }


def ever(connection: Connection, iris: Iterable[str]) -> dict[str, list[str]]:
    """See `SampleLedger.ever`."""
    own, group, sample = numbers(connection, iris), memberships.c.group, memberships.c.sample
    found = among(connection, select(group).distinct(), sample, own.values())
    were: dict[str, list[int]] = defaultdict(list)
    for row in among(connection, select(memberships), group, [row.group for row in found]):
        were[row.group].append(row.sample)
    called = names(connection, (one for some in were.values() for one in some))
    return {id: sorted(called[one] for one in some) for id, some in sorted(were.items())}


def changed(connection: Connection, after: int, upto: int, limit: int) -> list[IdentityChange]:
    """Those of `SampleLedger.changed` that are groups."""
    query = select(groups.c.id, groups.c.seq).where(groups.c.seq > after, groups.c.seq <= upto)
    first = query.order_by(groups.c.seq).limit(limit)
    seqs = {row.id: row.seq for row in connection.execute(first)}
    return [
        IdentityChange(seqs[id], "group", id, group if group.members or group.now else None)
        for id, group in by_id(connection, seqs).items()
    ]


def differing(connection: Connection, given: Sequence[Group]) -> list[tuple[Group, Happening]]:
    """Groups that are not as they were kept, each with what happened to it."""
    before = by_id(connection, [group.id for group in given])
    return [
        (group, _happened(group, before.get(group.id)))
        for group in given
        if before.get(group.id) != group
    ]


def _happened(group: Group, before: Group | None) -> Happening:
    if group.members:
        return "changed" if before and before.members else "began"
    if not group.now:
        return "gone"
    return "merged" if len(group.now) == 1 else "split"


def put(
    connection: Connection, given: Sequence[tuple[Group, Happening]], first: int, time: str
) -> None:
    """Keep them, numbered from `first`; who left is in the group that has it now, or in none."""
    changed = [(group.id, " ".join(group.now), first + n) for n, (group, _) in enumerate(given)]
    put_all(connection, groups, ("id", "now", "seq"), changed)
    ids = numbers(connection, (iri for group, _ in given for iri in group.members))
    _leave(connection, (group.id for group, _ in given))
    places = [(ids[iri], group.id) for group, _ in given for iri in group.members]
    alter_all(connection, samples, ("at", "group"), places)
    members = [(id, sample) for sample, id in places]
    add_missing(connection, memberships, ("group", "sample"), members)
    told = [
        (first + n, time, group.id, what, " ".join(group.now))
        for n, (group, what) in enumerate(given)
    ]
    add_all(connection, events, ("seq", "time", "group", "what", "others"), told)


def _leave(connection: Connection, ids: Iterable[str]) -> None:
    nowhere = update(samples).values({samples.c.group: None})
    for some in portions(ids):
        connection.execute(nowhere.where(samples.c.group.in_(some)))


def happened(connection: Connection, since: str, id: str | None) -> list[Event]:
    """See `SampleLedger.events`."""
    query = select(events).where(events.c.time >= since).order_by(events.c.seq)
    found = query if id is None else query.where(events.c.group == id)
    return [
        Event(row.seq, row.time, row.group, row.what, tuple(row.others.split()))
        for row in connection.execute(found)
    ]
