"""Pages of hits, however far from the first."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeAlias

from elasticsearch import Elasticsearch

Search: TypeAlias = dict[str, Any]
"""Query, sort and what else the client's `search` takes."""
Found: TypeAlias = dict[str, Any]
"""A hit as Elasticsearch gives it."""

WINDOW = 10_000
"""So far Elasticsearch counts from the first hit; beyond it goes on from a hit."""
BLOCK = 1_000
KEPT = "5m"
"""For so long after each block the cluster keeps the state that is read."""


def answer(
    client: Elasticsearch, alias: str, limit: int, offset: int, how: Search
) -> dict[str, Any]:
    """What is found, with `limit` hits from `offset` on; nothing where there is no index."""
    near = offset + limit <= WINDOW
    said: dict[str, Any] = client.search(
        index=alias,
        ignore_unavailable=True,
        size=limit if near else 0,
        from_=offset if near else 0,
        track_total_hits=True,
        **how,
    ).body
    if not near and offset < said["hits"]["total"]["value"]:
        sorted_only = {"query": how["query"], "sort": how["sort"]}
        said["hits"]["hits"] = _far(client, alias, limit, offset, sorted_only)
    return said


def _far(client: Elasticsearch, alias: str, limit: int, offset: int, how: Search) -> list[Found]:
    with moment(client, alias) as at:
        *_, last = [None, *islice(following(client, at, how, block=WINDOW, source=False), offset)]
        return list(islice(following(client, at, how, last), limit))


@contextmanager
def moment(client: Elasticsearch, alias: str) -> Iterator[str]:
    """The state of now, for some minutes; raises NotFoundError if there is no index."""
    at = client.open_point_in_time(index=alias, keep_alive=KEPT)["id"]
    try:
        yield at
    finally:
        client.close_point_in_time(id=at)


def following(
    client: Elasticsearch,
    at: str,
    how: Search,
    last: Found | None = None,
    *,
    block: int = BLOCK,
    source: bool = True,
) -> Iterator[Found]:
    """All hits after a hit, or from the first on, of one moment."""
    after = {"search_after": last["sort"]} if last else {}
    while True:
        found = client.search(
            pit={"id": at, "keep_alive": KEPT},
            size=block,
            source=source,
            track_total_hits=False,
            **how,
            **after,
        )["hits"]["hits"]
        yield from found
        if len(found) < block:
            return
        after = {"search_after": found[-1]["sort"]}
