"""How a search document lies in an Elasticsearch index: strict, and derived from `Document`.

What is kept and given back is the document itself. Words come beside it, under `sought`, as this
project's own stems with blanks between them, so that every engine finds the same.
"""

import json
from hashlib import sha256
from typing import Any, get_args, get_type_hints

from harvester.index import Document
from harvester.index.schema import WORD_FIELDS
from harvester.index.schema import _keys as keys_of
from harvester.index.words import spaced

SCHEMA = 1
"""Raised with every change of what is said here or of `harvester.index.words`."""
STATE = "state"
"""Field and `_id` of the one document that says how far the index is; it has no `order`."""
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
KEPT_ONLY: dict[str, Any] = {"type": "keyword", "index": False, "doc_values": False}
NOT_SOUGHT = ("iri", "identifier", "title", "text", "identifiers")
"""Fields that are found through `order` and `sought`."""
EVERYTHING = {"exists": {"field": "order"}}
"""All documents, without the state."""

_JSON = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))


def mappings() -> dict[str, Any]:
    """Of an index; an unknown field in a document is an error."""
    kept = {name: _kind(name, hint) for name, hint in get_type_hints(Document).items()}
    sought = {
        name: {"type": "text", "analyzer": "whitespace", "index_options": "positions"}
        for name in WORD_FIELDS
    }
    sought["keys"] = {"type": "keyword", "doc_values": False, "ignore_above": LONGEST_TERM}
    return {
        "dynamic": "strict",
        "_source": {"excludes": ["sought", "order"]},
        "properties": {
            **kept,
            "order": {"type": "keyword"},
            "sought": {"dynamic": "strict", "properties": sought},
            STATE: {"type": "object", "enabled": False},
        },
    }


def settings() -> dict[str, Any]:
    """Shards and replicas are the cluster's: an index template for `prefix-*` says them."""
    return {"refresh_interval": -1}


def body(document: Document) -> bytes:
    """The document as it is sent."""
    sought = {
        "title": spaced(document["title"]),
        "names": spaced(*document["samples"]),
        "text": spaced(*document["text"]),
        "keys": keys_of(document),
    }
    whole = {**document, "order": document["iri"][:LONGEST_TERM], "sought": sought}
    return _JSON.encode(whole).encode("utf-8", "replace")


def identity(iri: str) -> str:
    """The `_id` of a document: its IRI, of a long one a hash."""
    return iri if len(iri.encode()) <= LONGEST_ID else sha256(iri.encode()).hexdigest()


def _kind(name: str, hint: Any) -> dict[str, Any]:
    """`str`, `list[str]` and `str | None` are kept alike."""
    if name in NOT_SOUGHT:
        return KEPT_ONLY
    inner = next((each for each in get_args(hint) if each is not type(None)), hint)
    return KINDS[inner]
