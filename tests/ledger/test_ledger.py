"""The contract of the ledger: what it keeps of a harvest, whatever database it lives in."""

import pytest
from small_pages import MONDAY, TUESDAY, gone, harvest, keep, live, page

from harvester.ledger import MappingNote
from harvester.record import Finding, Window

# versions ---------------------------------------------------------------------------------------


def test_a_new_record_is_a_change_with_all_that_is_known_of_it(ledger):
    finding = Finding("control-character", "U+0003 was replaced", "/record/title", "Rum\x03")
    record = live("oai:rum:1", findings=(finding,))
    run = keep(ledger, record)

    (change,) = ledger.changes()

    assert (change.seq, change.source, change.identifier) == (1, "rum", "oai:rum:1")
    assert (change.format, change.datestamp, change.deleted) == ("oai_dc", MONDAY, False)
    assert (change.raw, change.digest) == (record.raw, record.digest)
    assert (change.run, change.kept_at) == (run, "2026-11-23T14:00:00Z")
    assert change.findings == (finding,)


def test_an_unchanged_record_makes_no_version_whatever_its_datestamp(ledger):
    keep(ledger, live("1", on=MONDAY))
    keep(ledger, live("1", on=TUESDAY))

    assert [c.datestamp for c in ledger.versions("rum", "1")] == [MONDAY]


def test_a_changed_record_makes_a_version_and_the_old_one_stays(ledger):
    keep(ledger, live("1", "Chromitite"))
    keep(ledger, live("1", "Chromitite, polished"))

    old, new = ledger.versions("rum", "1")
    assert b"Chromitite<" in old.raw
    assert b"polished" in new.raw
    assert list(ledger.changes()) == [new] == [ledger.record("rum", "1")]


def test_a_deletion_is_a_version_and_the_same_deletion_again_is_none(ledger):
    keep(ledger, live("1"))
    keep(ledger, gone("1"))
    keep(ledger, gone("1", on=TUESDAY))

    assert [c.deleted for c in ledger.versions("rum", "1")] == [False, True]


def test_a_deletion_of_an_unknown_record_is_kept_too(ledger):
    keep(ledger, gone("never-seen"))

    assert [(c.identifier, c.deleted) for c in ledger.changes()] == [("never-seen", True)]


def test_a_record_that_comes_back_is_a_version(ledger):
    for record in (live("1"), gone("1"), live("1")):
        keep(ledger, record)

    assert [c.deleted for c in ledger.versions("rum", "1")] == [False, True, False]


def test_the_same_identifier_in_two_sources_is_two_records(ledger):
    keep(ledger, live("1", "Rum"), source="rum")
    keep(ledger, live("1", "Skye"), source="skye")

    assert [c.source for c in ledger.changes()] == ["rum", "skye"]
    assert b"Skye" in ledger.record("skye", "1").raw


def test_bytes_come_back_as_they_came(ledger):
    every_byte = bytes(range(256)) * 40
    record = live("1")
    keep(ledger, type(record)("1", MONDAY, False, every_byte, record.digest))

    assert ledger.record("rum", "1").raw == every_byte


def test_an_unknown_record_is_none(ledger):
    assert ledger.record("rum", "1") is None
    assert ledger.versions("rum", "1") == []


def test_another_format_makes_another_version(ledger):
    keep(ledger, live("1"))
    harvest(ledger, [page(live("1", "as DataCite"))], Window("rum", "oai_datacite"))

    assert [c.format for c in ledger.versions("rum", "1")] == ["oai_dc", "oai_datacite"]


# the same identifier twice ----------------------------------------------------------------------

TWICE = {
    "the later one holds": ([live("1", "old", MONDAY), live("1", "new", TUESDAY)], b"new"),
    "the later one holds, though first": (
        [live("1", "new", TUESDAY), live("1", "old", MONDAY)],
        b"new",
    ),
    "a later deletion holds": ([live("1", on=MONDAY), gone("1", TUESDAY)], b"deleted"),
    "an older deletion does not": ([live("1", "new", TUESDAY), gone("1", MONDAY)], b"new"),
    "live holds at a tie": ([live("1", "live"), gone("1")], b"live"),
    "live holds at a tie, though last": ([gone("1"), live("1", "live")], b"live"),
    "the last holds of two live ones at a tie": ([live("1", "a"), live("1", "b")], b"b<"),
    "a day is its midnight": (
        [live("1", "noon", "2026-11-16T12:00:00Z"), live("1", "day", "2026-11-16")],
        b"noon",
    ),
    "zones are heeded": (
        [live("1", "late", "2026-11-16T01:00:00-07:00"), live("1", "early", MONDAY)],
        b"late",
    ),
    "any date holds against none": ([live("1", "dated"), live("1", "undated", "soon")], b"dated"),
}


