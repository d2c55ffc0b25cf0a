"""Workers side by side: a slow repository holds up none of the others."""

from threading import Barrier, Event

import pytest
from catalogue import add_file
from changing import Changing
from loopback import Reply, serving

from harvester.crew import work_together
from harvester.errors import ConfigError
from harvester.watch import Silent


def add(home, island, name, **more):
    described = {"url": island.server.url, "allow_private": True, "politeness": {"attempts": 1}}
    add_file(home, "repositories", name, described | more)


def reports(home, *, at_once=2, watch=None):
    return work_together(home.settings, (), watch or Silent(), once=True, at_once=at_once)


class Island:
    """A repository on a host of its own; `before` is called with each question."""

    def __init__(self, *numbers):
        self._list = Changing(page_size=5)
        self._list.fill(*numbers)
        self.before = lambda: None
        self.up = True

    def answer(self, asked):
        self.before()
        return self._list.answer(asked) if self.up else Reply(status=500)


@pytest.fixture
def islands():
    rum, skye = Island(*range(3)), Island(*range(10, 14))
    with serving(rum.answer) as rum.server, serving(skye.answer) as skye.server:
        yield rum, skye


def test_a_slow_repository_holds_up_none_of_the_others(home, islands):
    rum, skye = islands
    others_done = Event()
    rum.before = lambda: others_done.wait(60)
    add(home, rum, "rum")
    add(home, skye, "skye")
    home.ledger.enqueue(["rum", "skye"])
    told = []
    for report in reports(home):
        told.append((report.source, report.verdict))
        others_done.set()
    assert told == [("skye", "complete"), ("rum", "complete")]
    assert len(list(home.index.documents())) == 7


def test_a_repository_that_is_down_costs_the_others_nothing(home, islands):
    rum, skye = islands
    rum.up = False
    add(home, rum, "rum")
    add(home, skye, "skye")
    home.ledger.enqueue(["rum", "skye"])
    assert {r.source: r.verdict for r in reports(home)} == {"rum": "failed", "skye": "complete"}


def test_one_host_is_asked_for_one_repository_at_a_time(home, islands):
    rum, names = islands[0], ["rum", "eigg", "muck", "canna"]
    rum.before = lambda: running.append(
        sum(job.standing == "at work" for job in home.ledger.queue())
    )
    running = []
    for name in names:
        add(home, rum, name)
    home.ledger.enqueue(names)
    ended = []
    while home.ledger.queue():  # a worker that finds the host taken does not wait for it
        ended += [r.verdict for r in reports(home, at_once=4)]
    assert ended == ["complete"] * 4
    assert set(running) == {1}


def test_two_hosts_are_asked_at_the_same_time(home, islands):
    both = Barrier(2, timeout=60)
    for name, island in zip(("rum", "skye"), islands, strict=True):
        add(home, island, name)
        first = iter([both.wait])
        island.before = lambda first=first: next(first, bool)()
    home.ledger.enqueue(["rum", "skye"])
    assert {r.source: r.verdict for r in reports(home)} == {"rum": "complete", "skye": "complete"}


def test_a_wrong_file_of_the_operator_ends_all_of_them(home, islands):
    add(home, islands[0], "rum")
    home.ledger.enqueue(["rum"])
    add_file(home, "crosswalks", "mine", {"format": "mine", "mapp": {}})
    with pytest.raises(ConfigError, match=r"mine\.yaml"):
        list(reports(home, at_once=3))


def test_who_is_stopped_stops_all_of_them_and_the_next_go_on(home, islands):
    class Stopping(Silent):
        def page(self, *_):
            self.stopped = True

    for name, island in zip(("rum", "skye"), islands, strict=True):
        add(home, island, name)
    home.ledger.enqueue(["rum", "skye"])
    watch = Stopping()
    assert list(work_together(home.settings, (), watch, once=False, at_once=2))
    assert watch.stopped
    assert {r.verdict for r in reports(home)} == {"complete"}
    assert home.ledger.queue() == []
    assert len(list(home.index.documents())) == 7
