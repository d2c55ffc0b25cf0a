"""Very many short lists of numbers, in eight bytes for each number."""

from array import array
from collections.abc import Iterable, Iterator


class Ragged:
    """Lists of different lengths, by their position; numbers of 64 bits, not negative."""

    def __init__(self) -> None:
        self._all, self._ends = array("Q"), array("Q", [0])

    def append(self, numbers: Iterable[int]) -> None:
        self._all.extend(numbers)
        self._ends.append(len(self._all))

    def __getitem__(self, position: int) -> "array[int]":
        return self._all[self._ends[position] : self._ends[position + 1]]

    def __iter__(self) -> "Iterator[array[int]]":
        return map(self.__getitem__, range(len(self._ends) - 1))
