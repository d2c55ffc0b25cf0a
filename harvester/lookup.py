"""One record, by whatever name a person has for it."""

from urllib.parse import unquote

from harvester.errors import SkipRecord, UsageError
from harvester.graph import jsonld
from harvester.home import Home
from harvester.iris import record_iri
from harvester.mapping import Mapper
from harvester.model import Record
from harvester.record import Change


def change(home: Home, name: str) -> Change:
    """The newest version of a record, named by IRI, `source/identifier` or identifier alone.

    Raises:
        UsageError: there is none, or several repositories have one of that identifier.
    """
    base = home.settings.base_url + "record/"
    if name.startswith(base):
        source, _, identifier = name.removeprefix(base).partition("/")
        candidates = [(unquote(source), unquote(identifier))]
    else:
        source, _, identifier = name.partition("/")
        candidates = [(source, identifier)] if identifier else []
        candidates += [(known, name) for known in home.ledger.totals()]
    found = [c for c in (home.ledger.record(*pair) for pair in candidates) if c]
    if not found:
        raise UsageError(f"No record is named {name}. Find it by its words: lithoscope search …")
    if len(found) > 1:
        several = ", ".join(f"{c.source}/{c.identifier}" for c in found)
        raise UsageError(f"{name} is the name of several records: {several}. Give one of these.")
    return found[0]


def record(home: Home, found: Change) -> Record:
    """What a kept record says, read anew.

    Raises:
        SkipRecord: it cannot be mapped; the sentence says why and how to see its bytes.
    """
    result = Mapper(home.settings).steps(found).result
    if isinstance(result, Record):
        return result
    raise SkipRecord(
        f"{found.source}/{found.identifier} is kept but was rejected: {result.reason} "
        f"Its bytes: lithoscope show '{found.source}/{found.identifier}' --format raw"
    )


def jsonld_bytes(found: Record) -> bytes:
    return jsonld.pretty(found)


__all__ = ["change", "jsonld_bytes", "record", "record_iri"]
