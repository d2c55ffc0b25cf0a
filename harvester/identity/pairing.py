"""Links among very many rows: described and judged on all cores, kept small in between."""

import gc
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from typing import Any

from harvester import log
from harvester.cores import batches, count, in_order
from harvester.identity.blocks import CAP, Blocks, Full, digest, filed, sought
from harvester.identity.description import Description, describe
from harvester.identity.judging import Link, judge
from harvester.identity.official import Register
from harvester.identity.ragged import Ragged
from harvester.identity.row import Row
from harvester.identity.weights import TABLE, Weight

ROWS, PAIRS = 500, 2_000
"""That go to a process at once."""
WORTH_IT = 5_000
"""Rows below which starting processes takes longer than the work."""

Kept = bytes
"""A description, pickled: some hundred bytes, where the object has thousands."""
Found = tuple[Kept, tuple[int, ...], tuple[int, ...]]
"""A description, the digests that it is filed under, and those that it looks for."""
Describe = Callable[[tuple[Row, ...]], list[Found]]
Run = Callable[[Callable[..., Any], Iterable[Any]], Iterator[Any]]
"""Does work on each batch, and gives what comes of them in order."""

_known: Register


class Pairing:
    """Compares rows with a list: with themselves, or others with it."""

    def __init__(
        self,
        rows: Iterable[Row],
        known: Register,
        *,
        table: Sequence[Weight] = TABLE,
        cap: int = CAP,
        processes: int = 1,
    ) -> None:
        """Goes through the rows once; none of them is kept as an object.

        Where there are several processes, each method starts its own and ends them.
        """
        self._known, self._table, self._processes = known, table, processes
        self._kept: list[Kept] = []
        self._sought, places = Ragged(), Ragged()
        with self._crew() as (run, reading):
            for kept, under, looked_for in _each(run(reading, batches(rows, ROWS))):
                self._kept.append(kept)
                places.append(under)
                self._sought.append(looked_for)
        self._blocks = Blocks(places, cap)

    def among(self) -> Iterator[Link]:
        """Each linked pair once, the smaller id on the left, whatever order the rows came in."""
        judging = partial(_judged, self._table, ordered=True)
        with self._crew() as (run, _):
            yield from _each(run(judging, batches(self._pairs(), PAIRS)))

    def with_rows(self, rows: Iterable[Row]) -> Iterator[Link]:
        """Links of each row with the list."""
        with self._crew() as (run, reading):
            pairs = (
                (kept, self._kept[other])
                for kept, _, looked_for in _each(run(reading, batches(rows, ROWS)))
                for other in self._blocks.candidates(looked_for)
            )
            yield from _each(run(partial(_judged, self._table), batches(pairs, PAIRS)))

    def candidates(self) -> Iterator[tuple[Description, Description]]:
        """What `among` judges."""
        for one, other in self._pairs():
            yield pickle.loads(one), pickle.loads(other)

    def full(self) -> list[Full]:
        """Keys that were looked for in vain, as too many rows share them; the largest first.

        Complete when all links were asked for.
        """
        found = [
            Full(key, rows)
            for number, rows, position in self._blocks.full()
            for key in set(filed(pickle.loads(self._kept[position])))
            if digest(key) == number
        ]
        return sorted(found, key=lambda full: (-full.rows, full.key))

    def _pairs(self) -> Iterator[tuple[Kept, Kept]]:
        """Each once, if either row finds the other."""
        for position, kept in enumerate(self._kept):
            for other in self._blocks.candidates(self._sought[position]):
                back = other < position and self._blocks.finds(self._sought[other], position)
                if other != position and not back:
                    yield kept, self._kept[other]

    @contextmanager
    def _crew(self) -> Iterator[tuple[Run, Describe]]:
        if self._processes == 1:
            yield map, partial(_described, self._known)
            return
        spawn = get_context("spawn")
        with ProcessPoolExecutor(self._processes, spawn, _start, (self._known,)) as pool:
            yield partial(in_order, pool, ahead=2 * self._processes), _described_there


def processes(rows: int) -> int:
    """How many are worth their start."""
    return count() if rows >= WORTH_IT else 1


def _each(lists: Iterable[list[Any]]) -> Iterator[Any]:
    for each in lists:
        yield from each


def _start(known: Register) -> None:
    global _known
    log.set_up()
    _known = known
    gc.freeze()
    gc.set_threshold(50_000)


def _described_there(rows: tuple[Row, ...]) -> list[Found]:
    return _described(_known, rows)


def _described(known: Register, rows: tuple[Row, ...]) -> list[Found]:
    found = (describe(row, known) for row in rows)
    return [(pickle.dumps(each), _digests(filed(each)), _digests(sought(each))) for each in found]


def _digests(keys: Iterable[str]) -> tuple[int, ...]:
    return tuple({digest(key) for key in keys})


def _judged(
    table: Sequence[Weight], pairs: tuple[tuple[Kept, Kept], ...], ordered: bool = False
) -> list[Link]:
    read = {kept: pickle.loads(kept) for kept in {kept for pair in pairs for kept in pair}}
    links = []
    for pair in pairs:
        one, other = (read[kept] for kept in pair)
        if ordered:
            one, other = sorted((one, other), key=_order)
        link = judge(one, other, table)
        if link.decision:
            links.append(link)
    return links


def _order(described: Description) -> tuple[str, str]:
    return described.row.id, described.row.model_dump_json()
