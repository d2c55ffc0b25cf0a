"""One record, by whatever name a person has for it."""

from collections.abc import Iterable
from urllib.parse import unquote

from harvester.errors import SkipRecord, UsageError
from harvester.home import Home
from harvester.identity.ids import sample_id
from harvester.identity.row import Row
from harvester.identity.samples import rows
from harvester.iris import record_name
from harvester.ledger import Reject
from harvester.ledger.samples import Group
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


def records(home: Home, iris: Iterable[str]) -> dict[str, Record]:
    """Records read anew, by IRI; those that are gone or cannot be mapped are left out."""
    mapper, found = Mapper(home.settings), {}
    for iri in iris:
        kept = home.ledger.record(*record_name(iri))
        result = mapper.steps(kept).result if kept and not kept.deleted else None
        if isinstance(result, Record):
            found[iri] = result
    return found


def is_sample(home: Home, name: str) -> bool:
    """Whether a name is the lasting id or the address of a sample, not that of a record."""
    id = name.removeprefix(home.settings.base_url + "sample/")
    samples = home.ledger.samples
    return samples.group(id) is not None or bool(samples.rows([name]))


def sample(home: Home, name: str) -> str:
    """IRI of a record's sample: by IRI, lasting id, or the record that describes it alone.

    Of several in a record one is chosen by its name: `SOURCE/IDENTIFIER#NAME`.

    Raises:
        UsageError: there is none, or the record describes several.
        SkipRecord: what came under that name was no record.
    """
    samples = home.ledger.samples
    if samples.rows([name]):
        return name
    id = name.removeprefix(home.settings.base_url + "sample/")
    if group := samples.group(id):
        return _member(home, id, group)
    rows, wanted = _named_rows(home, name)
    found = [row for row in rows if not wanted or wanted in _names(row)]
    if len(found) != 1:
        told = ", ".join(f"{_name(row)} ({sample_id(row.id)})" for row in rows)
        count = "no sample" if not rows else f"{len(rows)} samples, of which one is to be given"
        raise UsageError(f"{name}: the record describes {count}{f': {told}' if told else ''}.")
    return found[0].id


def group(home: Home, name: str) -> Group:
    """The physical sample that a name means now, whatever id it had before.

    Raises:
        UsageError: as `sample`; or the sample is not linked yet.
        SkipRecord: what came under that name was no record.
    """
    iri = sample(home, name)
    samples = home.ledger.samples
    found = samples.group(samples.groups_of([iri]).get(iri, ""))
    if found is None:
        raise UsageError(f"{name} is not linked with others yet. Do that: lithoscope rebuild links")
    return found


def _member(home: Home, id: str, group: Group) -> str:
    """Of an id that went into others, the sample that it was made from; else the first."""
    samples, went = home.ledger.samples, [group]
    while went and not any(each.members for each in went):
        went = [found for each in went for now in each.now if (found := samples.group(now))]
    members = [iri for each in went for iri in each.members]
    if not members:
        raise UsageError(f"No record describes the sample {id} any more.")
    return next((iri for iri in members if sample_id(iri) == id), members[0])


def _named_rows(home: Home, name: str) -> tuple[list[Row], str]:
    """The samples of a record, and what one of them is called, where that is told."""
    whole, sign, wanted = name.rpartition("#")
    try:
        return _rows(home, name), ""
    except UsageError:  # identifiers may have the sign in them, too
        if not sign:
            raise
    return _rows(home, whole), wanted


def _name(row: Row) -> str:
    return next((each for each in (row.name, *row.identifiers, *row.other_names) if each), row.id)


def _names(row: Row) -> set[str]:
    return {row.name, row.id.rpartition("#")[2], *row.identifiers, *row.other_names}


def _rows(home: Home, name: str) -> list[Row]:
    found = change(home, name)
    return [] if found.deleted else rows(record(home, found))


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
