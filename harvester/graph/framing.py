"""JSON-LD in and out by the W3C algorithms (pyld), with the bundled context and no network."""

from __future__ import annotations

from typing import Any, cast

from pyld import jsonld

from harvester.graph.context import CONTEXT_IRI, Document, context, frame


def expand(document: Document) -> list[Document]:
    """Expanded form; a document without `@context` is read in the bundled one."""
    whole = document if "@context" in document else {"@context": context()} | document
    return cast(list[Document], jsonld.expand(whole, _options()))


def compact(document: Document | list[Document]) -> Document:
    """In the words of our context, which the result names by its address."""
    compacted = jsonld.compact(document, {"@context": context()}, _options())
    return cast(Document, compacted | {"@context": CONTEXT_IRI})


def framed(nquads: bytes, name: str) -> Document:
    """Graphs as a tree by the frame of that name (see `context.frame`); several under `@graph`."""
    expanded = jsonld.from_rdf(nquads.decode(), _options())
    merged = [node for each in expanded for node in each.get("@graph", [each])]
    tree = jsonld.frame(merged, frame(name) | {"@context": context()}, _options())
    return cast(Document, tree | {"@context": CONTEXT_IRI})


def _options() -> dict[str, Any]:
    return {"documentLoader": _load, "processingMode": "json-ld-1.1"}


def _load(url: str, _options: object = None) -> Document:
    """Give the bundled context; whatever else a document asks for is refused.

    Raises:
        pyld's JsonLdError: it is another address.
    """
    if url != CONTEXT_IRI:
        message = f"The context {url} is not bundled, and contexts are not fetched."
        raise jsonld.JsonLdError(
            message, "jsonld.LoadDocumentError", code="loading document failed"
        )
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": context()}}
