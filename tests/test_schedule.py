"""When repositories are due, and what is said of it."""

from datetime import UTC, datetime, timedelta

import pytest
from catalogue import add_file
from pydantic import ValidationError

from harvester import schedule
from harvester.ledger.store import open_ledger
from harvester.repositories import Repository

URL = "https://oai.rum.example/oai"
NIGHTLY = "17 3 * * *"
BEGINNING = datetime(2026, 11, 23, 14, 30, tzinfo=UTC)


def repository(**more):
    return Repository.model_validate({"name": "rum", "url": URL, **more})


def moments(begin, count, **more):
    """The first moments of a schedule, as `MM-DD HH:MM` in UTC."""
    found, moment = [], datetime.fromisoformat(begin).replace(tzinfo=UTC)
    for _ in range(count):
        moment = schedule.after(repository(**more), moment)
        found.append(moment.strftime("%m-%d %H:%M"))
    return found


@pytest.fixture
def at(home):
    """Set the clock of the ledger to so many hours after the beginning."""

    def clock(hours):
        moment = BEGINNING + timedelta(hours=hours)
        home.__dict__.pop("ledger", home.ledger).close()
        home.__dict__["ledger"] = open_ledger(
            f"sqlite:///{home.path}/ledger.sqlite", lambda: moment
        )
        return home

    return clock


def add(home, name="rum", **more):
    described = {"url": f"https://oai.{name}.example/oai", "schedule": NIGHTLY}
    add_file(home, "repositories", name, described | more)


def due(home):
    """What a look asks for."""
    before = {job.source for job in home.ledger.queue()}
    schedule.enqueue_due(home, home.repositories().values())
    return [job.source for job in home.ledger.queue() if job.source not in before]


def entry(home, name="rum"):
    found = schedule.entries(home, home.repositories())
    return next(each for each in found if each.source == name)


def run_now(home, name="rum"):
    """Somebody takes it from the queue and harvests it, to no end."""
    hosts = {each: each for each in home.repositories()}
    with home.ledger.claim(hosts) as job:
        home.ledger.start_run(name)
        home.ledger.complete(job)


# schedules -----------------------------------------------------------------------------------


def test_a_schedule_is_in_utc_unless_a_zone_is_given():
    assert moments("2026-07-01 00:00", 2, schedule=NIGHTLY) == ["07-01 03:17", "07-02 03:17"]
    local = moments("2026-07-01 00:00", 2, schedule=NIGHTLY, timezone="Europe/Berlin")
    assert local == ["07-01 01:17", "07-02 01:17"]


def test_summer_time_neither_skips_nor_doubles_a_night():
    zone = {"schedule": "30 1 * * *", "timezone": "Europe/London"}
    spring = moments("2026-03-27 12:00", 3, **zone)  # on the 29th there is no 01:30
    assert [each[:5] for each in spring] == ["03-28", "03-29", "03-30"]
    autumn = moments("2026-10-23 12:00", 4, **zone)  # on the 25th there are two
    assert [each[:5] for each in autumn] == ["10-24", "10-25", "10-26", "10-27"]


@pytest.mark.parametrize("zone", ["Europe/Glasgow", "../../etc/passwd", "", "/etc/localtime"])
def test_a_zone_that_does_not_exist_is_told(zone):
    with pytest.raises(ValidationError, match="Europe/London"):
        repository(schedule=NIGHTLY, timezone=zone)


@pytest.mark.parametrize("written", ["17 3 * *", "every night", "61 3 * * *"])
def test_a_schedule_that_is_none_is_told(written):
    with pytest.raises(ValidationError, match="five fields of cron"):
        repository(schedule=written)


# due -----------------------------------------------------------------------------------------


def test_what_was_never_harvested_is_due_at_once_and_then_at_its_moments(at):
    home = at(0)
    add(home)
    assert due(home) == ["rum"]
    run_now(home)
    assert due(home) == []
    assert entry(home).due == "2026-11-24T03:17:00Z"
    assert due(at(12.5)) == []
    assert due(at(12.8)) == ["rum"]


def test_moments_that_were_missed_are_made_up_for_once(at):
    home = at(0)
    add(home)
    assert due(home) == ["rum"]
    run_now(home)
    home = at(24 * 10)
    assert due(home) == ["rum"]
    run_now(home)
    assert due(home) == []
    assert entry(home).due == "2026-12-04T03:17:00Z"


def test_what_somebody_harvested_since_its_moment_is_not_harvested_again(at):
    home = at(0)
    add(home)
    due(home)
    run_now(home)
    home = at(13)
    home.ledger.start_run("rum")
    assert due(home) == []
    assert entry(home).due == "2026-11-25T03:17:00Z"


def test_a_schedule_that_was_changed_counts_at_once(at):
    home = at(0)
    add(home)
    due(home)
    run_now(home)
    add(home, schedule="0 15 * * *")
    assert entry(home).due == "2026-11-23T15:00:00Z"
    assert due(at(0.6)) == ["rum"]


def test_what_is_not_enabled_or_has_no_schedule_is_never_due(at):
    home = at(0)
    add(home, "skye", enabled=False)
    add(home, "arran", schedule=None)
    assert due(home) == []


# what is said --------------------------------------------------------------------------------


def test_the_list_says_what_is_planned_and_what_is_not(at):
    home = at(0)
    add(home)
    add(home, "skye", enabled=False)
    add(home, "arran", schedule=None)
    assert [entry(home, name).state for name in ("rum", "skye", "arran")] == [
        "planned",
        "not enabled",
        "no schedule",
    ]


def test_it_says_what_runs_and_what_waits_for_the_same_host(at):
    home = at(0)
    add(home)
    add(home, "skye", url=URL)
    due(home)
    hosts = {name: schedule.host(each) for name, each in home.repositories().items()}
    with home.ledger.claim(hosts) as job:
        assert job.source == "rum"
        assert entry(home).state == "running"
        waiting = entry(home, "skye")
        assert (waiting.state, waiting.why) == ("waiting", "its host is just asked for rum")


def test_it_says_what_is_late_and_why(at):
    home = at(0)
    add(home)
    due(home)
    late = entry(at(1))
    assert (late.state, late.since) == ("late", "2026-11-23T14:30:00+00:00")
    assert "free scheduler" in late.why
    run_now(home := at(1))
    late = entry(at(20))
    assert (late.state, late.due) == ("late", "2026-11-24T03:17:00Z")
    assert "schedule run" in late.why
    assert home.ledger.queue() == []


def test_it_says_what_was_set_aside(at):
    home = at(0)
    add(home)
    due(home)
    for _ in range(3):
        with home.ledger.claim({"rum": "oai.rum.example"}):
            pass
    aside = entry(home)
    assert (aside.state, "harvest rum --enqueue" in aside.why) == ("set aside", True)
