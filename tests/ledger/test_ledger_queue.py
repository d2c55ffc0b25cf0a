"""The contract of the ledger: work for whoever is free, each source for one at a time."""

from contextlib import closing
from threading import Thread

import pytest

from harvester.errors import Busy
from harvester.ledger import Plan

RUM = {"rum": "oai.rum.example"}
BOTH = RUM | {"skye": "oai.skye.example"}


def standing(ledger):
    return {job.source: (job.standing, job.tries) for job in ledger.queue()}


def test_who_waits_longest_comes_first(ledger, clock):
    ledger.enqueue(["skye"])
    clock.go_on(1)
    ledger.enqueue(["rum", "arran"])

    taken = []
    while ledger.queue():
        with ledger.claim(BOTH | {"arran": "oai.arran.example"}) as job:
            taken.append(job.source)
            ledger.complete(job)

    assert taken == ["skye", "arran", "rum"]


def test_two_workers_take_different_sources_and_a_third_none(ledger, opened):
    ledger.enqueue(BOTH)
    with ledger.claim(BOTH) as first, opened().claim(BOTH) as second:
        assert {first.source, second.source} == set(BOTH)
        with opened().claim(BOTH) as third:
            assert third is None
        assert standing(ledger) == {"rum": ("at work", 1), "skye": ("at work", 1)}


def test_many_workers_at_once_take_each_source_once(ledger, opened):
    names = {f"source{n}": f"host{n}" for n in range(12)}
    ledger.enqueue(names)
    taken = []

    def worker(own):
        while True:
            with own.claim(names) as job:
                if job is None:
                    return
                taken.append(job.source)
                own.complete(job)

    threads = [Thread(target=worker, args=(opened(),)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(taken) == sorted(names)
    assert ledger.queue() == []


def test_one_host_is_asked_for_one_source_at_a_time(ledger, opened):
    both = dict.fromkeys(["rum", "skye"], "oai.hebrides.example")
    ledger.enqueue(both)
    with ledger.claim(both) as first:
        with opened().claim(both) as second:
            assert second is None
        assert standing(ledger)["skye"] == ("waiting", 0)
        ledger.complete(first)
    with opened().claim(both) as second:
        assert second.source == "skye"


def test_when_sources_are_due_is_kept_for_all_machines(ledger, opened):
    plans = [Plan(name, "17 3 * * *", f"2026-11-2{day}T03:17:00Z") for day, name in enumerate(BOTH)]
    ledger.plan(plans)
    assert list(opened().plans().values()) == plans
    later = plans[0]._replace(due="2026-12-01T03:17:00Z")
    opened().plan([later])
    ledger.forget_plans(["skye"])
    assert ledger.plans() == {"rum": later}


def test_a_worker_takes_only_what_it_knows(ledger):
    ledger.enqueue(BOTH)
    with ledger.claim({"skye": "oai.skye.example"}) as job:
        assert job.source == "skye"
    with ledger.claim({}) as nothing:
        assert nothing is None


def test_what_is_claimed_cannot_be_harvested_by_hand_nor_the_other_way_round(ledger, opened):
    ledger.enqueue(["rum"])
    with ledger.claim(RUM), pytest.raises(Busy), opened().lease("source:rum"):
        pass
    with ledger.lease("source:rum"), opened().claim(RUM) as job:
        assert job is None


def test_what_did_not_come_to_an_end_is_taken_again(ledger, opened, clock):
    ledger.enqueue(["rum"])
    with ledger.claim(RUM, seconds=60):
        clock.go_on(61)
        with opened().claim(RUM) as again:
            assert (again.source, again.tries) == ("rum", 2)


def test_who_was_halted_does_not_end_what_another_is_at(ledger, opened, clock):
    ledger.enqueue(["rum"])
    with ledger.claim(RUM, seconds=60) as job:
        clock.go_on(61)
        with opened().claim(RUM):
            ledger.complete(job)
            assert standing(ledger) == {"rum": ("at work", 2)}


def test_a_source_at_which_three_workers_died_is_set_aside_until_asked_for(ledger):
    ledger.enqueue(["rum"])
    for _ in range(3):
        with ledger.claim(RUM) as job:
            assert job.source == "rum"

    ledger.enqueue(["rum"])
    with ledger.claim(RUM) as job:
        assert job is None
    assert standing(ledger) == {"rum": ("set aside", 3)}

    ledger.enqueue(["rum"], anew=True)
    with ledger.claim(RUM) as job:
        ledger.complete(job)
    assert ledger.queue() == []


def test_what_is_asked_for_while_it_is_harvested_is_harvested_once_more(ledger, clock):
    ledger.enqueue(["rum"])
    with ledger.claim(RUM) as job:
        clock.go_on(1)
        ledger.enqueue(["rum"])
        ledger.enqueue(["rum"], anew=True)
        ledger.complete(job)

    assert standing(ledger) == {"rum": ("waiting", 0)}


def test_who_waits_for_news_hears_of_it_before_the_time_is_over(ledger, opened):
    other = opened()
    with closing(ledger.news(every=600)) as news:
        next(news)
        thread = Thread(target=other.enqueue, args=(BOTH,))
        thread.start()
        next(news)
        thread.join()
    assert set(standing(ledger)) == set(BOTH)


def test_who_waits_for_news_is_told_when_there_is_none_too(ledger):
    with closing(ledger.news(every=0.01)) as news:
        assert [next(news) for _ in range(3)] == [None] * 3


def test_it_tells_what_it_is(ledger, url):
    kind = "SQLite" if url.startswith("sqlite") else "PostgreSQL"
    assert f"{kind} " in ledger.described()
    assert "tables of version 0004" in ledger.described()
    assert ledger.described().endswith(" MB")
