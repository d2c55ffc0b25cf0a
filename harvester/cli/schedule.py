"""`schedule`: harvest what is due, once or until stopped; and when that is."""

from typing import TYPE_CHECKING, Annotated

import typer

from harvester.cli import verdicts
from harvester.cli.output import emit, hint, line, table
from harvester.cli.progress import watching
from harvester.cli.session import Json, examples, home

if TYPE_CHECKING:
    from collections.abc import Iterable

    from harvester.home import Home
    from harvester.record import RunReport, Verdict
    from harvester.schedule import Entry

group = typer.Typer(no_args_is_help=True, help="Harvest repositories when they are due.")
Only = Annotated[
    list[str] | None,
    typer.Option("--source", help="Only this repository; may be given again. Default: all."),
]
AtOnce = Annotated[
    int, typer.Option("--at-once", min=1, max=32, help="So many repositories side by side.")
]


def register(app: typer.Typer) -> None:
    app.add_typer(group, name="schedule")


@group.command(
    epilog=examples("schedule run", "schedule run --at-once 8", "schedule run --source gfz --json")
)
def run(
    context: typer.Context, source: Only = None, at_once: AtOnce = 4, as_json: Json = False
) -> None:
    """Harvest what is due, side by side, until stopped.

    Due is an enabled repository when a moment of its `schedule` has come, and any that was asked
    for by `harvest --enqueue`. One host is asked for one repository at a time. Several schedulers
    on one ledger share the work, and none harvests what another is at.
    """
    opened = home(context)
    if not as_json:
        _announce(opened)
    _go(opened, source or [], at_once, as_json, once=False)


@group.command(
    epilog=examples("schedule tick", "schedule tick --json", "schedule tick --at-once 1")
)
def tick(
    context: typer.Context, source: Only = None, at_once: AtOnce = 4, as_json: Json = False
) -> None:
    """Harvest what is due now, and end: for cron, a systemd timer or a Kubernetes CronJob."""
    from harvester.verdict import exit_code

    raise typer.Exit(exit_code(_go(home(context), source or [], at_once, as_json, once=True)))


@group.command(
    "list", epilog=examples("schedule list", "schedule list --all", "schedule list --json")
)
def list_schedule(
    context: typer.Context,
    everything: Annotated[
        bool, typer.Option("--all", help="Repositories that are not enabled, too.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Show what is due when, what runs, waits or is late, and why."""
    from harvester.schedule import entries

    opened = home(context)
    found = list(entries(opened, opened.repositories()))
    shown = [each for each in found if everything or each.state != "not enabled"]
    if as_json:
        for each in shown:
            emit(each._asdict())
    elif not shown:
        hint(
            "No repository is enabled. Add one: lithoscope source add URL --name NAME, and give "
            'its file a schedule: "17 3 * * *"'
        )
    else:
        _table(shown)


def _table(entries: "list[Entry]") -> None:
    headings = ["source", "schedule", "state", "next (UTC)", "why"]
    rows = [[e.source, e.schedule, _state(e), verdicts.when(e.due), e.why] for e in entries]
    table(headings, rows, wrap=["why"])


def _state(entry: "Entry") -> str:
    return f"{entry.state} since {verdicts.when(entry.since)}" if entry.since else entry.state


def _announce(opened: "Home") -> None:
    from harvester.schedule import entries

    due = sorted((e.due, e.source) for e in entries(opened, opened.repositories()) if e.due)
    if due:
        first, source = due[0]
        hint(f"Next: {source}, {verdicts.when(first)} UTC. Ctrl-C ends after the open pages.")
    else:
        hint(
            "No enabled repository has a schedule; waiting for what `harvest --enqueue` asks for. "
            "Ctrl-C ends."
        )


def _go(
    opened: "Home", names: list[str], at_once: int, as_json: bool, *, once: bool
) -> "list[Verdict]":
    from harvester.crew import work_together

    opened.ledger.head()  # a ledger that cannot be used is said once
    with watching() as watch:
        together = work_together(opened.settings, names, watch, once=once, at_once=at_once)
        return tell_all(together, as_json)


def tell_all(reports: "Iterable[RunReport]", as_json: bool) -> "list[Verdict]":
    """A line for each harvest as it ends; gives the worst verdict, if there was one."""
    from harvester.verdict import exit_code

    worst: list[Verdict] = []
    for report in reports:
        worst = [max((*worst, report.verdict), key=lambda verdict: exit_code([verdict]))]
        _tell(report, as_json)
    return worst


def _tell(report: "RunReport", as_json: bool) -> None:
    if as_json:
        return emit(verdicts.as_dict(report))
    counted = verdicts.counts(report)
    said = ", ".join(f"{counted[name]:,} {name}" for name in ("seen", "new", "changed", "gone"))
    end = f" {report.message}" if report.message else ""
    return line(f"{report.source}: {verdicts.words(report.verdict)}; {said}.{end}")
