"""Search documents as short as a test wants them."""

from typing import Any

from harvester.index import Document, SearchEngine, SearchRequest


def iri(identifier: str) -> str:
    return f"https://rocks.example/record/rum/{identifier}"


def document(identifier: str, title: str = "", *text: str, **more: Any) -> Document:
    plain = Document(
        iri=iri(identifier),
        source="rum",
        identifier=identifier,
        title=title,
        text=list(text),
        identifiers=[],
        techniques=[],
        technique_groups=[],
        materials=[],
        material_groups=[],
        samples=[],
        sample_types=[],
        sample_type_groups=[],
        labs=[],
        people=[],
        instruments=[],
        processing_level="",
        formats=[],
        licences=[],
        voltages=[],
        pixel_sizes=[],
        fields_of_view=[],
        year=None,
        date=None,
        latitude=None,
        longitude=None,
        access="",
        demonstration=False,
    )
    return Document(**(plain | more))


def put(engine: SearchEngine, *documents: Document, cursor: int = 1, anew: bool = False) -> None:
    with engine.writer(anew=anew) as writer:
        writer.put([(each["iri"], each) for each in documents], cursor)


def found(engine: SearchEngine, words: str = "", **how: Any) -> list[str]:
    """Identifiers of the hits, best first."""
    result = engine.search(SearchRequest(words, **how))
    return [hit.document["identifier"] for hit in result.hits]
