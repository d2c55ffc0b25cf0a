"""Sort more than fits into memory."""

import heapq
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from tempfile import TemporaryFile
from typing import IO

RUN = 200_000


def sort(words: Iterable[bytes], run: int = RUN) -> Iterator[bytes]:
    """Sort words by byte.

    Args:
        words: Without line ends.
        run: So many are held in memory at a time; more are merged from temporary files.
    """
    rest = iter(words)
    with ExitStack() as stack:
        files: list[IO[bytes]] = []
        while some := sorted(islice(rest, run)):
            if not files and len(some) < run:
                yield from some
                return
            files.append(stack.enter_context(TemporaryFile()))
            files[-1].writelines(word + b"\n" for word in some)
            files[-1].seek(0)
        yield from heapq.merge(*(_words(file) for file in files))


def _words(file: IO[bytes]) -> Iterator[bytes]:
    return (line[:-1] for line in file)
