"""Addresses of things: derived from what a thing is, never from when or where it was stored."""

from functools import lru_cache
from hashlib import sha256
from urllib.parse import quote, unquote

NAMESPACE = "https://w3id.org/lithoscope/"
"""Our terms; also the default base of a catalogue's own records."""


@lru_cache(maxsize=1024)  # of one record it is asked for six times
def record_iri(base: str, source: str, identifier: str) -> str:
    """IRI of a record and of its named graph: `{base}record/{source}/{percent-encoded id}`."""
    return f"{base}record/{quote(source, safe='')}/{quote(identifier, safe='')}"


def record_name(iri: str) -> tuple[str, str]:
    """Source and identifier of a record, read from its IRI."""
    source, _, identifier = iri.rpartition("/record/")[2].partition("/")
    return unquote(source), unquote(identifier)


def is_provenance(graph: str) -> bool:
    """Whether a graph is `{base}provenance/{source}/{id}`; quoted parts hold no slash."""
    return graph.split("/")[-3:-2] == ["provenance"]


def part_iri(record: str, kind: str, key: str) -> str:
    """IRI of a thing that one record describes, from the words that tell it apart there.

    The order in which a record lists its parts does not matter, so that links and judgements
    survive a record that is re-sorted.
    """
    return f"{record}#{kind}-{_digest(key)}"


@lru_cache(maxsize=4096)  # people, laboratories and techniques stand in many records
def _digest(key: str) -> str:
    return sha256(key.encode()).hexdigest()[:12]


def virtual_iri(base: str, id: str) -> str:
    """IRI of a virtual sample and of its named graph: `{base}sample/{id}`."""
    return f"{base}sample/{id}"


def link_iri(base: str, id: str) -> str:
    """IRI of a link between two samples and of its named graph: `{base}link/{id}`."""
    return f"{base}link/{id}"


def concept_iri(scheme: str, slug: str) -> str:
    """IRI of a concept of ours: `https://w3id.org/lithoscope/technique/sem-ebsd`."""
    return f"{NAMESPACE}{scheme}/{slug}"
