"""One record, by whatever name a person has for it."""

from urllib.parse import unquote

from harvester.errors import SkipRecord, UsageError
from harvester.home import Home
from harvester.ledger import Reject
from harvester.mapping import Mapper
from harvester.model import Record
from harvester.record import Change

MANY = 1_000_000
"""Rejects of one source that are looked through."""


def change(home: Home, name: str) -> Change:
    """The newest version of a record, named by IRI, `source/identifier` or identifier alone.

    Raises:
        UsageError: there is none, or several repositories have one of that identifier.
        SkipRecord: what came under that name was no record.
    """
    candidates = _candidates(home, name)
    found = [c for c in (home.ledger.record(*pair) for pair in candidates) if c]
    if not found:
        _tell_of_pieces(home, candidates)
        raise UsageError(f"No record is named {name}. Find it by its words: lithoscope search …")
    if len(found) > 1:
        several = ", ".join(f"{c.source}/{c.identifier}" for c in found)
        raise UsageError(f"{name} is the name of several records: {several}. Give one of these.")
    return found[0]


def rejects(home: Home, source: str, identifier: str) -> list[Reject]:
    """What was rejected under an identifier of a source, newest first; '' for what has none."""
    every = home.ledger.rejects(source, limit=MANY)
    return [each for each in every if each.identifier == identifier]


def _tell_of_pieces(home: Home, candidates: list[tuple[str, str]]) -> None:
    for source, identifier in candidates:
        for piece in rejects(home, source, identifier) if identifier else ():
            raise SkipRecord(
                f"{source}/{identifier} came, but is no record: {piece.reason}. "
                f"Its bytes: lithoscope rejects show {source} '{identifier}'"
            )


def _candidates(home: Home, name: str) -> list[tuple[str, str]]:
    base = home.settings.base_url + "record/"
    if name.startswith(base):
        source, _, identifier = name.removeprefix(base).partition("/")
        return [(unquote(source), unquote(identifier))]
    source, _, identifier = name.partition("/")
    known = list(home.ledger.totals())
    if source in known and identifier:
        return [(source, identifier)]
    return [(one, name) for one in known]


def record(home: Home, found: Change) -> Record:
    """What a kept record says, read anew.

    Raises:
        SkipRecord: it cannot be mapped; the sentence says why and how to see its bytes.
    """
    result = Mapper(home.settings).steps(found).result
    if isinstance(result, Record):
        return result
    name = f"{found.source}/{found.identifier}"
    raise SkipRecord(
        f"{name} is kept but was rejected: {result.reason} "
        f"Its bytes: lithoscope show '{name}' --format raw"
    )
