"""What the client and the cluster say, as a sentence."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from elastic_transport import TlsError
from elasticsearch import (
    ApiError,
    ConnectionTimeout,
    SerializationError,
    TransportError,
    UnsupportedProductError,
)

from harvester.errors import StoreError
from harvester.index.elasticsearch.address import Address

SAFE = "Every record is safe in the ledger."


@contextmanager
def search_errors(address: Address) -> Iterator[None]:
    """Turn whatever goes wrong with the cluster into a StoreError about it."""
    try:
        yield
    except (ApiError, TransportError) as error:
        raise StoreError(f"{address}: {_sentence(error)}") from error


def _sentence(error: ApiError | TransportError) -> str:
    if isinstance(error, UnsupportedProductError | SerializationError):
        return f"this is not Elasticsearch. {SAFE} Correct search_url."
    if isinstance(error, ApiError):
        return answered(error.meta.status, reason(error.body))
    if isinstance(error, TlsError):
        return (
            f"its certificate is not trusted ({error.message}). Nothing was sent; name the file of "
            "its authority with search_ca."
        )
    if isinstance(error, ConnectionTimeout):
        return f"no answer in time. {SAFE} Run the command again when the cluster is less busy."
    return (
        f"it cannot be reached ({error.message}). {SAFE} Start it, or correct search_url, and run "
        "the command again."
    )


def answered(status: int, why: str) -> str:
    """What an answer means that is no success, and what to do."""
    if "read-only" in why or "disk usage" in why:
        return (
            f"its disk is full ({why}). {SAFE} Make room, set index.blocks.read_only_allow_delete "
            "to null, and run the command again."
        )
    if status in {401, 403}:
        return f"it does not let us in ({status}, {why}). {SAFE} Check search_api_key."
    if status in {429, 502, 503, 504}:
        return f"it is too busy ({status}, {why}). {SAFE} Run the command again later."
    if "media_type" in why:
        return f"this server is older than Elasticsearch 9 ({why}). {SAFE} Upgrade it."
    return (
        f"it refused a request ({status}, {why}). {SAFE} A broken index is made anew by "
        "`lithoscope rebuild index`."
    )


def reason(body: Any) -> str:
    """The innermost reason that an error gives."""
    error = body.get("error", body) if isinstance(body, dict) else body
    if not isinstance(error, dict):
        return str(error)[:300] or "no reason given"
    if isinstance(error.get("caused_by"), dict):
        return reason(error["caused_by"])
    return f"{error.get('type', 'error')}: {error.get('reason', 'no reason given')}"[:300]
