"""Short names of addresses (`sosa:isSampleOf`), with the prefixes of the ontology's own files."""

import json
from functools import cache

import pyoxigraph as ox

from harvester.resources import packaged


def curie(iri: str) -> str:
    """The address with the prefix of its namespace, or as it is if none is known."""
    namespace = max((each for each in prefixes() if iri.startswith(each)), key=len, default="")
    return f"{prefixes()[namespace]}:{iri.removeprefix(namespace)}" if namespace else iri


@cache
def prefixes() -> dict[str, str]:
    """Prefixes by namespace; of several prefixes of one, that of the ontology wins."""
    found: dict[str, str] = {}
    folder = packaged("ontology")
    vocabularies = sorted(folder.glob("vocabularies/*.ttl"))
    for path in (folder / "lithoscope.ttl", folder / "shapes.ttl", *vocabularies):
        parser = ox.parse(path=path, format=ox.RdfFormat.TURTLE)
        for _ in parser:  # the prefixes are known at the end
            pass
        for prefix, namespace in sorted(parser.prefixes.items()):
            found.setdefault(namespace, prefix)
    context = json.loads(folder.joinpath("context.jsonld").read_text("utf-8"))["@context"]
    for prefix, namespace in context.items():
        if str(namespace).endswith(("/", "#")):
            found.setdefault(namespace, prefix)
    return found
