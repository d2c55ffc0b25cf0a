"""Workers: what is due is harvested by whoever is free, and nothing else is asked."""

from datetime import UTC, datetime, timedelta

import pytest
from catalogue import add_file, titles
from changing import Changing

from harvester import settings
from harvester.errors import ConfigError, UsageError
from harvester.home import Home
from harvester.ledger.store import open_ledger
from harvester.watch import Silent
from harvester.worker import work

HOURLY = "0 * * * *"


@pytest.fixture
def rum():
    made = Changing(page_size=5)
    made.fill(*range(8))
    with made.serve() as server:
        yield server


@pytest.fixture
def at(home):
    """Set the clock of the ledger to so many hours after the first question."""

    def clock(hours):
        moment = datetime(2026, 11, 23, 14, 30, tzinfo=UTC) + timedelta(hours=hours)
        path = home.path / "ledger.sqlite"
        path.parent.mkdir(parents=True, exist_ok=True)
        home.__dict__["ledger"] = open_ledger(f"sqlite:///{path}", lambda: moment)

    return clock


def add(home, server, name="rum", **more):
    described = {"url": server.url, "allow_private": True, "politeness": {"attempts": 1}}
    add_file(home, "repositories", name, described | more)


def harvested(home, *names, **more):
    return [(r.source, r.verdict) for r in work(home, names, once=True, **more)]


def test_what_no_schedule_and_nobody_asks_for_is_left_alone(home, rum):
    add(home, rum)
    assert harvested(home) == []
    assert rum.asked == []


def test_what_is_enqueued_is_harvested_over_the_whole_road(home, rum):
    add(home, rum)
    home.ledger.enqueue(["rum"])
    assert harvested(home) == [("rum", "complete")]
    assert len(titles(home)) == 8
    assert harvested(home) == []


def test_a_schedule_is_due_once_after_each_of_its_moments(home, rum, at):
    add(home, rum, schedule=HOURLY)
    counted = []
    for hours in (0, 0.4, 0.6, 0.9, 5):
        at(hours)
        counted.append(len(harvested(home)))
        home.ledger.close()
    assert counted == [1, 0, 1, 0, 1]


def test_a_repository_that_is_not_enabled_is_harvested_only_if_it_is_asked_for(home, rum):
    add(home, rum, enabled=False, schedule=HOURLY)
    assert harvested(home) == []
    home.ledger.enqueue(["rum"], anew=True)
    assert harvested(home) == [("rum", "complete")]


def test_a_worker_may_keep_to_some_repositories(home, rum):
    add(home, rum)
    add(home, rum, "arran")
    home.ledger.enqueue(["rum", "arran"])
    assert harvested(home, "rum") == [("rum", "complete")]
    assert [job.source for job in home.ledger.queue()] == ["arran"]
    with pytest.raises(UsageError, match="There is no repository `skye`"):
        harvested(home, "skye")


def test_a_source_that_cannot_be_harvested_is_done_with_until_its_next_time(home, rum):
    add(home, rum)
    add_file(home, "repositories", "skye", {"url": rum.url})  # it may not live on this machine
    home.ledger.enqueue(["rum", "skye"])
    assert harvested(home) == [("rum", "complete"), ("skye", "failed")]
    assert home.ledger.queue() == []


def test_who_is_stopped_leaves_the_rest_to_the_next(home, rum):
    class Stopping(Silent):
        def page(self, *_):
            self.stopped = True

    add(home, rum)
    home.ledger.enqueue(["rum"])
    assert [r.verdict for r in work(home, watch=Stopping())] == ["partial"]
    assert [(job.standing, job.tries) for job in home.ledger.queue()] == [("waiting", 0)]
    assert harvested(home) == [("rum", "complete")]
    assert len(rum.params()) == 2


def test_a_wrong_file_of_the_operator_ends_it_and_sets_no_source_aside(home, rum):
    add(home, rum)
    home.ledger.enqueue(["rum"])
    add_file(home, "crosswalks", "mine", {"format": "mine", "mapp": {}})
    with pytest.raises(ConfigError, match=r"mine\.yaml"):
        harvested(home)
    assert home.ledger.queue()[0].tries == 0


def test_what_another_machine_has_kept_is_brought_into_graph_and_index_too(home, rum, tmp_path):
    add(home, rum)
    home.ledger.enqueue(["rum"])
    url = f"sqlite:///{home.path / 'ledger.sqlite'}"
    other = Home(settings.load(tmp_path / "other", processes=1, ledger_url=url))
    assert (harvested(other), titles(other)) == ([], {})
    harvested(home)
    assert (harvested(other), len(titles(other))) == ([], 8)
    other.close()
