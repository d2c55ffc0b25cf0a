"""Records that say the same identifier, or the same title and creator, twice."""

import sqlite3
from collections.abc import Sequence
from typing import Self

from harvester.quality.report import Example, Kind

_TWICE = "FROM keys WHERE kind = ? GROUP BY key HAVING COUNT(DISTINCT mark) > 1"


class Doubles:
    """Keys of all records, in a database of its own that goes to the disk when it grows.

    Records of the same title are told only if they are not all told by their identifier: `mark`
    tells those apart.
    """

    def __init__(self) -> None:
        self._database = sqlite3.connect("")  # temporary: SQLite's own, deleted when closed
        self._database.execute("CREATE TABLE keys (kind TEXT, key TEXT, record TEXT, mark TEXT)")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def add(self, record: str, keys: Sequence[tuple[str, str]]) -> None:
        said = next((key for kind, key in keys if kind == "identifier"), record)
        rows = [(kind, key, record, said if kind == "title" else record) for kind, key in keys]
        self._database.executemany("INSERT INTO keys VALUES (?, ?, ?, ?)", rows)

    def count(self, kind: str) -> tuple[int, int]:
        """How many keys stand in several records, and in how many records."""
        twice = f"SELECT key {_TWICE}"
        keys = self._database.execute(f"SELECT COUNT(*) FROM ({twice})", (kind,))
        query = f"SELECT COUNT(DISTINCT record) FROM keys WHERE kind = ? AND key IN ({twice})"
        records = self._database.execute(query, (kind, kind))
        return keys.fetchone()[0], records.fetchone()[0]

    def kinds(self, kind: str, limit: int) -> tuple[Kind, ...]:
        """The keys that most records share; the example names two of them."""
        query = (
            f"SELECT key, COUNT(*), MIN(record), MAX(record) {_TWICE} ORDER BY 2 DESC, 1 LIMIT ?"
        )
        found = self._database.execute(query, (kind, limit))
        return tuple(Kind(key, n, Example(one, f"also {other}")) for key, n, one, other in found)