@pytest.mark.parametrize(("records", "holds"), TWICE.values(), ids=TWICE.keys())
def test_twice_in_one_page(ledger, records, holds):
    run = keep(ledger, *records)

    assert holds in ledger.record("rum", "1").raw
    assert ledger.counts(run).seen == 1
    assert len(ledger.versions("rum", "1")) == 1


@pytest.mark.parametrize(("records", "holds"), TWICE.values(), ids=TWICE.keys())
def test_twice_in_one_run(ledger, records, holds):
    run = harvest(ledger, [page(one, number=n) for n, one in enumerate(records, start=1)])

    assert holds in ledger.record("rum", "1").raw
    assert ledger.counts(run).seen == 1


def test_an_older_state_holds_in_a_later_run_for_the_source_says_so(ledger):
    keep(ledger, live("1", "new", TUESDAY))
    keep(ledger, live("1", "restored", MONDAY))

    assert b"restored" in ledger.record("rum", "1").raw


def test_a_record_seen_unchanged_counts_with_its_new_datestamp(ledger):
    keep(ledger, live("1", "title", "2026-11-15"))
    harvest(ledger, [page(live("1", "title", TUESDAY)), page(gone("1", MONDAY), number=2)])

    assert not ledger.record("rum", "1").deleted


# the order of changes ---------------------------------------------------------------------------


def test_seq_grows_and_is_never_used_again(ledger, opened):
    keep(ledger, live("1"), live("2"))
    ledger.close()
    ledger = opened()
    keep(ledger, live("3"), live("1", "changed"))

    assert [(c.seq, c.identifier) for c in ledger.changes()] == [(2, "2"), (3, "3"), (4, "1")]
    assert ledger.head() == 4


def test_an_empty_ledger_has_no_head(ledger):
    assert ledger.head() == 0
    assert list(ledger.changes()) == []


def test_changes_are_the_newest_versions_after_a_cursor(ledger):
    keep(ledger, *(live(str(n)) for n in range(5)))
    cursor = ledger.head()
    keep(ledger, live("3", "changed"), gone("1"), live("2"))

    assert [c.identifier for c in ledger.changes(cursor)] == ["3", "1"]
    assert ledger.count_changes(cursor) == 2
    assert ledger.count_changes() == 5


def test_changes_of_one_source(ledger):
    for source in ("rum", "skye", "rum"):
        keep(ledger, live("1"), live(f"only-{ledger.head()}"), source=source)

    found = [(c.seq, c.identifier) for c in ledger.changes(source="rum")]
    assert found == [(1, "1"), (2, "only-0"), (5, "only-4")]
    assert ledger.count_changes(source="rum") == 3
    assert ledger.count_changes(2, source="rum") == 1


def test_a_long_list_of_changes_comes_whole_and_in_order(ledger):
    keep(ledger, *(live(str(n), f"title {n}") for n in range(2_345)))

    found = list(ledger.changes())

    assert [c.seq for c in found] == list(range(1, 2_346))
    assert [c.identifier for c in found] == [str(n) for n in range(2_345)]


def test_a_page_that_fills_several_packs_comes_back_as_it_came(ledger):
    records = [live(str(n), f"{n} {'olivine ' * 30_000}") for n in range(12)]
    keep(ledger, *records)

    assert [c.raw for c in ledger.changes()] == [r.raw for r in records]
    assert [ledger.record("rum", r.identifier).raw for r in records] == [r.raw for r in records]


def test_large_records_come_whole_too(ledger):
    large = "olivine " * 500_000
    keep(ledger, *(live(str(n), f"{n} {large}") for n in range(4)))

    assert [c.identifier for c in ledger.changes()] == ["0", "1", "2", "3"]


def test_changes_tell_the_state_of_when_they_were_asked(ledger):
    keep(ledger, *(live(str(n)) for n in range(1_500)))

    reading = ledger.changes()
    first = next(reading)
    keep(ledger, live("1499", "changed meanwhile"), live("new"))
    rest = list(reading)

    assert [first.identifier, rest[-1].identifier, len(rest)] == ["0", "1499", 1_499]
    assert b"changed meanwhile" not in rest[-1].raw


def test_what_is_read_can_be_noted_at_once(ledger):
    keep(ledger, *(live(str(n)) for n in range(3)))

    for change in ledger.changes():
        ledger.note([MappingNote(change.seq, "mapped", "oai_dc@1")])

    assert ledger.noted(3).outcome == "mapped"


def test_a_page_may_be_larger_than_the_parameters_of_a_statement(ledger):
    many = [live(str(n)) for n in range(12_000)]
    keep(ledger, *many)
    run = keep(ledger, *many)

    assert ledger.counts(run).unchanged == 12_000


def test_an_empty_page_is_kept(ledger):
    run = keep(ledger)

    assert ledger.counts(run).seen == 0
    assert ledger.windows(run)[0].pages == 1
