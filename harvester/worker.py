"""Workers: whoever is free, on whatever machine, harvests what is due.

    lithoscope worker             on each machine, with one ledger (PostgreSQL, or one file)
    lithoscope harvest --enqueue  asks for what no schedule asks for

The lease of a source is held while it is harvested, so that two never ask the same repository.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from time import monotonic, sleep

from harvester import schedule
from harvester.errors import Busy, StoreError
from harvester.home import Home
from harvester.projection import project
from harvester.record import RunReport
from harvester.repositories import Repository
from harvester.road import check, harvest_alone
from harvester.watch import Silent, Watch

EVERY = 2.0
"""Seconds between two looks at the clock, and at a ledger that is silent."""
PAUSE = 10.0
"""Seconds until a ledger that could not be used is tried again."""


def work(
    home: Home,
    names: Iterable[str] = (),
    watch: Watch | None = None,
    *,
    once: bool = False,
    pause: float = PAUSE,
) -> Iterator[RunReport]:
    """Harvest what is due until the watch says stop, and bring graph and index up to date.

    Args:
        home: The catalogue.
        names: Only these repositories; all, if none is given.
        watch: Stops it after the open page; is told what goes wrong.
        once: End when nothing is due any more.
        pause: Seconds until a ledger that could not be used is tried again.

    Raises:
        ConfigError: a file of the operator's is wrong.
        UsageError: there is no repository of that name.
        StoreError: with `once`, the ledger cannot be used.
    """
    watch, names = watch or Silent(), tuple(names)
    while True:
        try:
            yield from _shift(home, names, watch, once)
            return
        except StoreError as error:
            if once or watch.stopped:
                raise
            watch.say(f"{error} Trying again every {pause:g} seconds.")
        _rest(watch, pause)


def _shift(home: Home, names: tuple[str, ...], watch: Watch, once: bool) -> Iterator[RunReport]:
    """Until the ledger fails or the work is over."""
    with closing(home.ledger.news(EVERY)) as news:
        for _ in news:
            yield from _all_due(home, _ours(home, names), watch)
            if once or watch.stopped:
                break
            with suppress(Busy):  # whoever projects brings along what a killed worker has left
                project(home, watch, patience=0)
    if not watch.stopped:
        project(home, watch)


def _all_due(
    home: Home, repositories: Mapping[str, Repository], watch: Watch
) -> Iterator[RunReport]:
    schedule.enqueue_due(home, repositories.values())
    while not watch.stopped and (report := _next(home, repositories, watch)):
        yield report


def _next(home: Home, repositories: Mapping[str, Repository], watch: Watch) -> RunReport | None:
    check(home)  # before a source is claimed: a wrong file is no fault of it
    hosts = {name: schedule.host(repository) for name, repository in repositories.items()}
    with home.ledger.claim(hosts) as job:
        if job is None:
            return None
        report = harvest_alone(home, repositories[job.source], watch=watch)
        if watch.stopped:
            home.ledger.enqueue([job.source], anew=True)  # another worker goes on with it
        else:
            home.ledger.complete(job)
        return report


def _ours(home: Home, names: tuple[str, ...]) -> dict[str, Repository]:
    """Read at each look: a repository that was added meanwhile is harvested too."""
    return {name: home.repository(name) for name in names} if names else home.repositories()


def _rest(watch: Watch, seconds: float) -> None:
    end = monotonic() + seconds
    while not watch.stopped and monotonic() < end:
        sleep(0.1)
