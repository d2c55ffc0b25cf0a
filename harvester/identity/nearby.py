"""Names one letter off: one changed, missing, added, or two swapped; never a digit.

An edit leaves the first or the second half of a name whole: so each name is kept under its halves,
and only names that share one are compared.
"""

import re
from collections.abc import Iterable, Iterator

from rapidfuzz.distance import OSA

DIGITS = re.compile(r"\d+")


class Nearby:
    """Finds known names at a distance of one (optimal string alignment)."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._halves: dict[tuple[int, bool, str], list[str]] = {}
        self._known: set[str] = set()
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        if name in self._known:
            return
        self._known.add(name)
        middle = len(name) // 2
        self._halves.setdefault((len(name), False, name[:middle]), []).append(name)
        self._halves.setdefault((len(name), True, name[middle:]), []).append(name)

    def one_off(self, name: str) -> tuple[str, ...]:
        """Known names one letter away, sorted; those with other digits are none."""
        digits = DIGITS.findall(name)
        found = {
            other
            for other in self._candidates(name)
            if OSA.distance(name, other, score_cutoff=1) == 1 and DIGITS.findall(other) == digits
        }
        return tuple(sorted(found))

    def _candidates(self, name: str) -> Iterator[str]:
        for length in (len(name) - 1, len(name), len(name) + 1):
            middle = length // 2
            yield from self._halves.get((length, False, name[:middle]), ())
            yield from self._halves.get((length, True, name[len(name) - (length - middle) :]), ())
        middle = len(name) // 2
        swapped = f"{name[: middle - 1]}{name[middle : middle + 1]}{name[middle - 1 : middle]}"
        swapped += name[middle + 1 :]
        if middle and swapped in self._known:
            yield swapped  # the only edit that touches both halves
