"""Processes that are halted (Ctrl-Z, a laptop asleep) while another takes over, and then go on.

Each is stopped at a known moment: while it waits for the answer to a request of its own. Leases
run out because their rows say so, so that nothing depends on how fast anybody is.
"""

import json
import os
import signal
import subprocess
import sys
from threading import Event
from uuid import uuid4

import pytest
from catalogue import add_file, repository, state
from changing import Changing
from sqlalchemy import update

from harvester import settings
from harvester.home import Home
from harvester.ledger.schema import leases
from harvester.projection import project
from harvester.road import harvest
from harvester.worker import work
from tests.loopback import serving

pytestmark = [pytest.mark.slow, pytest.mark.server]

WAIT = 100.0
"""Seconds after which a test gives up."""


class Halt:
    """Stops a process, and lets it go on when the test says so."""

    def __init__(self):
        self.process = None
        self.halted = Event()
        self.over = Event()

    def here(self):
        """Called where a request of the process has come in; only once it is halted."""
        if self.process and not self.halted.is_set():
            os.kill(self.process.pid, signal.SIGSTOP)
            os.waitid(os.P_PID, self.process.pid, os.WSTOPPED | os.WNOWAIT)
            self.halted.set()
            assert self.over.wait(WAIT)

    def start(self, home, *words):
        """Run a command until it is halted."""
        given = home.settings.model_dump(include={"ledger_url", "graph_url", "search_url"})
        said = {f"LITHOSCOPE_{name.upper()}": value or "" for name, value in given.items()}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "harvester", "--home", str(home.path), *words],
            env={**os.environ, **said, "LITHOSCOPE_PROCESSES": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        while not self.halted.wait(1):
            assert self.process.poll() is None, self.process.communicate()

    def go_on(self):
        """Gives its exit code, and what it said after it was let go."""
        self.over.set()
        self.process.send_signal(signal.SIGCONT)
        out, err = self.process.communicate(timeout=WAIT)
        return self.process.returncode, out, err


@pytest.fixture
def halt():
    made = Halt()
    yield made
    made.over.set()
    if made.process and made.process.poll() is None:
        made.process.kill()
        made.process.communicate()


@pytest.fixture
def ledger_url(postgresql):
    with postgresql.database() as address:
        yield address


@pytest.fixture
def machine(tmp_path, ledger_url):
    """`machine(name, graph_url=…)`: one of several with the same ledger."""
    opened = []

    def one(name, **urls):
        said = settings.load(tmp_path / name, processes=1, ledger_url=ledger_url, **urls)
        opened.append(Home(said))
        return opened[-1]

    yield one
    for home in opened:
        home.close()


@pytest.fixture
def rum():
    """Twelve records on three pages."""
    made = Changing(page_size=4)
    made.fill(*range(12))
    return made


def leases_run_out(home):
    with home.ledger._database.writing() as connection:
        connection.execute(update(leases).values(expires=0))


def test_a_worker_that_was_halted_in_a_harvest(machine, rum, halt):
    first, second = machine("first"), machine("second")
    rum.trouble = lambda page: halt.here() if page.number == 2 else None
    with rum.serve() as server:
        described = {"url": server.url, "allow_private": True}
        for home in (first, second):
            add_file(home, "repositories", "rum", described)
        first.ledger.enqueue(["rum"])
        halt.start(first, "worker", "--once", "--json")
        leases_run_out(first)

        assert [report.verdict for report in work(second, once=True)] == ["complete"]
        code, out, _ = halt.go_on()
        asked = [each.get("resumptionToken") for each in server.params()]

    assert code == 5
    assert "Another process may be harvesting this source now" in json.loads(out)["message"]
    assert sorted(asked.count(token) for token in {*asked}) == [
        1,
        1,
        2,
    ]  # the open page, once by each
    assert second.ledger.totals() == {"rum": (12, 0)}
    assert second.ledger.head() == 12
    assert second.ledger.queue() == []
    assert [run.report.verdict for run in second.ledger.runs()] == ["complete", "failed"]
    assert len(state(second)[1]) == 12


def test_a_projector_that_was_halted_with_a_request_on_its_way(
    machine, rum, halt, fuseki, elasticsearch
):
    """The request comes in when another has long brought the stores further."""

    def forwarded(asked):
        if asked.path.endswith("/update"):
            halt.here()
        return fuseki.forwarded(asked)

    fuseki.clear("rocks")
    index = f"elasticsearch+{elasticsearch}/halted-{uuid4().hex}"
    lab = machine("lab")  # with stores of its own, by which the others are measured
    second = machine("second", graph_url=fuseki.url("rocks"), search_url=index)
    with rum.serve() as server, serving(forwarded) as proxy:
        first = machine("first", graph_url=proxy.url.replace("/oai", "/rocks"), search_url=index)
        harvest(lab, repository(server.url))
        project(second)
        rum.put("001", title="changed")
        rum.remove("002")
        harvest(lab, repository(server.url))
        halt.start(first, "worker", "--once")
        leases_run_out(first)
        rum.put("001", title="changed again")
        rum.remove("003")
        rum.put("002", title="here again")
        harvest(lab, repository(server.url))
        project(second)
        assert state(second) == state(lab)
        code, _, err = halt.go_on()

    assert code == 5
    assert "projector: this process stood still for so long that another took over" in err
    project(second)
    assert state(second) == state(lab)
    assert second.graph.cursor() == second.index.cursor() == second.ledger.head()
