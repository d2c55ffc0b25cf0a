"""`harvest`: ask repositories for what is new, over the whole road."""

from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from harvester.cli.output import emit, hint, line, table, warning
from harvester.cli.progress import watching
from harvester.cli.session import Json, examples, home
from harvester.errors import UsageError
from harvester.home import Home
from harvester.record import RunReport
from harvester.rehearsal import rehearse
from harvester.repositories import Repository
from harvester.road import Options
from harvester.road import harvest as over_the_road
from harvester.verdict import exit_code


def register(app: typer.Typer) -> None:
    app.command(
        epilog=examples("harvest", "harvest gfz pangaea --json", "harvest gfz --full --limit 500")
    )(harvest)


def harvest(
    context: typer.Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(help="Repositories; all that are enabled, if none is given."),
    ] = None,
    full: Annotated[bool, typer.Option(help="Ask for everything, not only what changed.")] = False,
    since: Annotated[
        str | None, typer.Option(help="Ask from this day on: 2026-01-31, or a UTC time stamp.")
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, help="Stop after the page on which so many are reached.")
    ] = None,
    dry_run: Annotated[bool, typer.Option(help="Look at the first page; keep nothing.")] = False,
    as_json: Json = False,
) -> None:
    """Harvest what is new or changed. Safe to stop at any time: it goes on where it broke off."""
    opened = home(context)
    chosen = _chosen(opened, names or [])
    if dry_run:
        raise typer.Exit(_rehearse(opened, chosen, as_json))
    reports: list[RunReport] = []
    with watching() as watch:
        for repository in chosen:
            report = over_the_road(opened, repository, Options(full, _day(since), limit), watch)
            reports.append(report)
            if as_json:
                emit(as_dict(report))
            if watch.stopped:
                break
    if not as_json:
        show(reports)
    raise typer.Exit(exit_code([report.verdict for report in reports]))


def _chosen(opened: Home, names: list[str]) -> list[Repository]:
    if names:
        return [opened.repository(name) for name in dict.fromkeys(names)]
    enabled = [r for r in opened.repositories().values() if r.enabled]
    if not enabled:
        raise UsageError("No repository is enabled. Add one: lithoscope source add URL --name NAME")
    return enabled


def _day(since: str | None) -> str | None:
    """A UTC time stamp of what the user wrote; a missing zone is UTC."""
    if since is None:
        return None
    try:
        moment = datetime.fromisoformat(since)
    except ValueError as error:
        said = f"--since {since}: a day like 2026-01-31 or a UTC time stamp is needed."
        raise UsageError(said) from error
    moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _rehearse(opened: Home, chosen: list[Repository], as_json: bool) -> int:
    codes = [0]
    for repository in chosen:
        seen = rehearse(opened, repository)
        codes.append(seen.exit_code)
        if as_json:
            emit(seen.as_dict())
            continue
        line(repository.name, style="bold")
        for heading, text in seen.lines():
            line(f"  {heading:<16}{text}")
    return max(codes)


def as_dict(report: RunReport) -> dict[str, Any]:
    """The line that other programs read; its names do not change."""
    names = ("source", "verdict", "seen", "stored", "unchanged", "deleted", "rejected", "expected")
    return {name: getattr(report, name) for name in (*names, "message", "run")}


def show(reports: list[RunReport]) -> None:
    """The verdicts as a table, and what a person should do next."""
    counts = ["seen", "new", "changed", "unchanged", "gone", "rejected", "of"]
    rows = [
        [
            r.source,
            r.verdict.replace("_", " "),
            r.seen,
            r.new,
            r.stored - r.new,
            r.unchanged,
            r.deleted,
            r.rejected,
            r.expected,
        ]
        for r in reports
    ]
    table(["source", "verdict", *counts], rows, right=counts)
    for report in reports:
        if report.message:
            warning(f"{report.source}: {report.message}")
        if report.rejected:
            hint(f"Why were some rejected? lithoscope rejects list --source {report.source}")
        if report.verdict in ("partial", "failed"):
            hint(f"Details: lithoscope runs show {report.run}")
