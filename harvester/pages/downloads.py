"""The files that the pages are made from, to be downloaded beside them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from harvester.pages import foreign
from harvester.resources import packaged


@dataclass(frozen=True, slots=True)
class Download:
    """`place` is where it lies below the folder: its address, with the ending of its format."""

    place: str
    source: Path
    what: str


def files() -> Iterator[Download]:
    """All of them, a group after the other."""
    folder = packaged("ontology")
    yield Download("ontology.ttl", folder / "lithoscope.ttl", "classes and properties")
    yield Download("shapes.ttl", folder / "shapes.ttl", "shapes")
    yield Download("context.jsonld", folder / "context.jsonld", "JSON-LD context")
    for path in sorted(folder.glob("frames/*.jsonld")):
        yield Download(f"frames/{path.name}", path, "JSON-LD frames")
    for path in sorted(folder.glob("vocabularies/*.ttl")):
        yield Download(path.name, path, "vocabularies")
    for path in foreign.tables():
        yield Download(f"mappings/{path.name}", path, "mappings to other vocabularies")
    for path in sorted(folder.glob("questions/*.rq")):
        yield Download(f"ontology/questions/{path.name}", path, "competency questions")


def listed() -> dict[str, list[Download]]:
    """By what they are."""
    found: dict[str, list[Download]] = {}
    for each in files():
        found.setdefault(each.what, []).append(each)
    return found
