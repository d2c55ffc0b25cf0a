"""Several at once: processes and threads on one ledger."""

from threading import Thread

from small_pages import SOURCE, WANTED, keep, live, page
from sqlalchemy import insert

from harvester.ledger.database import Database
from harvester.ledger.schema import runs
from harvester.record import Window

_DURABLE = {"journal_mode": "wal", "synchronous": 2}


def test_one_reads_while_another_writes(ledger, opened):
    keep(ledger, live("1"))
    reader = opened()

    with ledger._database.writing() as connection:
        connection.execute(insert(runs).values(_a_run()))
        assert [c.identifier for c in reader.changes()] == ["1"]
        assert len(reader.runs()) == 1

    assert len(reader.runs()) == 2


def test_threads_take_turns(ledger):
    run = ledger.start_run(SOURCE)
    windows = [ledger.open_window(run, WANTED)]

    def turn(number):
        windows.append(ledger.keep(run, windows[-1], page(live(str(number)), number=number)))

    for number in range(1, 6):
        thread = Thread(target=turn, args=(number,))
        thread.start()
        thread.join()

    assert windows[-1].page == 5
    assert ledger.count_changes() == 5


def test_no_change_becomes_visible_behind_one_that_was_read(opened):
    """What a projector goes by: it never looks back behind its cursor."""
    writers = [Thread(target=fill, args=(opened(), f"source{n}")) for n in range(3)]
    reader, read = opened(), [0]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        read += [change.seq for change in reader.changes(read[-1])]
    read += [change.seq for change in reader.changes(read[-1])]

    assert read == list(range(3 * 12 * 5 + 1))


def fill(ledger, source):
    """Twelve pages of five records that nobody else has."""
    run = ledger.start_run(source)
    window = ledger.open_window(run, Window(source, "oai_dc"))
    for number in range(1, 13):
        records = [live(f"{number}-{n}", str(n)) for n in range(5)]
        window = ledger.keep(run, window, page(*records, number=number))


def test_what_sqlite_commits_outlives_a_power_cut(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'ledger.db'}")
    with database.writing() as connection:
        said = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in _DURABLE]
    database.close()

    assert said == list(_DURABLE.values())


def test_processes_may_found_one_ledger_together(keeper, url):
    processes = [keeper("open", url) for _ in range(4)]
    for process in processes:
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        process.stdin.write("\n")
        process.stdin.flush()

    assert [process.communicate()[0] for process in processes] == ["0\n"] * 4


def _a_run():
    numbers = dict.fromkeys(("seen", "stored", "new", "unchanged", "deleted", "rejected"), 0)
    return {"source": "skye", "started": "", "verdict": "failed", "message": "", **numbers}
