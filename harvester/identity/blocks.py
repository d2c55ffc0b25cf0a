"""Candidates: only rows that share a key are compared; a key that too many share is reported."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import NamedTuple

from harvester.errors import UsageError
from harvester.identity.description import CURATED, Description
from harvester.identity.names.reading import LASTING
from harvester.identity.names.spelling import letters, words
from harvester.identity.rules.names import BARE

LABEL = "label:"
CAP = 300
"""Rows that may share a key and still be compared with each other."""
BITS = 24
POSITION = (1 << BITS) - 1
"""Of a packed entry the last bits are the row's position, those before them the key's digest."""


class Full(NamedTuple):
    """A key with more rows than the cap: they were not compared for its sake."""

    key: str
    rows: int


def keys(a: Description) -> Iterator[str]:
    """What a row can be found by; the same key may come twice."""
    for name in a.names:
        if name.kind in CURATED:
            yield f"{name.kind}:{name.root}"
        if name.kind in LASTING or name.kind == "label" or name.kind in CURATED:
            yield f"{name.kind}:{name.value}"
    if a.parent and a.parent.kind != "words":
        yield f"{a.parent.kind}:{a.parent.root}"
        yield f"{a.parent.kind}:{a.parent.value}"
    if a.origin:
        yield f"origin:{a.origin.name}"
        yield f"origin:{a.origin.name}:{a.owner}:{a.number or ''}"
    yield from _circumstances(a)


def _circumstances(a: Description) -> Iterator[str]:
    place = letters(a.row.place)
    if a.row.mass_g and place:
        yield f"mass:{a.row.mass_g:.3g}:{place}"
    if place:
        for word in words(a.row.name).split():
            if sum(map(str.isdigit, word)) >= 3:
                yield f"digits:{word}:{place}"


def digest(key: str) -> int:
    """Forty bits: keys that have them in common only cost a comparison in vain."""
    return int.from_bytes(blake2b(key.encode("utf-8", "replace"), digest_size=5).digest())


def filed(a: Description) -> Iterator[str]:
    """Under which keys others find a row: a label is also filed with whose it is."""
    for key in keys(a):
        yield key
        if key.startswith(LABEL):
            yield f"{key}:{a.owner}"


def sought(a: Description) -> Iterator[str]:
    """Under which keys a row looks for others.

    A bare label means nothing in another laboratory, so it is looked for among the same one's
    rows and those whose laboratory is not known; these in turn look among all.
    """
    for key in keys(a):
        bare = key.startswith(LABEL) and sum(map(str.isdigit, key)) < BARE
        if bare:
            yield f"{key}:{a.owner}"
            yield f"{key}:"
        if not (bare and a.owner):
            yield key


class Blocks:
    """Rows by the digests of their keys: one sorted array, eight bytes for each key of a row."""

    def __init__(self, rows: Iterable[Iterable[int]], cap: int = CAP) -> None:
        """Digests of the keys that each row is filed under, by its position."""
        self._cap = cap
        self._full: set[int] = set()
        packed = array("Q")
        for position, found in enumerate(rows):
            if position > POSITION:
                raise UsageError(f"At most {POSITION + 1:,} rows are compared at once: split them.")
            packed.extend(each << BITS | position for each in found)
        self._packed = array("Q", sorted(packed))

    def candidates(self, sought: Iterable[int]) -> list[int]:
        """Positions of the rows that are filed under one of these digests, ascending."""
        rows: set[int] = set()
        for each in sought:
            start, end = self._block(each)
            if end - start <= self._cap:
                rows.update(packed & POSITION for packed in self._packed[start:end])
            else:
                self._full.add(each)
        return sorted(rows)

    def finds(self, sought: Iterable[int], position: int) -> bool:
        """Whether the row at a position is among the candidates."""
        for each in sought:
            start, end = self._block(each)
            at = bisect_left(self._packed, each << BITS | position, start, end)
            if end - start <= self._cap and at < end and self._packed[at] & POSITION == position:
                return True
        return False

    def full(self) -> Iterator[tuple[int, int, int]]:
        """Of each block that was looked for in vain: digest, number of rows, the first of them."""
        for each in self._full:
            start = bisect_left(self._packed, each << BITS)
            end = bisect_left(self._packed, each + 1 << BITS, start)
            yield each, end - start, self._packed[start] & POSITION

    def _block(self, digest: int) -> tuple[int, int]:
        """Where it begins and ends, or where the cap is passed."""
        start = bisect_left(self._packed, digest << BITS)
        most = min(start + self._cap + 1, len(self._packed))
        return start, bisect_left(self._packed, digest + 1 << BITS, start, most)
