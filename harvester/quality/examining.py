"""From the ledger to the report: every record is mapped anew, counted, and put into words."""

from harvester import pool
from harvester.errors import UsageError
from harvester.fetch.reach import Reach, State
from harvester.home import Home
from harvester.ledger import RunEntry
from harvester.quality import facts, links, trend
from harvester.quality.doubles import Doubles
from harvester.quality.faults import Met
from harvester.quality.points import (
    OF_LINKS,
    OF_RECORDS,
    OF_RUNS,
    in_order,
    met_by,
    missing,
    shares,
)
from harvester.quality.report import Report
from harvester.quality.tally import LINKS, Tally
from harvester.repositories import Politeness, Repository
from harvester.watch import Silent, Watch


def examine(home: Home, source: str, *, follow: bool = False, watch: Watch | None = None) -> Report:
    """The report on one repository; with `follow` some links are asked where they lead.

    Raises:
        UsageError: there is no such repository, or nothing of it is kept.
        KeyboardInterrupt: the watch asked to stop.
    """
    watch = watch or Silent()
    repository = _repository(home, source)
    runs = home.ledger.runs(source, trend.RUNS)
    live, withdrawn = home.ledger.totals().get(source, (0, 0))
    _require_something(source, runs, live, withdrawn)
    with Doubles() as doubles:
        tally = _tally(home, source, Tally(doubles, _newest(runs)), watch)
        points = [*missing(tally), *met_by(OF_RECORDS, tally)]
    points += met_by(OF_RUNS, home.ledger, runs[0])
    found = _followed(home, repository, tally, watch) if follow else {}
    points += met_by(OF_LINKS, found) if found else []
    return Report(
        source=source,
        title=repository.title if repository else "",
        address=str(repository.url) if repository else "",
        made=home.ledger.now(),
        demonstration=bool(repository and repository.demonstration),
        records=live,
        mapped=tally.mapped,
        withdrawn=withdrawn,
        shares=tuple(shares(tally)),
        points=tuple(sorted(points, key=in_order)),
        runs=tuple(runs),
        trend=trend.told(runs, live),
        links=_said_of_links(source, tally, found),
    )


def _repository(home: Home, source: str) -> Repository | None:
    """None for one whose file is gone and whose records are still kept."""
    known = home.repositories()
    if source in known or source not in home.ledger.totals():
        return home.repository(source)
    return None


def _newest(runs: list[RunEntry]) -> int:
    """The newest run that brought something; 0 if none did."""
    return next((run.id for run in runs if run.report.stored), 0)


def _require_something(source: str, runs: list[RunEntry], live: int, withdrawn: int) -> None:
    if not runs:
        raise UsageError(
            f"{source} was never harvested, so there is nothing to report on. "
            f"First: lithoscope harvest {source}"
        )
    if not live and not any(run.report.rejected for run in runs):
        why = f" Its last run: {runs[0].report.message}" if runs[0].report.message else ""
        gone = f" but {withdrawn:,} withdrawn ones" if withdrawn else ""
        raise UsageError(
            f"{source} was harvested and has no records{gone}, so there is nothing to report "
            f"on.{why}"
        )


def _tally(home: Home, source: str, tally: Tally, watch: Watch) -> Tally:
    total, done = home.ledger.count_changes(source=source), 0
    changes = home.ledger.changes(source=source)
    for batch in pool.worked(home.settings, changes, total, facts.of_batch):
        if watch.stopped:
            raise KeyboardInterrupt  # a report on some of the records would be wrong
        for each in batch:
            tally.add(each)
        done += len(batch)
        watch.copied("records read", done, total)
    return tally


def _followed(
    home: Home, repository: Repository | None, tally: Tally, watch: Watch
) -> dict[State, Met]:
    politeness = repository.politeness if repository else Politeness()
    private = bool(repository and repository.allow_private)
    with Reach(politeness, home.settings.contact, allow_private=private) as reach:
        return links.checked(reach, tally.drawn, watch)


def _said_of_links(source: str, tally: Tally, found: dict[State, Met]) -> str:
    if not tally.links:
        return "The records name no web addresses."
    if found:
        asked = sum(met.count for met in found.values())
        return f"{asked:,} of {tally.links:,} web addresses were checked, drawn by lot."
    return (
        f"{tally.links:,} web addresses were not checked; {min(tally.links, LINKS)} of them, "
        f"drawn by lot, are with: lithoscope quality {source} --links"
    )
