"""When a record was harvested, from where and by which run: a graph beside the record's own.

Two harvests of the same data differ in these graphs alone, so comparisons leave them out.
"""

from datetime import UTC, datetime
from functools import lru_cache
from urllib.parse import quote

from harvester.graph.context import Document
from harvester.graph.scribe import plain
from harvester.iris import record_iri
from harvester.record import Change


def provenance_iri(change: Change, base: str) -> str:
    """`{base}provenance/{source}/{percent-encoded id}`, the name of the graph."""
    path = record_iri(base, change.source, change.identifier).removeprefix(f"{base}record/")
    return f"{base}provenance/{path}"


def provenance(change: Change, base: str) -> Document:
    """What is known of this version; a tombstone is invalidated when its deletion was kept.

    The node `about` is the record: its address names the record's graph, `id` this one.
    """
    about: Document = {
        "id": record_iri(base, change.source, change.identifier),
        "harvestedFrom": f"{base}source/{quote(change.source, safe='')}",
        "datestamp": plain(change.datestamp),
        "prov:wasGeneratedBy": {"id": f"{base}run/{change.run}"},
    }
    if change.kept_at:
        about["goneAt" if change.deleted else "keptAt"] = _canonical(change.kept_at)
    return {"id": provenance_iri(change, base), "about": about}


@lru_cache(maxsize=256)  # all records of a page were kept at one time
def _canonical(time: str) -> str:
    """The xsd:dateTime as a store gives it back: in UTC, without idle zeros."""
    moment = datetime.fromisoformat(time).astimezone(UTC).replace(tzinfo=None)
    whole, _, fraction = moment.isoformat().partition(".")
    return f"{whole}.{fraction.rstrip('0')}Z" if fraction else f"{whole}Z"
