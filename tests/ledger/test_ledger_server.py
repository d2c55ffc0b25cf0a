"""What a server brings with it: it may be gone, full or elsewhere, and its clock is the one."""

import os
import socket
import subprocess
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from postgresql import give
from small_pages import SOURCE, WANTED, keep, live, page
from sqlalchemy import event, func, select, update

from harvester.errors import StoreError
from harvester.ledger import leases
from harvester.ledger.schema import leases as held
from harvester.ledger.schema import runs
from harvester.ledger.store import open_ledger

pytestmark = pytest.mark.server


@pytest.fixture
def url(postgresql):
    with postgresql.database() as address:
        yield address


def test_a_server_that_was_killed_and_started_again_has_lost_nothing(postgresql, ledger):
    run = ledger.start_run(SOURCE)
    window = ledger.keep(run, ledger.open_window(run, WANTED), page(live("1"), token="to page 2"))
    with down(postgresql):
        with pytest.raises(StoreError, match=r"cannot be used: .+ Everything that was kept.*again"):
            ledger.keep(run, window, page(live("2"), number=2))
        with pytest.raises(StoreError, match=r"cannot be used: .*connection to server .* failed"):
            ledger.head()

    assert ledger.open_window(run, WANTED).token == "to page 2"
    ledger.keep(run, window, page(live("2"), number=2))
    assert [change.identifier for change in ledger.changes()] == ["1", "2"]


def test_a_page_on_its_way_when_the_server_is_killed_is_kept_whole_or_not_at_all(
    postgresql, ledger
):
    run = ledger.start_run(SOURCE)
    window = ledger.open_window(run, WANTED)

    def killed(_):
        with down(postgresql):
            pass

    event.listen(ledger._database._engine, "commit", killed, once=True)
    with pytest.raises(StoreError, match="Everything that was kept before is safe"):
        ledger.keep(run, window, page(live("1")))

    assert ledger.head() == 0
    ledger.keep(run, window, page(live("1")))
    assert ledger.head() == 1


def test_a_lease_outlives_a_short_absence_of_the_server(postgresql, ledger, opened):
    with ledger.lease("projector"):
        with down(postgresql):
            pass
        with pytest.raises(StoreError, match="is at work on it"), opened().lease("projector"):
            pass


def test_who_stands_still_in_a_transaction_holds_up_the_others_for_a_while_only(url, ledger):
    ledger.start_run(SOURCE)
    hasty = open_ledger(f"{url}&options=-c%20idle_in_transaction_session_timeout%3D50ms")
    with pytest.raises(StoreError, match="this process stood still while it wrote"):
        _hold_the_runs(hasty, while_=lambda: ledger.start_run(SOURCE))
    assert len(ledger.runs()) == 2
    hasty.close()


def test_that_while_is_a_minute_if_nobody_says_otherwise(ledger):
    with ledger._database.writing() as connection:
        said = connection.exec_driver_sql("SHOW idle_in_transaction_session_timeout").scalar_one()
    assert said == "1min"


def _hold_the_runs(own, while_):
    with own._database.writing() as connection:
        connection.execute(select(runs).with_for_update())
        while_()
        connection.execute(select(runs))


def test_a_full_disk_of_the_server_loses_nothing_that_was_kept(postgresql, ledger, small_disk):
    run = ledger.start_run(SOURCE)
    window = ledger.keep(run, ledger.open_window(run, WANTED), page(live("1"), token="to page 2"))
    name = ledger._database._engine.url.database
    postgresql.run(
        f"CREATE TABLESPACE small LOCATION '{small_disk}'",
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'",
        f"ALTER DATABASE {name} SET TABLESPACE small",
    )
    many = [live(str(n), os.urandom(2_000).hex()) for n in range(8_000)]

    with pytest.raises(StoreError, match=r"the disk of its server is full.*Make room there"):
        ledger.keep(run, window, page(*many, number=2))

    assert [change.identifier for change in ledger.changes()] == ["1"]
    ledger.keep(run, window, page(live("2"), number=2))
    ledger.close()
    postgresql.run(f"ALTER DATABASE {name} SET TABLESPACE pg_default", "DROP TABLESPACE small")


def test_the_time_is_the_servers(url):
    ledger = open_ledger(url)
    with ledger._database.reading() as connection:
        before = connection.execute(select(func.now())).scalar_one()
        said = ledger._moment(connection)
        after = connection.execute(select(func.clock_timestamp())).scalar_one()
    ledger.close()
    assert before <= said <= after


def test_a_process_of_another_machine_is_not_looked_for_here(ledger, opened):
    with ledger._database.writing() as connection:
        leases.take(connection, "source:rum", "theirs", ledger._seconds(connection), 60)
        elsewhere = {"host": f"{leases._host()} elsewhere", "pid": 2**22 + 1}
        connection.execute(update(held).values(elsewhere))

    with pytest.raises(StoreError, match="source:rum: process 4194305 on "):
        opened().lease("source:rum").__enter__()


def test_it_tells_which_machines_are_at_work(ledger):
    with ledger.lease("source:rum"):
        with ledger._database.writing() as connection:
            connection.execute(update(held).values(host="another-machine boot namespace"))
        with ledger.lease("source:skye"):
            assert ledger.hosts() == sorted(["another-machine", socket.gethostname()])
    assert ledger.hosts() == []


def test_a_user_who_may_only_read_is_told(postgresql, ledger, url):
    keep(ledger, live("1"))
    postgresql.run("CREATE ROLE reader LOGIN")
    with ledger._database.writing() as connection:
        connection.exec_driver_sql("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader")
    reading = open_ledger(url.replace("lithoscope@", "reader@"))

    assert [change.identifier for change in reading.changes()] == ["1"]
    with pytest.raises(StoreError, match=r"its user may not do that\. .*Give the user the right"):
        reading.start_run(SOURCE)

    reading.close()
    with ledger._database.writing() as connection:
        connection.exec_driver_sql("DROP OWNED BY reader")
    postgresql.run("DROP ROLE reader")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("postgresql://lithoscope:secret@/nowhere?host={}", 'database "nowhere" does not exist'),
        ("postgresql://lithoscope:secret@127.0.0.1:1/x", "connection .*refused"),
        ("postgresql://lithoscope:secret@/x?host=/nowhere", "No such file or directory"),
    ],
)
def test_a_server_that_cannot_be_reached_is_told_without_the_password(postgresql, address, said):
    with pytest.raises(StoreError, match=said) as caught:
        open_ledger(address.format(postgresql.folder))
    assert "See whether its server runs" in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_server_that_speaks_another_encoding_is_refused(postgresql):
    postgresql.run("CREATE DATABASE old TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")

    with pytest.raises(StoreError, match="has the encoding LATIN1; UTF8 is needed"):
        open_ledger(postgresql.url("old"))

    postgresql.run("DROP DATABASE old WITH (FORCE)")


@contextmanager
def down(server):
    server.kill()
    try:
        yield
    finally:
        server.start()


@pytest.fixture
def small_disk(postgresql):
    """A folder with room for 24 MB, which only root can make."""
    folder = postgresql.folder / f"small-{datetime.now(UTC):%f}"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=24m,mode=777", "small", str(folder)]
    if subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("a small disk can only be mounted by root")
    inside = Path(folder, "data")
    inside.mkdir(mode=0o777)
    give(inside)
    yield inside
    subprocess.run(["umount", "--lazy", str(folder)], check=True)
