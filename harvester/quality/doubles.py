"""Records that say the same identifier, or the same title and creator, twice."""

import sqlite3
from collections.abc import Iterable
from typing import Self

from harvester.quality.report import Example, Kind

_TWICE = "FROM keys WHERE kind = ? GROUP BY key HAVING COUNT(*) > 1"


class Doubles:
    """Keys of all records, in a database of its own that goes to the disk when it grows."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("")  # temporary: SQLite's own, deleted when closed
        self._database.execute("CREATE TABLE keys (kind TEXT, key TEXT, record TEXT)")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def add(self, record: str, keys: Iterable[tuple[str, str]]) -> None:
        rows = ((kind, key, record) for kind, key in keys)
        self._database.executemany("INSERT INTO keys VALUES (?, ?, ?)", rows)

    def count(self, kind: str) -> tuple[int, int]:
        """How many keys stand in several records, and in how many records."""
        query = f"SELECT COUNT(*), TOTAL(n) FROM (SELECT COUNT(*) AS n {_TWICE})"
        keys, records = self._database.execute(query, (kind,)).fetchone()
        return keys, int(records)

    def kinds(self, kind: str, limit: int) -> tuple[Kind, ...]:
        """The keys that most records share; the example names two of them."""
        query = (
            f"SELECT key, COUNT(*), MIN(record), MAX(record) {_TWICE} ORDER BY 2 DESC, 1 LIMIT ?"
        )
        found = self._database.execute(query, (kind, limit))
        return tuple(Kind(key, n, Example(one, f"also {other}")) for key, n, one, other in found)
