"""Several processes, one of which may write graph and index at a time."""

from contextlib import ExitStack

import pytest
from catalogue import home_in, repository, titles
from changing import Changing

from harvester.projection import project
from harvester.road import harvest
from harvester.watch import Silent


@pytest.fixture
def rum() -> Changing:
    """Eight records on two pages."""
    made = Changing(page_size=5)
    made.fill(*range(8))
    return made


def test_a_process_that_projects_is_waited_for(home, rum) -> None:
    other, held = home_in(home.path), ExitStack()
    held.enter_context(other.ledger.lease("projector"))

    class Waiting(Silent):
        def say(self, sentence: str) -> None:
            assert "waiting for it" in sentence
            held.close()

    with rum.serve() as server:
        report = harvest(home, repository(server.url), watch=Waiting())
    assert (report.verdict, len(titles(home))) == ("complete", 8)
    other.close()


def test_what_the_other_process_brings_along_is_not_done_again(home, rum) -> None:
    other, held = home_in(home.path), ExitStack()
    held.enter_context(other.ledger.lease("projector"))

    class Waiting(Silent):
        told = 0

        def say(self, _: str) -> None:
            held.close()
            project(other)
            held.enter_context(other.ledger.lease("projector"))

        def projected(self, done: int, total: int) -> None:
            self.told += 1

    waiting = Waiting()
    with rum.serve() as server:
        harvest(home, repository(server.url), watch=waiting)
    assert waiting.told == 0
    assert home.graph.cursor() == home.index.cursor() == home.ledger.head() == 8
    held.close()
    other.close()


def test_who_wants_to_stop_does_not_wait(home, rum) -> None:
    other = home_in(home.path)

    class Stopping(Silent):
        def say(self, _: str) -> None:
            self.stopped = True

    with rum.serve() as server, other.ledger.lease("projector"):
        report = harvest(home, repository(server.url), watch=Stopping())
    assert report.verdict == "partial"
    assert "another process was writing graph and index" in report.message
    other.close()
