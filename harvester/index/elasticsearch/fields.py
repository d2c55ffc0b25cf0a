"""How a search document lies in an Elasticsearch index: strict, and derived from `Document`.

What is kept and given back is the document itself. Beside it, under `sought`, come words as
this project's own stems with blanks between them, so that every engine finds the same.
"""

import json
from hashlib import sha256
from typing import Any, get_args, get_type_hints

from harvester.index import Document, tiles
from harvester.index.beginnings import beginnings
from harvester.index.words import keys_of, spaced
from harvester.index.worth import WORD_FIELDS

SCHEMA = 1
"""Raised with every change of what is said here or of `harvester.index.words`."""
STATE = "state"
"""Field and `_id` of the one document that says how far the index is; no search finds it."""
LONGEST_ID = 512
"""Bytes that Elasticsearch allows in an `_id`."""
LONGEST_TERM = 8_000
"""Characters up to which a value can be filtered by and sorted by; Lucene allows 32,766 bytes."""

KINDS: dict[Any, dict[str, Any]] = {
    str: {"type": "keyword", "ignore_above": LONGEST_TERM},
    int: {"type": "integer"},
    float: {"type": "double"},
    bool: {"type": "keyword"},
}
DAY: dict[str, Any] = {"type": "date", "format": "strict_date"}
KEPT_ONLY: dict[str, Any] = {"type": "keyword", "index": False, "doc_values": False}
NOT_SOUGHT = ("iri", "identifier", "title", "text", "identifiers")
"""Fields that are found through `sought`."""
ORDER = "sought.order"
"""The IRI, to sort by."""
EVERYTHING = {"exists": {"field": ORDER}}
"""All documents, without the state."""

_JSON = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))


def mappings() -> dict[str, Any]:
    """Of an index; an unknown field in a document is an error."""
    kept = {name: _kind(name, hint) for name, hint in get_type_hints(Document).items()}
    words = {name: {"type": "text", "analyzer": "whitespace"} for name in WORD_FIELDS}
    names = {"keys": KINDS[str] | {"doc_values": False}, "beginnings": KINDS[str]}
    return {
        "dynamic": "strict",
        "_source": {"excludes": ["sought"]},
        "properties": {
            **kept,
            "sought": {
                "dynamic": "strict",
                "properties": {
                    **words,
                    **names,
                    "order": {"type": "keyword"},
                    "tile": {"type": "long"},
                },
            },
            STATE: {"type": "object", "enabled": False},
        },
    }


def settings() -> dict[str, Any]:
    """Shards and replicas are the cluster's: an index template for `prefix-*` says them.

    What is deleted is remembered for a day: a writer that was halted with an older version of it
    in hand, and goes on later than that minute for which it usually is, must not bring it back.
    """
    return {"refresh_interval": -1, "gc_deletes": "24h"}


def body(document: Document) -> bytes:
    """The document as it is sent."""
    sought = {
        "title": spaced(document["title"]),
        "names": spaced(*document["samples"]),
        "text": spaced(*document["text"]),
        "keys": keys_of(document),
        "beginnings": beginnings(document),
        "order": document["iri"][:LONGEST_TERM],
        "tile": tiles.code_of(document),
    }
    return _JSON.encode({**document, "sought": sought}).encode("utf-8", "replace")


def identity(iri: str) -> str:
    """The `_id` of a document: its IRI, of a long one a hash."""
    return iri if len(iri.encode()) <= LONGEST_ID else sha256(iri.encode()).hexdigest()


def _kind(name: str, hint: Any) -> dict[str, Any]:
    """`str`, `list[str]` and `str | None` are kept alike."""
    if name in NOT_SOUGHT:
        return KEPT_ONLY
    if name == "date":
        return DAY
    inner = next((each for each in get_args(hint) if each is not type(None)), hint)
    return KINDS[inner]
