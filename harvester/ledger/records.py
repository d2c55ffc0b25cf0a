"""The records of a page are written: a few statements for all of them."""

from collections.abc import Sequence

from sqlalchemy import Connection, update

from harvester.ledger import packs
from harvester.ledger.comparison import Comparison, Head, Version
from harvester.ledger.compression import compress_findings
from harvester.ledger.packs import Place
from harvester.ledger.schema import changes, ledger, records, sightings
from harvester.ledger.writes import Values, add_all, alter_all, put_all

_HEAD = ("seq", "digest", "deleted", "datestamp")
_RECORD = ("id", "source", "identifier", *_HEAD, "first_run")
_CHANGE = ("seq", "source", "record", *Place._fields, "datestamp", "deleted", "digest", "findings")
_SIGHTING = ("run", "record", "seq", "kind")


def write(connection: Connection, run: int, source: str, page: int, found: Comparison) -> None:
    """Keep the new versions and what the run saw; `page` is the key of the page's row."""
    versions = found.numbered(next_seqs(connection, len(found.differing)))
    new = [_record(run, source, v) for v in versions if v.head is None]
    add_all(connection, records, _RECORD, new)
    places = packs.put(connection, page, [v.record.raw for v in versions])
    rows = [_change(source, v, place) for v, place in zip(versions, places, strict=True)]
    add_all(connection, changes, _CHANGE, rows)
    changed = [(v.id, *_head(v)) for v in versions if v.head]
    alter_all(connection, records, ("at", *_HEAD), changed)
    # An unchanged record may carry a new datestamp: what comes later is held against that.
    alter_all(connection, records, ("at", "datestamp"), found.dated)
    put_all(connection, sightings, _SIGHTING, _sightings(run, versions, found.same))


def next_seqs(connection: Connection, count: int) -> int:
    """Reserve `count` numbers; gives the first."""
    taken = update(ledger).values(last_seq=ledger.c.last_seq + count).returning(ledger.c.last_seq)
    return int(connection.execute(taken).scalar_one()) - count + 1


def _head(version: Version) -> Values:
    record = version.record
    return version.seq, record.digest, record.deleted, record.datestamp


def _record(run: int, source: str, version: Version) -> Values:
    return version.id, source, version.record.identifier, *_head(version), run


def _change(source: str, version: Version, place: Place) -> Values:
    record = version.record
    findings = compress_findings(record.findings)
    what = record.datestamp, record.deleted, record.digest, findings
    return version.seq, source, version.id, *place, *what


def _sightings(run: int, versions: Sequence[Version], same: Sequence[Head]) -> list[Values]:
    """What this run saw as new or changed before stays so when it comes again unchanged."""
    differing: list[Values] = [(run, v.id, v.seq, v.kind(run)) for v in versions]
    return differing + [
        (run, head.id, head.seq, "deleted" if head.deleted else "unchanged")
        for head in same
        if not head.kind
    ]
