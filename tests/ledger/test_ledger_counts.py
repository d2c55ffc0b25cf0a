"""The contract of the ledger: how many, and what was made of them."""

import pytest
from small_pages import gone, harvest, keep, live, page
from sqlalchemy.exc import IntegrityError

from harvester.ledger import Counts, MappingNote
from harvester.record import Finding, RejectedElement

# counting ---------------------------------------------------------------------------------------


def test_each_identifier_counts_once_as_the_most_it_was(ledger):
    keep(ledger, live("same"), live("changed"), live("deleted"), live("returned"))
    keep(ledger, gone("returned"))
    run = harvest(
        ledger,
        [
            page(live("same"), live("changed", "anew"), gone("deleted"), live("returned")),
            page(live("new"), live("changed", "anew"), live("same"), number=2),
            page(live("new"), gone("unknown"), gone("short-lived"), number=3),
            page(live("short-lived"), live("same"), number=4),
        ],
    )

    found = ledger.counts(run)

    assert found == Counts(seen=7, new=2, changed=2, unchanged=1, deleted=2, rejected=0)


def test_the_same_deletion_again_counts_as_one(ledger):
    keep(ledger, gone("1"))
    run = keep(ledger, gone("1"))

    assert ledger.counts(run).deleted == 1


def test_what_could_not_be_mapped_counts_as_rejected_and_not_as_stored(ledger):
    keep(ledger, live("old"), live("old-but-fine"))
    _note(ledger, "old", "rejected")
    run = keep(ledger, live("old"), live("old-but-fine"), live("new"), live("fine"), gone("gone"))
    for identifier, outcome in {"new": "rejected", "fine": "mapped", "gone": "deleted"}.items():
        _note(ledger, identifier, outcome)

    found = ledger.counts(run)

    assert found == Counts(seen=5, new=1, changed=0, unchanged=1, deleted=1, rejected=2)


def test_pieces_that_were_no_records_count_once(ledger):
    pieces = [
        RejectedElement(b"<record/>", "no identifier"),
        RejectedElement(b"<record/>", "no identifier"),
        RejectedElement(b"<record>\xff</record>", "broken bytes", "oai:rum:9"),
        RejectedElement(b"<record>\xff</record>", "broken bytes", "1"),
    ]
    run = harvest(
        ledger,
        [page(live("1"), rejected=pieces), page(number=2, rejected=pieces[:1])],
    )

    assert ledger.counts(run) == Counts(
        seen=3, new=1, changed=0, unchanged=0, deleted=0, rejected=2
    )


def test_a_later_run_leaves_the_counts_of_an_earlier_one(ledger):
    first = keep(ledger, live("1"), live("2"))
    keep(ledger, live("1", "changed"), gone("2"))

    assert ledger.counts(first).new == 2


def test_totals_are_live_records_and_tombstones_of_each_source(ledger):
    keep(ledger, live("1"), live("2"), gone("3"))
    keep(ledger, live("1"), source="skye")

    assert ledger.totals() == {"rum": (2, 1), "skye": (1, 0)}


# what was made of them ----------------------------------------------------------------------------


def test_a_note_is_replaced_when_the_record_is_mapped_anew(ledger):
    keep(ledger, live("1"))
    unread = Finding("unread", "dc:rights was not read", "/dc:rights", "CC BY")
    ledger.note([MappingNote(1, "rejected", "oai_dc@1", "no title", (unread,))])
    assert ledger.noted(1) == MappingNote(1, "rejected", "oai_dc@1", "no title", (unread,))

    ledger.note([MappingNote(1, "mapped", "oai_dc@2")])

    assert ledger.noted(1) == MappingNote(1, "mapped", "oai_dc@2")
    assert ledger.noted(2) is None


def test_no_notes_are_no_trouble(ledger):
    ledger.note([])


def test_a_note_on_no_change_is_a_fault_of_ours(ledger):
    with pytest.raises(IntegrityError):
        ledger.note([MappingNote(7, "mapped", "oai_dc@1")])


def test_rejects_are_records_and_pieces_newest_first(ledger):
    first = keep(ledger, live("untitled"), live("fine"))
    _note(ledger, "untitled", "rejected")
    piece = RejectedElement(b"<record>\xff", "broken bytes", "oai:rum:9")
    second = harvest(ledger, [page(rejected=[piece])])

    newest, oldest = ledger.rejects()

    assert (newest.identifier, newest.seq, newest.run) == ("oai:rum:9", 0, second)
    assert (newest.raw, newest.reason) == (piece.raw, "broken bytes")
    assert (oldest.identifier, oldest.seq, oldest.run) == ("untitled", 1, first)
    assert oldest.raw == live("untitled").raw
    assert ledger.rejects(limit=1) == [newest]
    assert ledger.rejects("skye") == []


def test_a_reject_is_gone_once_a_newer_version_is_there(ledger):
    keep(ledger, live("1", ""))
    _note(ledger, "1", "rejected")
    keep(ledger, live("1", "now with a title"))

    assert ledger.rejects() == []


def test_a_broken_piece_is_gone_once_its_record_came_whole(ledger):
    piece = RejectedElement(b"<record>\xff", "broken bytes", "oai:rum:9")
    nameless = RejectedElement(b"<record/>", "no identifier")
    keep(ledger, live("oai:rum:9", "of another repository"), source="skye")
    harvest(ledger, [page(rejected=[piece, nameless])])
    assert len(ledger.rejects("rum")) == 2
    keep(ledger, live("oai:rum:9"))

    assert [reject.raw for reject in ledger.rejects()] == [nameless.raw]


def test_a_broken_piece_whose_record_came_whole_in_the_same_run_is_none(ledger):
    piece = RejectedElement(b"<record>\xff", "broken bytes", "oai:rum:9")
    harvest(ledger, [page(live("oai:rum:9"), rejected=[piece])])

    assert ledger.rejects() == []


def test_a_record_that_breaks_later_is_a_reject(ledger):
    keep(ledger, live("oai:rum:9"))
    harvest(ledger, [page(rejected=[RejectedElement(b"<record>", "broken", "oai:rum:9")])])

    assert len(ledger.rejects()) == 1


def test_a_piece_that_every_run_meets_is_listed_once(ledger):
    piece = RejectedElement(b"<record/>", "no identifier")
    runs = [harvest(ledger, [page(rejected=[piece])]) for _ in range(3)]

    assert [r.run for r in ledger.rejects()] == runs[-1:]


def test_stale_are_the_records_that_another_crosswalk_mapped(ledger):
    keep(ledger, live("1"), live("2"), live("3"), gone("4"))
    ledger.note(
        [
            MappingNote(1, "mapped", "oai_dc@1"),
            MappingNote(2, "mapped", "oai_dc@2"),
            MappingNote(3, "rejected", "", "no crosswalk for this format"),
            MappingNote(4, "deleted", "oai_dc@1"),
        ]
    )

    assert ledger.stale(["oai_dc@2"]) == 1
    assert ledger.stale(["oai_dc@1", "oai_dc@2"]) == 0
    assert ledger.stale([]) == 2


def _note(ledger, identifier, outcome):
    change = ledger.record("rum", identifier)
    ledger.note([MappingNote(change.seq, outcome, "oai_dc@1", "no title")])
