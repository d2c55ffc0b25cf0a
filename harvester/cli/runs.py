"""`runs`: what was asked, when, and how it ended."""

from dataclasses import asdict
from typing import Annotated

import typer

from harvester.cli import harvest
from harvester.cli.output import emit, hint, line, table
from harvester.cli.session import Json, examples, home
from harvester.errors import UsageError
from harvester.ledger import WindowEntry

group = typer.Typer(no_args_is_help=True, help="The harvests so far, and how they ended.")


def register(app: typer.Typer) -> None:
    app.add_typer(group, name="runs")


@group.command(
    "list", epilog=examples("runs list", "runs list --source gfz --limit 5", "runs list --json")
)
def list_runs(
    context: typer.Context,
    source: Annotated[str | None, typer.Option(help="Only this repository.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="So many, newest first.")] = 20,
    as_json: Json = False,
) -> None:
    """List the runs, newest first."""
    entries = home(context).ledger.runs(source, limit)
    if as_json:
        for entry in entries:
            emit(harvest.as_dict(entry.report) | {"started": entry.started, "ended": entry.ended})
        return
    if not entries:
        hint("No run yet: lithoscope harvest")
        return
    counts = ["seen", "stored", "unchanged", "gone", "rejected"]
    table(
        ["run", "source", "started", "verdict", *counts],
        [
            [
                str(e.id),
                e.source,
                e.started,
                e.report.verdict.replace("_", " "),
                e.report.seen,
                e.report.stored,
                e.report.unchanged,
                e.report.deleted,
                e.report.rejected,
            ]
            for e in entries
        ],
        right=["run", *counts],
    )


@group.command(epilog=examples("runs show 118", "runs show 118 --json", "runs show 1"))
def show(context: typer.Context, run: int, as_json: Json = False) -> None:
    """Show one run: its windows, its pages, and why it ended as it did."""
    ledger = home(context).ledger
    entry = ledger.run(run)
    if entry is None:
        raise UsageError(f"There is no run {run}. See: lithoscope runs list")
    windows = ledger.windows(run)
    if as_json:
        said = harvest.as_dict(entry.report)
        said |= {"started": entry.started, "ended": entry.ended}
        return emit(said | {"windows": [asdict(window) for window in windows]})
    line(
        f"run {entry.id} of {entry.source}: {entry.report.verdict.replace('_', ' ')}", style="bold"
    )
    line(f"started {entry.started}, ended {entry.ended or '–'}")
    if entry.report.message:
        line(entry.report.message)
    for window in windows:
        line()
        line(_sentence(window))
        for finding in window.findings:
            line(f"  note: {finding.message}")
    return None


def _sentence(window: WindowEntry) -> str:
    what = f"set {window.set}" if window.set else "all records"
    since = f"changed since {window.since}" if window.since else "from the beginning"
    text = f"{what} as {window.format}, {since}: {window.status}"
    text += f" after {window.pages:,} pages and {window.records:,} records"
    return f"{text}. {window.error}" if window.error else f"{text}."
