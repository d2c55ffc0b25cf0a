"""Documents on their way into an index: many in one request, each one's outcome looked at.

Every operation has a version that grows with the ledger: an older state never replaces a newer
one, and what is sent once more after an interruption changes nothing.
"""

from collections.abc import Iterator, Sequence
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
RETRIES = 5
"""Of operations that a busy cluster refuses (429), after pauses that double."""
BAD_DOCUMENT, GONE_ALREADY, NEWER_THERE = 400, 404, 409


def send(cluster: Cluster, alias: str, changes: Sequence[Change], version: int) -> dict[str, str]:
    """Index, or with None delete; gives the IRIs of documents that are not taken, and why.

    Args:
        cluster: Where.
        alias: Of the index; without it nothing is written.
        changes: Of one IRI the last counts.
        version: What is there in a higher one stays.

    Raises:
        StoreError: an operation failed, and not through its document.
        ApiError, TransportError: a whole request failed.
    """
    last = dict(changes)
    names = {identity(iri): iri for iri in last}
    bad: dict[str, str] = {}
    for ok, outcome in streaming_bulk(
        cluster.client.options(retry_on_status=(502, 503, 504)),
        _operations(last, version),
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


def _operations(changes: dict[str, Document | None], version: int) -> Iterator[Any]:
    for iri, document in changes.items():
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
