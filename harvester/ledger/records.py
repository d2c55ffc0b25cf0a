"""The records of a page are written: a few statements for all of them."""

from collections.abc import Sequence

from sqlalchemy import Connection, update

from harvester.ledger import packs
from harvester.ledger.comparison import Comparison, Head, Version
from harvester.ledger.compression import compress_findings
from harvester.ledger.packs import Place
from harvester.ledger.schema import changes, ledger, records, sightings
from harvester.ledger.writes import Values, add_all, alter_all, put_all


def write(connection: Connection, run: int, source: str, page: int, found: Comparison) -> None:
    """Keep the new versions and what the run saw; `page` is the key of the page's row."""
    versions = found.numbered(_next_seqs(connection, len(found.differing)))
    add_all(connection, records, [_new_head(run, source, v) for v in versions if v.head is None])
    places = packs.put(connection, page, [v.record.raw for v in versions])
    rows = [_change(source, v, place) for v, place in zip(versions, places, strict=True)]
    add_all(connection, changes, rows)
    alter_all(connection, records, [_head(v) | {"at": v.id} for v in versions if v.head])
    # An unchanged record may carry a new datestamp: what comes later is held against that.
    alter_all(connection, records, [{"at": id_, "datestamp": on} for id_, on in found.dated])
    put_all(connection, sightings, _sightings(run, versions, found.same))


def _next_seqs(connection: Connection, count: int) -> int:
    """Reserve `count` numbers; gives the first."""
    taken = update(ledger).values(last_seq=ledger.c.last_seq + count).returning(ledger.c.last_seq)
    return int(connection.execute(taken).scalar_one()) - count + 1


def _new_head(run: int, source: str, version: Version) -> Values:
    return _head(version) | {
        "id": version.id,
        "source": source,
        "identifier": version.record.identifier,
        "first_run": run,
    }


def _head(version: Version) -> Values:
    return {
        "seq": version.seq,
        "digest": version.record.digest,
        "deleted": version.record.deleted,
        "datestamp": version.record.datestamp,
    }


def _change(source: str, version: Version, place: Place) -> Values:
    return {
        "seq": version.seq,
        "source": source,
        "record": version.id,
        "datestamp": version.record.datestamp,
        "deleted": version.record.deleted,
        "digest": version.record.digest,
        "pack": place.pack,
        "start": place.start,
        "length": place.length,
        "findings": compress_findings(version.record.findings),
    }


def _sightings(run: int, versions: Sequence[Version], same: Sequence[Head]) -> list[Values]:
    """What this run saw as new or changed before stays so when it comes again unchanged."""
    differing = [{"run": run, "record": v.id, "seq": v.seq, "kind": v.kind(run)} for v in versions]
    return differing + [
        {
            "run": run,
            "record": head.id,
            "seq": head.seq,
            "kind": "deleted" if head.deleted else "unchanged",
        }
        for head in same
        if not head.kind
    ]
