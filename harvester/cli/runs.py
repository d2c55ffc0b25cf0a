"""`runs`: what was asked, when, and how it ended."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from harvester.cli import verdicts
from harvester.cli.output import emit, fields, hint, line, paragraph, roomy, table, warning
from harvester.cli.session import Json, Source, examples, home, known
from harvester.errors import UsageError

if TYPE_CHECKING:
    from harvester.home import Home
    from harvester.ledger import RunEntry, WindowEntry

group = typer.Typer(no_args_is_help=True, help="The harvests so far, and how they ended.")


def register(app: typer.Typer) -> None:
    app.add_typer(group, name="runs")


@group.command(
    "list", epilog=examples("runs list", "runs list --source gfz --limit 5", "runs list --json")
)
def list_runs(
    context: typer.Context,
    source: Source = None,
    limit: Annotated[int, typer.Option(min=1, help="So many, newest first.")] = 20,
    as_json: Json = False,
) -> None:
    """List the runs, newest first."""
    opened = home(context)
    entries = opened.ledger.runs(known(opened, source), limit)
    _warn_of_set_aside(opened)
    if as_json:
        for entry in entries:
            emit(_as_dict(entry))
    elif not entries:
        hint("No run yet. Begin one: lithoscope harvest")
    else:
        _table(entries)


def _warn_of_set_aside(opened: "Home") -> None:
    for job in opened.ledger.queue():
        if job.standing == "set aside":
            warning(
                f"{job.source}: {job.tries} workers died at it, so that it is left alone. Look at "
                f"its last runs; try again: lithoscope harvest {job.source} --enqueue"
            )


def _table(entries: "list[RunEntry]") -> None:
    columns = verdicts.ALL_COUNTS if roomy() else ("seen", "rejected")
    table(
        ["run", "source", "started", "verdict", *columns],
        [
            [*_row(each), *(verdicts.counts(each.report)[name] for name in columns)]
            for each in entries
        ],
        right=["run", *columns],
    )


def _row(entry: "RunEntry") -> tuple[str | None, ...]:
    return str(entry.id), entry.source, verdicts.when(entry.started), _verdict(entry)


def _as_dict(entry: "RunEntry") -> dict[str, Any]:
    said = verdicts.as_dict(entry.report)
    return said | {"started": entry.started, "ended": entry.ended}


def _verdict(entry: "RunEntry") -> str | None:
    """A run that has not ended has none yet, or its process was killed."""
    return verdicts.words(entry.report.verdict) if entry.ended else "not ended"


@group.command(epilog=examples("runs show 118", "runs show 118 --json", "runs show 1"))
def show(
    context: typer.Context,
    run: Annotated[int, typer.Argument(help="Its number, as `runs list` has it.")],
    as_json: Json = False,
) -> None:
    """Show one run: its windows, its pages, and why it ended as it did."""
    ledger = home(context).ledger
    entry = ledger.run(run)
    if entry is None:
        raise UsageError(f"There is no run {run}. See: lithoscope runs list")
    windows = ledger.windows(run)
    if as_json:
        return emit(_as_dict(entry) | {"windows": [asdict(window) for window in windows]})
    line(f"run {entry.id} of {entry.source}: {_verdict(entry)}", style="bold")
    said = {"started": entry.started, "ended": entry.ended, **verdicts.counts(entry.report)}
    fields([(name, "–" if value is None else str(value)) for name, value in said.items()])
    if entry.report.message:
        paragraph(entry.report.message, lead="  ")
    for window in windows:
        line()
        paragraph(_sentence(window))
        for finding in window.findings:
            paragraph(finding.message, lead="  note: ")
    return None


def _sentence(window: "WindowEntry") -> str:
    what = f"set {window.set}" if window.set else "all records"
    since = f"changed since {window.since}" if window.since else "from the beginning"
    pages = f"{window.pages:,} {'page' if window.pages == 1 else 'pages'}"
    text = f"{what} as {window.format}, {since}: {window.status}"
    text += f" after {pages} and {window.records:,} records"
    return f"{text}. {window.error}" if window.error else f"{text}."
