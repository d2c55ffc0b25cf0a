"""Blocking keys: by which samples find those that they are compared with."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, delete, func, select

from harvester.ledger.descriptions import numbers, wait
from harvester.ledger.portions import among, portions
from harvester.ledger.schema import sample_keys, samples
from harvester.ledger.writes import add_all

_SIZE = func.count().label("size")


def file(connection: Connection, keys: Mapping[str, Sequence[str]], cap: int) -> None:
    """See `SampleLedger.file`."""
    ids = numbers(connection, keys)
    own = ids.values()
    touched = _filed(connection, own).union(*keys.values())
    before = sizes(connection, touched)
    for some in portions(own):
        connection.execute(delete(sample_keys).where(sample_keys.c.sample.in_(some)))
    rows = [(key, ids[iri]) for iri, new in keys.items() if iri in ids for key in sorted(set(new))]
    add_all(connection, sample_keys, ("key", "sample"), rows)
    after = sizes(connection, touched)
    crossed = [key for key in touched if (before.get(key, 0) > cap) != (after.get(key, 0) > cap)]
    under = sharing(connection, crossed).values()
    wait(connection, [iri for some in under for iri in some], waiting=True)


def _filed(connection: Connection, ids: Iterable[int]) -> set[str]:
    query = select(sample_keys.c.key).distinct()
    return {row.key for row in among(connection, query, sample_keys.c.sample, ids)}


def sizes(connection: Connection, keys: Iterable[str]) -> dict[str, int]:
    query = select(sample_keys.c.key, _SIZE).group_by(sample_keys.c.key)
    return {row.key: row.size for row in among(connection, query, sample_keys.c.key, keys)}


def sharing(connection: Connection, keys: Iterable[str]) -> dict[str, list[str]]:
    query = (
        select(sample_keys.c.key, samples.c.iri)
        .select_from(sample_keys.join(samples, samples.c.id == sample_keys.c.sample))
        .order_by(sample_keys.c.key, samples.c.iri)
    )
    found: dict[str, list[str]] = defaultdict(list)
    for row in among(connection, query, sample_keys.c.key, keys):
        found[row.key].append(row.iri)
    return dict(found)


def full(connection: Connection, cap: int, limit: int) -> list[tuple[str, int]]:
    query = select(sample_keys.c.key, _SIZE).group_by(sample_keys.c.key)
    fullest = (
        query.having(func.count() > cap).order_by(_SIZE.desc(), sample_keys.c.key).limit(limit)
    )
    return [(row.key, row.size) for row in connection.execute(fullest)]
