"""What a person reads when the ledger cannot be used; what was kept is never lost by it."""

import os
import sqlite3
import tempfile
from pathlib import Path

import keeper as story
import pytest
from small_pages import SOURCE, WANTED, keep, live, page
from sqlalchemy import update

from harvester.errors import ConfigError, StoreError, UsageError
from harvester.ledger.compression import compress
from harvester.ledger.database import Database
from harvester.ledger.schema import packs, version
from harvester.ledger.store import open_ledger


def test_a_full_disk_loses_nothing_that_was_kept(tmp_path):
    ledger = open_ledger(f"sqlite:///{tmp_path / 'ledger.db'}")
    run = ledger.start_run(SOURCE)
    window = ledger.open_window(run, WANTED)
    window = ledger.keep(run, window, page(live("1"), token="to page 2"))
    with ledger._database.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 4}")

    with pytest.raises(StoreError, match=r"ledger\.db cannot be used: the disk is full.*Make room"):
        ledger.keep(run, window, page(*_many(2_000), number=2, token="to page 3"))

    assert [c.identifier for c in ledger.changes()] == ["1"]
    assert ledger.open_window(run, WANTED).token == "to page 2"
    ledger.close()


def test_room_again_and_the_run_goes_on(keeper, tmp_path):
    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    open_ledger(url).close()

    with keeper("full", url, "100000") as process:
        *kept, sentence = process.communicate()[0].splitlines()

    assert "the disk refused to read or write" in sentence
    assert "Everything that was kept before is safe" in sentence
    ledger = open_ledger(url)
    assert ledger.open_window(ledger.start_run(SOURCE), WANTED).page == len(kept)
    ledger.close()
    story.keep(url)
    ledger = open_ledger(url)
    assert ledger.windows(ledger.runs()[0].id)[0].status == "done"
    ledger.close()


def test_a_ledger_that_may_only_be_read_says_so(keeper):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = f"sqlite:///{folder / 'ledger.db'}"
        open_ledger(url).close()
        folder.chmod(0o555)
        (folder / "ledger.db").chmod(0o444)
        with keeper("read-only", url) as process:
            said = process.communicate()[0]
        folder.chmod(0o755)

    assert "ledger.db cannot be used: it is read-only" in said
    assert "Give write permission" in said


def test_a_folder_that_may_not_be_written_gets_no_ledger(keeper):
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o555)
        with keeper("read-only", f"sqlite:///{name}/ledger.db") as process:
            said = process.communicate()[0]
        Path(name).chmod(0o755)

    assert "cannot be opened or made" in said


def test_a_file_where_a_folder_should_be_is_said(tmp_path):
    (tmp_path / "home").write_text("")

    with pytest.raises(StoreError, match=r"The folder .*home cannot be made: "):
        open_ledger(f"sqlite:///{tmp_path / 'home' / 'ledger.db'}")


def test_the_folder_of_a_new_ledger_is_made(tmp_path):
    open_ledger(f"sqlite:///{tmp_path / 'a' / 'b' / 'ledger.db'}").close()

    assert (tmp_path / "a" / "b" / "ledger.db").is_file()


def test_a_file_of_something_else_is_left_as_it_is(tmp_path):
    photo = tmp_path / "ledger.db"
    photo.write_bytes(b"\x89PNG\r\n" * 1_000)

    with pytest.raises(StoreError, match=r"ledger\.db cannot be used: the file is not a ledger"):
        open_ledger(f"sqlite:///{photo}")

    assert photo.read_bytes() == b"\x89PNG\r\n" * 1_000


def test_the_database_of_another_program_is_left_as_it_is(tmp_path):
    path = tmp_path / "ledger.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE bookmarks (url)")
    other.close()

    with pytest.raises(StoreError, match=r"another program's database \(it has a table `bookma"):
        open_ledger(f"sqlite:///{path}")

    with sqlite3.connect(path) as other:
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("bookmarks",)]
    other.close()


def test_a_damaged_file_is_said(tmp_path):
    path = tmp_path / "ledger.db"
    ledger = open_ledger(f"sqlite:///{path}")
    keep(ledger, *_many(2_000))
    ledger.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:8_192] + b"\x00" * (len(whole) - 8_192))

    with pytest.raises(StoreError, match=r"the file is damaged.*last backup"):
        open_ledger(f"sqlite:///{path}")


@pytest.mark.parametrize("damage", [b"", b"no zstd", compress(b"other records")])
def test_damaged_records_are_said_and_not_given(ledger, damage):
    keep(ledger, live("1"))
    with ledger._database.writing() as connection:
        connection.execute(update(packs).values(data=damage))

    with pytest.raises(StoreError, match=r"records of its pack 1 are not the bytes that were kept"):
        ledger.record(SOURCE, "1")


def test_a_newer_ledger_is_left_as_it_is(url, ledger):
    with ledger._database.writing() as connection:
        connection.execute(update(version).values(version_num="9999"))

    with pytest.raises(StoreError, match=r"written by a newer Lithoscope \(its schema is 9999"):
        open_ledger(url)


def test_a_ledger_keeps_the_base_of_its_addresses(url, ledger):
    mine, held = "https://rocks.example/", "https://w3id.org/lithoscope/"

    with pytest.raises(ConfigError, match=f"base_url is {mine}, but .*founded with {held}"):
        open_ledger(url, base_url=mine)

    open_ledger(url, base_url=held).close()


def test_a_lock_that_another_holds_too_long_is_said(tmp_path):
    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    impatient = open_ledger(f"{url}?timeout=0")
    other = Database(url)

    with (
        other.writing(),
        pytest.raises(StoreError, match="another process has locked it for too long"),
    ):
        impatient.start_run(SOURCE)

    other.close()
    impatient.close()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ("ledger.db", "address is not a database URL"),
        ("postgresql:/me:geheim@db/rocks", "address is not a database URL"),
        ("postgresql://me:geheim@db:port/rocks", "address is not a database URL"),
        ("sqlite://", "cannot live in memory"),
        ("mysql://host/ledger", "cannot live in mysql: SQLite or PostgreSQL only"),
    ],
)
def test_a_wrong_address_is_said(wrong, sentence):
    with pytest.raises(UsageError, match=sentence):
        open_ledger(wrong)


def _many(count):
    return [live(f"oai:rum:{n}", os.urandom(40).hex()) for n in range(count)]
