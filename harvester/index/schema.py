"""How a search document lies in a tantivy index: fields to seek in, to filter by, to sort by."""

import json
from hashlib import blake2b, sha256

from tantivy import Document as Stored
from tantivy import Schema, SchemaBuilder

from harvester.index import FACETS, RANGES, Document, tiles
from harvester.index.words import keys_of, spaced
from harvester.index.worth import WORD_FIELDS

VERSION = 2
"""Counted up whenever an index must be built anew: other fields here, or words read otherwise."""
FLOATS = (*RANGES, "latitude", "longitude")
EMPTY = ("", None)
CURSOR = "cursor"
LONGEST_NAME = 2_000
"""Bytes up to which an IRI is its own term; tantivy drops terms of more than 65,530."""
MOST_TURNS = 1 << 63

_JSON = json.JSONEncoder(ensure_ascii=False, check_circular=False)


def schema() -> Schema:
    builder = SchemaBuilder()
    for field in WORD_FIELDS:
        builder.add_text_field(field, tokenizer_name="whitespace")
    builder.add_text_field("keys", tokenizer_name="raw", index_option="basic")
    for field in ("iri", *FACETS):
        builder.add_text_field(
            field, stored=field == "iri", fast=True, tokenizer_name="raw", index_option="basic"
        )
    for field in ("year", "day", "tile", "turn"):
        builder.add_integer_field(field, fast=True)
    for field in FLOATS:
        builder.add_float_field(field, fast=True)
    builder.add_bytes_field("document", stored=True)
    builder.add_text_field("mark", tokenizer_name="raw", index_option="basic")
    builder.add_integer_field(CURSOR, stored=True)
    return builder.build()


def stored(document: Document) -> Stored:
    """The document as tantivy takes it."""
    given = dict(document) | {"day": number(document["date"]), "tile": tiles.code_of(document)}
    named = (*FACETS, *FLOATS, "year", "day", "tile")
    fields = {field: given[field] for field in named if given[field] not in EMPTY}
    fields["demonstration"] = str(document["demonstration"]).lower()
    return Stored(
        iri=term(document["iri"]),
        turn=turn(document["iri"]),
        title=spaced(document["title"]),
        names=spaced(*document["samples"]),
        text=spaced(*document["text"]),
        keys=keys_of(document),
        document=_JSON.encode(document).encode(),
        **fields,
    )


def number(day: str | None) -> int | None:
    """An ISO day as a number: 20190701."""
    return int(day.replace("-", "")) if day else None


def restored(found: Stored) -> Document:
    """What was put."""
    document: Document = json.loads(found["document"][0])
    return document


def iri(found: Stored) -> str:
    """Without reading the whole document."""
    return str(found["iri"][0])


def cursor_document(cursor: int) -> Stored:
    """Says how far the index has followed the ledger; has no IRI, so that no search finds it."""
    return Stored(mark=CURSOR, cursor=cursor)


def term(iri: str) -> str:
    """The term of an IRI."""
    return iri if len(iri) <= LONGEST_NAME else sha256(iri.encode()).hexdigest()


def turn(iri: str) -> int:
    """When a walk through all documents comes to this one: a hash, less than MOST_TURNS."""
    return int.from_bytes(blake2b(iri.encode(), digest_size=8).digest()) % MOST_TURNS
