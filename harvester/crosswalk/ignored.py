"""What a crosswalk names as known and not read."""

from collections.abc import Sequence
from functools import lru_cache


class Ignored:
    """Paths, each with all that is below it; `//name` stands anywhere."""

    def __init__(self, paths: Sequence[str], mark: str) -> None:
        self._anywhere = frozenset(p.removeprefix("//") for p in paths if p.startswith("//"))
        self._paths = frozenset(p for p in paths if not p.startswith("//"))
        self._mark = mark
        self.covers = lru_cache(4096)(self._covers)

    def _covers(self, path: str) -> bool:
        steps = path.split(self._mark)
        above = (self._mark.join(steps[: i + 1]) for i in range(len(steps)))
        return not self._anywhere.isdisjoint(steps) or any(each in self._paths for each in above)
