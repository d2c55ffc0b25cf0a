"""Two workers, each with a home of its own as on two machines, share one ledger on a server.

The first is killed twice while a page is on its way to it. Which page was asked by whom is known
from the repositories' side, so that nothing depends on how fast anybody is.
"""

import os
import signal
import subprocess
import sys
from contextlib import ExitStack
from threading import Condition

import pytest
from catalogue import add_file
from changing import Changing
from sqlalchemy import select

from harvester import comparison, settings
from harvester.home import Home
from harvester.ledger.schema import leases
from harvester.watch import Silent
from harvester.worker import work

pytestmark = [pytest.mark.slow, pytest.mark.server]

NAMES = [f"source{number:02d}" for number in range(20)]
RECORDS = 12
PAGES = 3
KILLED_AT = (2, 3)
"""The page that is open when the first worker is killed: once the second, once the third."""


class Laboratories:
    """Twenty repositories. Each asks the ledger who is asking, and kills the first worker twice.

    Until then the second one waits at the same page, so that it does not do all the work alone.
    """

    def __init__(self, stack, ledger):
        self.ledger = ledger
        self.victim = None
        self.killed = []
        self.changed = Condition()
        self.servers = {name: stack.enter_context(self._one(name)) for name in NAMES}

    def _one(self, name):
        made = Changing(page_size=RECORDS // PAGES)
        made.fill(*range(RECORDS))
        made.trouble = lambda page: self._asked(name, page)
        return made.serve()

    def _asked(self, name, page):
        with self.changed:
            while self._fatal(page):
                if self._holder(name) == self.victim:
                    os.kill(self.victim, signal.SIGKILL)
                    self.killed.append((name, page.asked["resumptionToken"]))
                    self.changed.notify_all()
                else:
                    assert self.changed.wait(100)

    def _fatal(self, page):
        times = len(self.killed)
        return times < len(KILLED_AT) and page.number == KILLED_AT[times]

    def _holder(self, name):
        with self.ledger._database.reading() as connection:
            query = select(leases.c.pid).where(leases.c.name == f"source:{name}")
            return connection.execute(query).scalar_one()

    def asked(self):
        """Every question for a page, by source and token."""
        return [
            (name, asked.get("resumptionToken"))
            for name, server in self.servers.items()
            for asked in server.params()
        ]


@pytest.fixture
def url(postgresql):
    with postgresql.database() as address:
        yield address


@pytest.fixture
def machines(tmp_path, url):
    """Two homes, with one ledger."""
    both = [
        Home(settings.load(tmp_path / name, processes=1, ledger_url=url))
        for name in ("first", "second")
    ]
    yield both
    for home in both:
        home.close()


def start(home, url):
    command = [sys.executable, "-m", "harvester", "--home", str(home.path), "worker", "--once"]
    surroundings = {**os.environ, "LITHOSCOPE_LEDGER_URL": url, "LITHOSCOPE_PROCESSES": "1"}
    return subprocess.Popen(command, env=surroundings, stdout=subprocess.DEVNULL)


def killed_twice(home, url, laboratories):
    for _ in KILLED_AT:
        with start(home, url) as worker:
            laboratories.victim = worker.pid
            assert worker.wait() == -signal.SIGKILL
    laboratories.victim = None
    with start(home, url) as worker:
        assert worker.wait() == 0


def test_one_of_two_workers_is_killed_twice(machines, url):
    ledger = machines[0].ledger
    with ExitStack() as stack:
        laboratories = Laboratories(stack, ledger)
        for name, server in laboratories.servers.items():
            described = {
                "url": server.url,
                "allow_private": True,
                "politeness": {"timeout": "2min"},
            }
            for home in machines:
                add_file(home, "repositories", name, described)
        ledger.enqueue(NAMES)

        with start(machines[1], url) as second:
            killed_twice(machines[0], url, laboratories)
            assert second.wait() == 0

        asked = laboratories.asked()

    assert len(laboratories.killed) == 2
    once = [question for question in asked if question not in laboratories.killed]
    assert len(once) == len(set(once)) == len(NAMES) * PAGES - len(set(laboratories.killed))
    assert len(asked) == len(NAMES) * PAGES + 2
    assert ledger.queue() == []
    assert ledger.totals() == {name: (RECORDS, 0) for name in NAMES}
    assert ledger.head() == len(NAMES) * RECORDS
    ended = [run.report.verdict for run in ledger.runs(limit=100)]
    assert (ended.count("complete"), ended.count("failed")) == (len(NAMES), 2)
    for home in machines:
        assert list(work(home, once=True)) == []
        assert comparison.compare(home).differing == []
        assert sum(1 for _ in home.index.documents()) == len(NAMES) * RECORDS


def test_a_worker_goes_on_when_the_server_of_the_ledger_comes_back(machines, postgresql):
    home = machines[0]
    rum = Changing()
    rum.fill(1, 2, 3)
    told = []

    class Watching(Silent):
        def say(self, sentence):
            told.append(sentence)
            postgresql.start()
            home.ledger.enqueue(["rum"])

    with rum.serve() as server:
        add_file(home, "repositories", "rum", {"url": server.url, "allow_private": True})
        assert home.ledger.queue() == []
        postgresql.kill()
        report = next(work(home, watch=Watching(), pause=0))

    assert (report.verdict, len(told)) == ("complete", 1)
    assert "Trying again every 0 seconds" in told[0]
