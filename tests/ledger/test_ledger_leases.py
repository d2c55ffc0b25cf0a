"""The contract of the ledger: one holder of a name at a time, none that is dead."""

import signal
from contextlib import ExitStack
from threading import Event

import pytest

from harvester.errors import Busy, Lost, StoreError
from harvester.ledger.store import open_ledger


def test_a_name_is_held_by_one(ledger, opened):
    other = opened()
    with (
        ledger.lease("source:rum"),
        pytest.raises(StoreError, match=r"source:rum: process \d+ on \S+ is at work on it"),
        other.lease("source:rum"),
    ):
        pass


def test_other_names_are_free(ledger, opened):
    with ledger.lease("source:rum"), opened().lease("source:skye"):
        pass


def test_a_name_is_free_again_afterwards_however_it_ended(ledger, opened):
    with pytest.raises(ZeroDivisionError), ledger.lease("projector"):
        _ = 1 / 0

    with opened().lease("projector"):
        pass


def test_a_lease_that_was_not_renewed_is_taken_over(ledger, opened, clock):
    with ledger.lease("projector", seconds=60):
        clock.go_on(61)
        with opened().lease("projector"):
            pass


def test_whoever_was_taken_over_does_not_free_the_name_of_the_other(ledger, opened, clock):
    with ExitStack() as stack:
        with ledger.lease("projector", seconds=60):
            clock.go_on(61)
            stack.enter_context(opened().lease("projector"))
        with pytest.raises(StoreError, match="projector"):
            stack.enter_context(opened().lease("projector"))


def test_who_was_halted_learns_that_another_took_over(ledger, opened, clock):
    with ledger.lease("projector", seconds=60) as lease:
        lease.require()
        clock.go_on(61)
        with opened().lease("projector"), pytest.raises(Lost, match="so long that another took"):
            lease.require()
        with pytest.raises(Lost, match="projector: this process stood still"):
            lease.require()  # also when the other has ended


def test_a_lease_that_ran_out_and_that_nobody_took_is_held_again(ledger, opened, clock):
    with ledger.lease("projector", seconds=60) as lease:
        clock.go_on(61)
        lease.require()
        with pytest.raises(Busy), opened().lease("projector"):
            pass


def test_a_lease_is_renewed_while_it_is_held(url, clock):
    beaten = Event()
    calls = []

    def counting():
        calls.append(clock.now)
        if len(calls) > 20:
            beaten.set()
        return clock.now

    holder, other = open_ledger(url, counting), open_ledger(url, clock)
    with holder.lease("projector", seconds=0.01):
        assert beaten.wait(30)
        clock.go_on(60)
        beaten.clear()
        calls.clear()
        assert beaten.wait(30)
        with pytest.raises(StoreError, match="projector"), other.lease("projector"):
            pass
    holder.close()
    other.close()


def test_who_was_halted_before_a_run_begins_none_at_a_source_that_another_harvests(
    ledger, keeper, url
):
    ours = ledger.start_run("rum")
    with keeper("lease", url, "source:rum") as process:
        assert process.stdout.readline() == "held\n"
        with pytest.raises(Busy, match=rf"source:rum: process {process.pid} "):
            ledger.start_run("rum")
        assert ledger.run(ours).ended is None
        process.kill()
    ledger.start_run("rum")


def test_a_holder_that_was_killed_holds_nothing(ledger, keeper, url):
    with keeper("lease", url, "source:rum") as process:
        assert process.stdout.readline() == "held\n"
        with (
            pytest.raises(StoreError, match=rf"process {process.pid} "),
            ledger.lease("source:rum"),
        ):
            pass
        process.send_signal(signal.SIGKILL)
        process.wait()

    with ledger.lease("source:rum"):
        pass
