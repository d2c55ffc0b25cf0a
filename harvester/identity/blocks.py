"""Candidates: only rows that share a key are compared; a key that too many share is reported."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from harvester.identity.description import CURATED, Description
from harvester.identity.names.reading import LASTING
from harvester.identity.names.spelling import letters, words

CAP = 300
"""Rows that may share a key and still be compared with each other."""


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


class Blocks:
    """Rows by key, as their positions in a list."""

    def __init__(self, descriptions: Iterable[Description], cap: int = CAP) -> None:
        self._cap = cap
        self._rows: dict[str, list[int]] = {}
        for position, each in enumerate(descriptions):
            for key in set(keys(each)):
                self._rows.setdefault(key, []).append(position)

    def candidates(self, a: Description) -> Sequence[int]:
        """Positions of the rows that share a key with this one, ascending."""
        found: set[int] = set()
        for key in set(keys(a)):
            rows = self._rows.get(key, ())
            if len(rows) <= self._cap:
                found.update(rows)
        return sorted(found)

    @property
    def largest(self) -> Full | None:
        """The fullest block that is compared."""
        sizes = ((len(rows), key) for key, rows in self._rows.items() if len(rows) <= self._cap)
        size, key = max(sizes, default=(0, ""))
        return Full(key, size) if size else None

    @property
    def full(self) -> list[Full]:
        """What was left out, the largest first."""
        sizes = [Full(key, len(rows)) for key, rows in self._rows.items()]
        return sorted((each for each in sizes if each.rows > self._cap), key=lambda f: (-f.rows, f))
