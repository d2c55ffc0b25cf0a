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
