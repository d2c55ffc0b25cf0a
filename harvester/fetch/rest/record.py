"""One record at its own address."""

from __future__ import annotations

from datetime import datetime

from harvester.errors import SkipRecord
from harvester.fetch.fault import Fault
from harvester.fetch.rest import body, items, listing, question
from harvester.fetch.rest.asking import Asking
from harvester.record import RawRecord
from harvester.repositories import Repository


def ask(
    asking: Asking, repository: Repository, name: str, now: datetime, date: str = ""
) -> RawRecord:
    """The record of that name; `date` is what the list says of it.

    Raises:
        Fault: there was no whole answer.
        SkipRecord: the answer is no record.
    """
    style = repository.style()
    assert style.record is not None
    answer = asking.get(question.record(style, str(repository.url), name), f"record {name}")
    tree, findings = body.read(answer.body)
    item = items.found(style.record.item, tree)
    if not isinstance(item, dict) or not item:
        raise SkipRecord(f"{repository.name}: record {name} has nothing at `{style.record.item}`.")
    own = items.found(style.record.date or style.date, item)
    read = items.record(style, name, item, own or date, listing.date(answer, now))
    return items.flagged(read, findings)


def ask_or_tell(
    asking: Asking, repository: Repository, stub: RawRecord, now: datetime
) -> RawRecord | str:
    """The record that a list has only a stub of, or why it cannot be had.

    Raises:
        Fault: nobody answered, which a later run may mend.
    """
    if stub.deleted:
        return stub
    try:
        return ask(asking, repository, stub.identifier, now, stub.datestamp)
    except SkipRecord as error:
        return str(error)
    except Fault as fault:
        if not fault.reached and fault.status != 500:
            raise
        return f"this record of the list {fault} when it was asked for"
