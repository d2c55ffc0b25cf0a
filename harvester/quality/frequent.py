"""Counting kinds of which there may be too many to remember."""

from dataclasses import dataclass, field

from harvester.quality.report import Example, Kind

MOST = 10_000
"""Kinds that are remembered at once."""


@dataclass
class Frequent:
    """How often each kind was met, and the first example of it.

    When there are too many kinds, the rarer half is forgotten: what is frequent stays, though a
    count may then be too small.
    """

    most: int = MOST
    total: int = 0
    _seen: dict[str, tuple[int, Example]] = field(default_factory=dict)

    def add(self, kind: str, example: Example) -> None:
        self.total += 1
        if kind not in self._seen and len(self._seen) >= self.most:
            self._seen = dict(self._sorted()[: self.most // 2])
        count, first = self._seen.get(kind, (0, example))
        self._seen[kind] = count + 1, first

    def __len__(self) -> int:
        return len(self._seen)

    def kinds(self, limit: int) -> tuple[Kind, ...]:
        """Most frequent first, then by name."""
        return tuple(Kind(what, *seen) for what, seen in self._sorted()[:limit])

    def _sorted(self) -> list[tuple[str, tuple[int, Example]]]:
        return sorted(self._seen.items(), key=lambda each: (-each[1][0], each[0]))
