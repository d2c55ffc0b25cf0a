"""The one JSON-LD context, and the frames, as bundled with the program; nothing is ever fetched."""

import json
from functools import cache
from typing import Any, TypeAlias

from harvester.iris import NAMESPACE
from harvester.resources import packaged

Document: TypeAlias = dict[str, Any]
"""A JSON-LD node as a tree, in the words of the context, without the context itself."""

CONTEXT_IRI = f"{NAMESPACE}context.jsonld"


@cache
def context() -> Document:
    """The value of `@context` in `ontology/context.jsonld`."""
    loaded: Document = json.loads(_read("context.jsonld"))["@context"]
    return loaded


@cache
def prefixes() -> dict[str, str]:
    """Namespaces for Turtle and SPARQL: ours, those of our schemes and those of the context."""
    files = sorted((packaged("ontology") / "vocabularies").glob("*.ttl"))
    ours = {"lith": NAMESPACE} | {file.stem: f"{NAMESPACE}{file.stem}/" for file in files}
    theirs = {
        name: iri
        for name, iri in context().items()
        if isinstance(iri, str) and iri.startswith("http") and iri.endswith(("/", "#"))
    }
    return ours | theirs


@cache
def frame(name: str) -> Document:
    """The frame `record`, `sample`, `dataset` or `virtual-sample`.

    Raises:
        FileNotFoundError: there is no such frame.
    """
    loaded: Document = json.loads(_read(f"frames/{name}.jsonld"))
    return loaded


def _read(path: str) -> str:
    return (packaged("ontology") / path).read_text("utf-8")
