"""JSON-LD documents as canonical N-Quads: sorted lines, each once, no blank node.

Documents are parsed many at a time under one context, as reading the context costs more than
reading a record.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import pyoxigraph as ox
from pydantic_core import to_json

from harvester.graph.context import Document, context, prefixes
from harvester.graph.jsonld import document
from harvester.model import Record


def graphs(documents: Sequence[Document]) -> dict[str, bytes]:
    """The named graph of each document by its IRI; of two of the same IRI the later one's.

    The graph's name is the document's `id`. What it says is the document itself, or the node
    under `about` where it is a document about something else.
    """
    said = {each["id"]: each.get("about") or each for each in documents}
    wrapped = [{"@id": name, "@graph": [node]} for name, node in said.items()]
    text = to_json({"@context": context(), "@graph": wrapped})
    # The scribe has checked every address, so the parser need not.
    parsed = ox.parse(text, ox.RdfFormat.JSON_LD, lenient=True)
    nquads = ox.serialize(parsed, format=ox.RdfFormat.N_QUADS) or b""
    return dict(_split(nquads, list(said)))


def _split(nquads: bytes, names: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Each graph's lines, sorted; the parser gives the graphs whole and in order.

    A line ends with its graph's name (`… <name> .`); nothing inside a line can look like that.
    """
    begin = 0
    for name, following in pairwise((*names, "")):
        line = nquads.find(f"<{following}> .\n".encode(), begin) if following else len(nquads)
        end = nquads.rfind(b"\n", begin, line) + 1
        yield name, b"".join(sorted(set(nquads[begin:end].splitlines(keepends=True))))
        begin = end


def turtle(record: Record) -> bytes:
    """The record's graph for people; what the record describes has the empty prefix."""
    nquads = graphs([document(record)])[record.iri]
    triples = (quad.triple for quad in ox.parse(nquads, ox.RdfFormat.N_QUADS))
    near = {"": f"{record.iri}#", "record": record.iri.rpartition("/")[0] + "/"}
    return ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=near | prefixes()) or b""
