"""Of one identifier twice in a run, which occurrence holds.

Lists shift while they are read, so that a record comes twice, once live and once deleted, or an
older state after a newer one (pkp/pkp-lib#10296).
"""

from collections.abc import Iterable
from datetime import UTC, datetime

from harvester.record import RawRecord

_NEVER = datetime.min.replace(tzinfo=UTC)


def settle(records: Iterable[RawRecord]) -> dict[str, RawRecord]:
    """One record for each identifier of a page, in the page's order."""
    settled: dict[str, RawRecord] = {}
    for record in records:
        other = settled.setdefault(record.identifier, record)
        if other is not record and holds(record, other.datestamp, other.deleted):
            settled[record.identifier] = record
    return settled


def holds(record: RawRecord, datestamp: str, deleted: bool) -> bool:
    """Whether `record` holds against an earlier occurrence: later, or as late and not less live."""
    ours, theirs = _instant(record.datestamp), _instant(datestamp)
    if ours != theirs:
        return ours > theirs
    return deleted or not record.deleted


def _instant(datestamp: str) -> datetime:
    """A datestamp that is none (row 24 of the fault catalogue) is earlier than any other."""
    try:
        moment = datetime.fromisoformat(datestamp)
    except ValueError:
        return _NEVER
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
