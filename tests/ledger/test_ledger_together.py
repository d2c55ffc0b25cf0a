"""Several at once: processes and threads on one ledger."""

from threading import Thread

from small_pages import SOURCE, WANTED, keep, live, page
from sqlalchemy import insert

from harvester.ledger.schema import runs


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
