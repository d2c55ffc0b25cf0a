"""Is there an OAI-PMH interface, and which of its formats do we read best?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing, suppress

from harvester.discovery.found import Found
from harvester.errors import LithoscopeError, SkipRecord, StopSource, StopWindow
from harvester.fetch.describe import Description
from harvester.fetch.fault import Fault
from harvester.fetch.oai import OaiFetcher
from harvester.fetch.response import Refusal
from harvester.mapping import Mapper
from harvester.rehearsal import as_change
from harvester.repositories import Repository

PREFERRED = (
    *("igsn_descriptive", "igsn_csiro", "igsn_ardc", "igsn", "lido", "dwc", "datacite"),
    *("iso19115-3", "iso19139", "dif", "cerif", "xoai", "mods", "ead3", "marcxml", "qdc"),
)
"""Crosswalks that keep more of a record than Dublin Core, the richest for samples first."""
PLAIN = "oai_dc"
TRIES = 3
"""Formats in which one record is asked for."""


def look(repository: Repository, contact: str, mapper: Mapper) -> Found | None:
    """What answers to Identify at the repository's address; None if nothing does.

    Raises:
        StopSource: the address may not be asked, or nobody answers there.
    """
    with closing(OaiFetcher(repository, contact)) as fetcher:
        said = fetcher.describe()
        size, identifier = _list(fetcher)
        format_, tried = _best(repository, contact, mapper, said, identifier)
    offered = [each.prefix for each in said.formats]
    return Found(
        protocol="oai",
        url=str(repository.url),
        format=format_,
        description=said,
        size=size,
        tried=tried,
        unread=tuple(prefix for prefix in offered if not _crosswalk(mapper, prefix)),
        quirks=tuple(_quirks(said)),
    )


def _list(fetcher: OaiFetcher) -> tuple[int | None, str]:
    """How many records are announced, and the identifier of one that is not deleted."""
    try:
        page = fetcher.client.harvest(verb="ListIdentifiers", metadataPrefix=PLAIN).envelope
    except (Fault, Refusal):
        return None, ""
    size = page.size if page.size is not None or page.token else len(page.items)
    live = (item for item in page.items if item.get("status") != "deleted")
    names = (item.findtext("{*}identifier") for item in live)
    return size, next((name for name in names if name), "")


def _best(
    repository: Repository, contact: str, mapper: Mapper, said: Description, identifier: str
) -> tuple[str, bool]:
    """A format richer than Dublin Core only where a record in it was had, and mapped."""
    offered = [each.prefix for each in said.formats]
    if identifier:
        for prefix in _ranked(mapper, offered)[:TRIES]:
            if _maps(repository.model_copy(update={"format": prefix}), contact, mapper, identifier):
                return prefix, True
    return (PLAIN if PLAIN in offered or not offered else offered[0]), False


def _ranked(mapper: Mapper, offered: Iterable[str]) -> list[str]:
    known = {prefix: _crosswalk(mapper, prefix) for prefix in offered}
    order = [*PREFERRED, PLAIN]
    read = [prefix for prefix, name in known.items() if name]
    return sorted(read, key=lambda prefix: _place(order, known[prefix]))


def _place(order: list[str], name: str | None) -> int:
    return order.index(name) if name in order else len(PREFERRED) - 1


def _crosswalk(mapper: Mapper, prefix: str) -> str | None:
    """The format of the crosswalk that a prefix calls."""
    return next((c.format for c in mapper.crosswalks.values() if c.called(prefix)), None)


def _maps(repository: Repository, contact: str, mapper: Mapper, identifier: str) -> bool:
    with (
        suppress(SkipRecord, StopWindow, StopSource, LithoscopeError),
        closing(OaiFetcher(repository, contact)) as fetcher,
    ):
        record = fetcher.record(identifier)
        (mapped,) = mapper.batch([as_change(record, repository)])
        return mapped.note.outcome == "mapped"
    return False


def _quirks(said: Description) -> Iterator[str]:
    yield from (finding.message for finding in said.findings)
    if said.deleted_record != "persistent":
        yield f"it keeps track of what was deleted: {said.deleted_record or 'it does not say'}"
    if said.granularity and len(said.granularity) <= len("YYYY-MM-DD"):
        yield "it tells changes by the day only: each run asks the last day again"
