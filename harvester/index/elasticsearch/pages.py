"""Pages of hits, however far from the first."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeAlias

from elasticsearch import Elasticsearch

from harvester.index import Document

Search: TypeAlias = dict[str, Any]
"""Query, sort and what else the client's `search` takes."""
Found: TypeAlias = dict[str, Any]
"""A hit as Elasticsearch gives it."""

WINDOW = 10_000
"""So far Elasticsearch counts from the first hit; beyond it goes on from a hit."""
BLOCK = 1_000
KEPT = "5m"
"""For so long after each block the cluster keeps the state that is read."""


@dataclass(frozen=True, slots=True)
class Pages:
    """Of the index behind an alias; where there is none, nothing is found."""

    client: Elasticsearch
    alias: str

    def answer(self, how: Search, limit: int, offset: int = 0) -> dict[str, Any]:
        """All that is counted, and `limit` hits from `offset` on."""
        near = offset + limit <= WINDOW
        asked: Search = {"track_total_hits": True, **how}
        asked |= {"size": limit, "from_": offset} if near else {"size": 0}
        asked["search_type"] = "dfs_query_then_fetch"  # one scale of scores over all shards
        said: dict[str, Any] = self.client.search(
            index=self.alias, ignore_unavailable=True, **asked
        ).body
        if not near and offset < total(said):
            said["hits"]["hits"] = self._far(how, limit, offset)
        return said

    def hits(self, how: Search, limit: int) -> list[Found]:
        """The first so many."""
        found: list[Found] = self.answer(how, limit)["hits"]["hits"]
        return found

    def all(self, how: Search) -> Iterator[Found]:
        """However many, of one moment; raises NotFoundError if there is no index."""
        with self._moment() as at:
            yield from self._following(at, how)

    def _far(self, how: Search, limit: int, offset: int) -> list[Found]:
        ranked = {"query": how["query"], "sort": how["sort"]}
        bare = ranked | {"source": False, "size": WINDOW}
        with self._moment() as at:
            *_, last = [None, *islice(self._following(at, bare), offset)]
            return list(islice(self._following(at, ranked, last), limit))

    @contextmanager
    def _moment(self) -> Iterator[str]:
        at = self.client.open_point_in_time(index=self.alias, keep_alive=KEPT)["id"]
        try:
            yield at
        finally:
            self.client.close_point_in_time(id=at)

    def _following(self, at: str, how: Search, last: Found | None = None) -> Iterator[Found]:
        """All hits after a hit, or from the first on."""
        asked: Search = {"size": BLOCK, "track_total_hits": False, **how}
        asked["pit"] = {"id": at, "keep_alive": KEPT}
        while True:
            if last:
                asked["search_after"] = last["sort"]
            found = self.client.search(**asked)["hits"]["hits"]
            yield from found
            if len(found) < asked["size"]:
                return
            last = found[-1]


def document(found: Found) -> Document:
    """What was put."""
    given: Document = found["_source"]
    return given


def total(said: dict[str, Any]) -> int:
    """How many hits an answer counts."""
    return int(said["hits"]["total"]["value"])
