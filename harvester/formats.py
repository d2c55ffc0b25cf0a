"""The file formats of a record, and whether they keep how it was measured."""

from harvester.model import Record
from harvester.ontology import scheme


def formats(record: Record) -> list[str]:
    """Slugs of our vocabulary, of the dataset and of its files, sorted."""
    data = record.dataset
    named = [*data.file_formats, *(file.format for file in data.files if file.format)]
    return sorted({term.slug for term in named} & scheme("format").concepts.keys())


def keeps_metadata(slug: str) -> bool:
    """Tables and photographs keep nothing of a measurement, images in grey a pixel size at best."""
    known = scheme("format")
    kept = known.concept(slug).properties.get("keepsMetadata", ("yes",))[0]
    return kept == "yes" or (kept == "partly" and "image" not in known.ancestors(slug))


def losing(record: Record) -> list[str]:
    """All formats of a measurement's record where none of them keeps how it was made; else []."""
    found = formats(record) if record.measurements else []
    return [] if any(map(keeps_metadata, found)) else found


def openness(slug: str) -> str | None:
    """open, documented or closed; None for families of formats."""
    return next(iter(scheme("format").concept(slug).properties.get("openness", ())), None)
