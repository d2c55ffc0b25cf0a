"""When repositories are due: their schedules, and what the ledger keeps of them.

Moments that passed while nothing ran are made up for once, however many they were.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from harvester.home import Home
from harvester.ledger import Plan
from harvester.repositories import Repository

LATE = timedelta(minutes=15)
"""So long after its moment a harvest that has not begun is late."""

State = Literal["planned", "waiting", "late", "running", "set aside", "no schedule", "not enabled"]


class Entry(NamedTuple):
    """How it stands with one repository; `due` and `since` are RFC 3339 UTC."""

    source: str
    schedule: str
    state: State
    due: str | None
    """Its next moment, after that for which it waits or runs now."""
    since: str | None = None
    """When it began to wait."""
    why: str = ""


def written(repository: Repository) -> str:
    """`17 3 * * *`, with its zone where that is not UTC; empty if it has none."""
    zone = "" if repository.timezone == "UTC" else f" {repository.timezone}"
    return f"{repository.schedule}{zone}" if repository.schedule else ""


def after(repository: Repository, moment: datetime) -> datetime:
    """The next moment of its schedule, in UTC.

    What the clocks of its zone jump over comes right behind it; what they repeat, comes once.
    """
    from croniter import croniter  # read only where a repository has a schedule

    zone = ZoneInfo(repository.timezone)
    wall = croniter(repository.schedule, moment.astimezone(zone).replace(tzinfo=None))
    while True:
        found: datetime = wall.get_next(datetime).replace(tzinfo=zone)
        if found.astimezone(UTC) > moment:  # not so within the hour that is repeated
            return found.astimezone(UTC)


def enqueue_due(home: Home, repositories: Iterable[Repository]) -> None:
    """Ask for what is due, and keep when it is due next."""
    known, now = home.ledger.plans(), _now(home)
    for repository in repositories:
        if not (repository.enabled and repository.schedule):
            continue
        plan = _plan(home, repository, known.get(repository.name), now)
        if datetime.fromisoformat(plan.due) <= now:
            if _is_open(home, plan):
                home.ledger.enqueue([repository.name])
            plan = plan._replace(due=_stamp(after(repository, now)))
        if plan != known.get(repository.name):
            home.ledger.plan([plan])


def entries(home: Home, repositories: Mapping[str, Repository]) -> Iterator[Entry]:
    """How it stands with each of these repositories."""
    known, now = home.ledger.plans(), _now(home)
    jobs = {job.source: job for job in home.ledger.queue()}
    working = [name for name, job in jobs.items() if job.standing == "at work"]
    busy = {host(repositories[name]): name for name in working if name in repositories}
    for name, repository in repositories.items():
        entry = _planned(home, repository, known.get(name), now)
        job = jobs.get(name)
        if job is None:
            yield entry
        elif job.standing == "at work":
            yield entry._replace(state="running", since=job.since, why="")
        elif job.standing == "set aside":
            why = f"{job.tries} workers died at it; try again: lithoscope harvest {name} --enqueue"
            yield entry._replace(state="set aside", since=job.since, why=why)
        else:
            yield _waiting(entry, job.since, busy.get(host(repository)), now)


def _waiting(entry: Entry, since: str, other: str | None, now: datetime) -> Entry:
    late = now - datetime.fromisoformat(since) > LATE
    why = f"its host is just asked for {other}" if other else "for a free scheduler or worker"
    return entry._replace(state="late" if late else "waiting", since=since, why=why)


def _planned(home: Home, repository: Repository, known: Plan | None, now: datetime) -> Entry:
    name, schedule = repository.name, written(repository)
    if not repository.enabled:
        return Entry(name, schedule, "not enabled", None)
    if not schedule:
        return Entry(name, schedule, "no schedule", None, why="harvested only when asked for")
    plan = _plan(home, repository, known, now)
    due = datetime.fromisoformat(plan.due)
    if now - due > LATE and _is_open(home, plan):
        why = "nobody looks: start `lithoscope schedule run`, or `schedule tick` by cron"
        return Entry(name, schedule, "late", plan.due, plan.due, why)
    return Entry(name, schedule, "planned", plan.due if due > now else _stamp(now))


def _plan(home: Home, repository: Repository, known: Plan | None, now: datetime) -> Plan:
    """What is kept; reckoned anew from the last run where there is nothing or it was changed."""
    schedule = written(repository)
    if known and known.schedule == schedule:
        return known
    last = home.ledger.runs(repository.name, limit=1)
    begun = datetime.fromisoformat(last[0].started) if last else None
    return Plan(repository.name, schedule, _stamp(after(repository, begun) if begun else now))


def _is_open(home: Home, plan: Plan) -> bool:
    """Not so if somebody has harvested it since the moment came."""
    last = home.ledger.runs(plan.source, limit=1)
    return not last or last[0].started < plan.due


def host(repository: Repository) -> str:
    """Who is asked, as `oai.example.org:443`: one harvest at a time is polite."""
    return f"{repository.url.host}:{repository.url.port}"


def _now(home: Home) -> datetime:
    return datetime.fromisoformat(home.ledger.now())


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
