"""Small records as named graphs."""

from harvester.graph import GraphChange
from harvester.iris import record_iri

BASE = "https://rocks.example/"
TITLE = "http://purl.org/dc/terms/title"
PART = "http://purl.org/dc/terms/isPartOf"


def iri(identifier: str) -> str:
    return record_iri(BASE, "rum", identifier)


def rock(identifier: str, *titles: str, part: str = "layered suite") -> GraphChange:
    """The graph of a record with these titles and a part."""
    name = iri(identifier)
    said = [f'<{name}> <{TITLE}> "{title}"' for title in titles]
    said.append(f'<{name}#sample-1> <{PART}> "{part}"@en')
    return GraphChange(name, "".join(f"{line} <{name}> .\n" for line in said).encode())


def gone(identifier: str) -> GraphChange:
    return GraphChange(iri(identifier), b"")


def provenance(identifier: str, run: int) -> GraphChange:
    """The graph that says by which run a record came."""
    name = iri(identifier).replace("/record/", "/provenance/")
    said = (
        f'<{iri(identifier)}> <http://www.w3.org/ns/prov#wasGeneratedBy> "run {run}" <{name}> .\n'
    )
    return GraphChange(name, said.encode())
