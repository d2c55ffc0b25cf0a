"""Search documents as short as a test wants them."""

from typing import Any

from harvester.index import Document


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
        labs=[],
        people=[],
        year=None,
        latitude=None,
        longitude=None,
        access="",
        demonstration=False,
    )
    return Document(**(plain | more))
