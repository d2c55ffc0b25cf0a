"""Blocking keys: by which samples find those that they are compared with."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, delete, func, select

from harvester.ledger.descriptions import numbers, portions, wait
from harvester.ledger.schema import sample_keys, samples
from harvester.ledger.writes import add_all

_SIZE = func.count().label("size")


def file(connection: Connection, keys: Mapping[str, Sequence[str]], cap: int) -> None:
    """See `SampleLedger.file`."""
    ids = numbers(connection, keys)
    own = list(ids.values())
    touched = sorted(_filed(connection, own).union(*keys.values()))
    before = sizes(connection, touched)
    for some in portions(own):
        connection.execute(delete(sample_keys).where(sample_keys.c.sample.in_(some)))
    rows = [(key, ids[iri]) for iri, new in keys.items() if iri in ids for key in sorted(set(new))]
    add_all(connection, sample_keys, ("key", "sample"), rows)
    after = sizes(connection, touched)
    crossed = [key for key in touched if (before.get(key, 0) > cap) != (after.get(key, 0) > cap)]
    under = sharing(connection, crossed).values()
    wait(connection, [iri for some in under for iri in some], waiting=True)


def _filed(connection: Connection, ids: Sequence[int]) -> set[str]:
    found: set[str] = set()
    for some in portions(ids):
        query = select(sample_keys.c.key).where(sample_keys.c.sample.in_(some)).distinct()
        found.update(connection.execute(query).scalars())
    return found


def sizes(connection: Connection, keys: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for some in portions(keys):
        query = select(sample_keys.c.key, _SIZE).where(sample_keys.c.key.in_(some))
        sized = connection.execute(query.group_by(sample_keys.c.key))
        found.update((row.key, row.size) for row in sized)
    return found


def sharing(connection: Connection, keys: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    joined = sample_keys.join(samples, samples.c.id == sample_keys.c.sample)
    for some in portions(keys):
        query = (
            select(sample_keys.c.key, samples.c.iri)
            .select_from(joined)
            .where(sample_keys.c.key.in_(some))
            .order_by(sample_keys.c.key, samples.c.iri)
        )
        for row in connection.execute(query):
            found[row.key].append(row.iri)
    return dict(found)


def full(connection: Connection, cap: int, limit: int) -> list[tuple[str, int]]:
    query = select(sample_keys.c.key, _SIZE).group_by(sample_keys.c.key)
    fullest = (
        query.having(func.count() > cap).order_by(_SIZE.desc(), sample_keys.c.key).limit(limit)
    )
    return [(row.key, row.size) for row in connection.execute(fullest)]
