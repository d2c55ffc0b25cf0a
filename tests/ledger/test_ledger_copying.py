"""A ledger is copied whole into another database, and goes on there as it would have here."""

import pytest
from small_pages import SOURCE, WANTED, gone, keep, live, page
from sqlalchemy import Engine, event

from harvester.errors import StopWindow, StoreError, UsageError
from harvester.ledger import MappingNote, Plan
from harvester.ledger.samples import Described, Group, Judgement, KeptLink
from harvester.ledger.store import open_ledger
from harvester.record import Finding, RejectedElement

FINDING = Finding("unread", "µm is not read", "dc:extent", "5 µm")


@pytest.fixture
def full(ledger):
    """Something in every table, and more rows than are copied at once."""
    run = ledger.start_run(SOURCE)
    window = ledger.open_window(run, WANTED)
    many = [live(f"oai:rum:{n}", f"Größe {n} µm") for n in range(1_200)]
    broken = (RejectedElement(b"<record>\x00\xff", "no identifier"),)
    window = ledger.keep(run, window, page(*many, rejected=broken, token="to page 2"))
    changed = page(gone("oai:rum:3"), live("oai:rum:4", "new"), number=2, findings=(FINDING,))
    ledger.keep(run, window, changed)
    ledger.finish(run, window)
    ledger.note([MappingNote(5, "rejected", "oai_dc 1", "no title", (FINDING,))])
    run = ledger.start_run(SOURCE)
    window = ledger.open_window(run, WANTED)
    ledger.stop(run, window, StopWindow("The list broke off.", evidence=b"<html>"))
    ledger.enqueue(["skye"])
    ledger.plan([Plan("skye", "17 3 * * *", "2026-11-24T03:17:00Z")])
    _link(ledger.samples)
    return ledger


def _link(samples):
    samples.describe([(1, [Described("a", b"{}"), Described("b", b"{}")])])
    samples.file({"a": ["igsn:1"], "b": ["igsn:1"]}, 300)
    link = KeptLink("ab", "a", "b", "same", "certain", 12.0, b"[]", "rules")
    samples.settle(["a", "b"], [link], [Group("g", ("a", "b"))], [])
    samples.judge(Judgement("a", "b", "same", "curator"))


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.server)])
def target(request, tmp_path):
    """An empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'another' / 'ledger.db'}"
        return
    with request.getfixturevalue("postgresql").database() as address:
        yield address


def everything(ledger):
    """All that the ledger tells."""
    changes = list(ledger.changes())
    runs = ledger.runs(limit=100)
    return [
        changes,
        [ledger.versions(change.source, change.identifier) for change in changes[-3:]],
        [(run, ledger.windows(run.id), ledger.counts(run.id)) for run in runs],
        [ledger.evidence(window.id) for run in runs for window in ledger.windows(run.id)],
        ledger.rejects(),
        ledger.noted(5),
        ledger.totals(),
        ledger.queue(),
        ledger.plans(),
        ledger.samples.links(),
        ledger.samples.ever(["a"]),
        ledger.samples.events(""),
        ledger.samples.sharing(["igsn:1"]),
        ledger.samples.waiting(),
        ledger.samples.judgements(),
    ]


def test_everything_is_there_and_told_in_numbers(full, target):
    told = []
    copied = full.copy_to(target, lambda *said: told.append(said))

    there = open_ledger(target)
    assert everything(there) == everything(full)
    there.close()
    assert {each.table: each.rows for each in copied}["records"] == 1_200
    assert [said for said in told if said[0] == "records"] == [
        ("records", done, 1_200) for done in (500, 1_000, 1_200)
    ]
    assert all(each.rows > 0 and len(each.digest) == 64 for each in copied)


def test_the_copy_goes_on_as_the_ledger_would(full, target):
    full.copy_to(target, ignoring)
    there, before = open_ledger(target), full.head()
    for each in (full, there):
        keep(each, live("one more"), source="skye")
    newest = [(c.seq, c.identifier, c.run) for c in full.changes(before)]
    assert newest == [(c.seq, c.identifier, c.run) for c in there.changes(before)]
    assert len(newest) == 1
    there.close()


def test_there_and_back_it_is_the_same(full, target, url, tmp_path):
    there = full.copy_to(target, ignoring)
    opened = open_ledger(target)
    again = f"sqlite:///{tmp_path / 'again.db'}"
    assert opened.copy_to(again, ignoring) == there
    opened.close()


def test_what_is_not_empty_is_left_as_it_is(full, target):
    other = open_ledger(target)
    keep(other, live("mine"))

    with pytest.raises(UsageError, match=r"is not empty \(it has a table `.+`\)\. Nothing was"):
        full.copy_to(target, ignoring)

    assert [change.identifier for change in other.changes()] == ["mine"]
    other.close()


def test_what_is_stopped_leaves_the_other_empty_and_may_be_begun_again(full, target):
    def stopped(table, done, _):
        if (table, done) == ("records", 1_000):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        full.copy_to(target, stopped)

    assert {each.table for each in full.copy_to(target, ignoring)} >= {"records", "packs"}


def test_a_copy_that_is_not_the_same_is_said_and_not_kept(full, target):
    def becomes_another(_, cursor, statement, *__):
        if statement.startswith("INSERT INTO queue"):
            cursor.connection.execute("UPDATE queue SET tries = 7")

    event.listen(Engine, "after_cursor_execute", becomes_another)
    with pytest.raises(StoreError, match="The table queue is not the same after it was copied"):
        full.copy_to(target, ignoring)
    event.remove(Engine, "after_cursor_execute", becomes_another)

    assert full.copy_to(target, ignoring)


def ignoring(*_):
    pass
