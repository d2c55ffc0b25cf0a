"""Documents on their way into an index: many in one request, each one's outcome looked at.

Every operation has a version that grows with the ledger: an older state never replaces a newer
one, and what is sent once more after an interruption changes nothing.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeAlias

from elasticsearch.helpers import streaming_bulk

from harvester.errors import StoreError
from harvester.index import Document
from harvester.index.elasticsearch.client import Cluster
from harvester.index.elasticsearch.faults import answered, reason
from harvester.index.elasticsearch.fields import body, identity

Change: TypeAlias = tuple[str, Document | None]

BULK = 500
BULK_BYTES = 8_000_000
"""A request has as many documents and bytes as both of these allow."""
AT_ONCE = 2
"""Requests on their way."""
RETRIES = 5
"""Of operations that a busy cluster refuses (429), after pauses that double."""
BAD_DOCUMENT, GONE_ALREADY, NEWER_THERE = 400, 404, 409


class Bulk:
    """Sends changes in large requests, one being made while the cluster works on another."""

    def __init__(self, cluster: Cluster, alias: str) -> None:
        """Without the alias nothing is written: no index comes to be by a mistake."""
        self._cluster, self._alias = cluster, alias
        self._pool = ThreadPoolExecutor(AT_ONCE)
        self._waiting: list[Change] = []
        self._sent: deque[Future[dict[str, str]]] = deque()
        self._refused: dict[str, str] = {}

    def add(self, changes: Iterable[Change], version: int) -> None:
        """Index, or with None delete; of one IRI only once before `finish`.

        Args:
            changes: By IRI.
            version: What is there in a higher one stays.

        Raises:
            StoreError, ApiError, TransportError: something failed, and not through its document.
        """
        self._waiting += changes
        while len(self._waiting) >= BULK:
            self._hand_over(version)

    def finish(self, version: int) -> dict[str, str]:
        """All that was added is on the disk; gives the documents that are not taken, and why."""
        if self._waiting:
            self._hand_over(version)
        while self._sent:
            self._refused |= self._sent.popleft().result()
        refused, self._refused = self._refused, {}
        return refused

    def close(self) -> None:
        self._pool.shutdown(cancel_futures=True)

    def _hand_over(self, version: int) -> None:
        part, self._waiting = self._waiting[:BULK], self._waiting[BULK:]
        if len(self._sent) >= AT_ONCE:
            self._refused |= self._sent.popleft().result()
        self._sent.append(self._pool.submit(_send, self._cluster, self._alias, part, version))


def _send(cluster: Cluster, alias: str, changes: Sequence[Change], version: int) -> dict[str, str]:
    names = {identity(iri): iri for iri, _ in changes}
    bad: dict[str, str] = {}
    for ok, outcome in streaming_bulk(
        cluster.client.options(retry_on_status=(502, 503, 504)),
        _operations(changes, version),
        chunk_size=BULK,
        max_chunk_bytes=BULK_BYTES,
        expand_action_callback=lambda pair: pair,  # type: ignore[arg-type, return-value]
        raise_on_error=False,
        max_retries=RETRIES,
        initial_backoff=cluster.pause,
        yield_ok=False,
        index=alias,
        require_alias=True,
    ):
        if not ok:
            [item] = outcome.values()
            bad |= _refused(cluster, names[item["_id"]], item)
    return bad


def _operations(changes: Sequence[Change], version: int) -> Iterator[Any]:
    for iri, document in changes:
        about = {"_id": identity(iri), "version": version, "version_type": "external_gte"}
        if document is None:
            yield {"delete": about}, None
        else:
            yield {"index": about}, body(document)


def _refused(cluster: Cluster, iri: str, item: dict[str, Any]) -> dict[str, str]:
    status, why = item["status"], reason(item)
    if status == BAD_DOCUMENT:
        return {iri: why}
    if status == NEWER_THERE or (status == GONE_ALREADY and "error" not in item):
        return {}
    raise StoreError(f"{cluster.address}: {answered(status, why)}")
