"""Packs: the new records of a page in one compressed piece, known by the SHA-256 of its content.

Records of a page resemble each other: packed together they take a fraction of the time and of the
room that each would take by itself.
"""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, select
from zstandard import ZstdError

from harvester.errors import StoreError
from harvester.ledger.compression import compress, decompress
from harvester.ledger.schema import packs
from harvester.ledger.writes import add

FULL = 1024 * 1024
"""Bytes of content from which a pack takes no further record: so much is read for any of them."""


class Place(NamedTuple):
    """Where a record's bytes are: the key of the pack, and the slice of its content."""

    pack: int
    start: int
    length: int


def put(connection: Connection, page: int, contents: Sequence[bytes]) -> list[Place]:
    """Keep the contents in as many packs as they fill; `page` is the key of the page's row."""
    places: list[Place] = []
    for together in _filled(contents):
        content = b"".join(together)
        digest = sha256(content).digest()
        key = add(connection, packs, page=page, digest=digest, data=compress(content))
        start = 0
        for one in together:
            places.append(Place(key, start, len(one)))
            start += len(one)
    return places


def contents(connection: Connection, rows: Iterable[Row[Any]]) -> Iterator[bytes]:
    """The bytes of rows with a `pack`, a `start` and a `length`.

    Each pack is read once where its rows follow each other, as they do by `seq`.

    Raises:
        StoreError: a pack's bytes are not those that were kept.
    """
    key, content = None, b""
    for row in rows:
        if row.pack != key:
            key, content = row.pack, _read(connection, row.pack)
        yield content[row.start : row.start + row.length]


def _filled(contents: Sequence[bytes]) -> Iterator[list[bytes]]:
    together: list[bytes] = []
    size = 0
    for content in contents:
        together.append(content)
        size += len(content)
        if size >= FULL:
            yield together
            together, size = [], 0
    if together:
        yield together


def _read(connection: Connection, key: int) -> bytes:
    row = connection.execute(select(packs).where(packs.c.id == key)).one()
    try:
        content = decompress(row.data)
    except ZstdError:
        content = b""
    if sha256(content).digest() != row.digest:
        raise StoreError(
            f"The ledger is damaged: the records of its pack {key} are not the bytes that were "
            "kept. Nothing was changed. Restore the last backup."
        )
    return content
