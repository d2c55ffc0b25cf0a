"""`harvest`: ask repositories for what is new, over the whole road."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from harvester.cli import verdicts
from harvester.cli.output import emit, fields, line
from harvester.cli.progress import Shown, watching
from harvester.cli.retries import tell_retries
from harvester.cli.session import Json, examples, home
from harvester.errors import StoreError, UsageError

if TYPE_CHECKING:
    from harvester.home import Home
    from harvester.record import RunReport
    from harvester.rehearsal import Rehearsal
    from harvester.repositories import Repository
    from harvester.road import Options


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
    full: Annotated[
        bool, typer.Option("--full", help="Ask for everything, not only what changed.")
    ] = False,
    since: Annotated[
        str | None, typer.Option(help="Ask from this day on: 2026-01-31, or a UTC time stamp.")
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, help="Stop after the page on which so many are reached.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Look at the first page; keep nothing.")
    ] = False,
    enqueue: Annotated[
        bool, typer.Option("--enqueue", help="Leave it to the workers: lithoscope worker.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Harvest what is new or changed. Safe to stop at any time: it goes on where it broke off."""
    from harvester.road import Options
    from harvester.verdict import exit_code

    opened = home(context)
    options = Options(full, _day(since), limit)
    chosen = _chosen(opened, names or [])
    if enqueue:
        if full or since or limit or dry_run:
            raise UsageError("--enqueue stands alone: workers ask for what is new.")
        return _enqueue(opened, [each.name for each in chosen], as_json)
    if dry_run:
        raise typer.Exit(_rehearse(opened, chosen, as_json))
    reports = _harvest(opened, chosen, options, as_json)
    if not as_json:
        verdicts.show(reports, {each.name for each in chosen if each.demonstration})
    raise typer.Exit(exit_code([report.verdict for report in reports]))


def _enqueue(opened: "Home", names: list[str], as_json: bool) -> None:
    opened.ledger.enqueue(names, anew=True)
    if as_json:
        return emit({"enqueued": names})
    return line(f"{', '.join(names)}: waiting for a worker (lithoscope worker).")


def _chosen(opened: "Home", names: list[str]) -> "list[Repository]":
    if names:
        return [opened.repository(name) for name in dict.fromkeys(names)]
    enabled = [r for r in opened.repositories().values() if r.enabled]
    if not enabled:
        raise UsageError(
            "No repository is enabled. Add one: lithoscope source add URL   "
            "Or turn one on: lithoscope source list --all, lithoscope source enable NAME"
        )
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


def _harvest(
    opened: "Home", chosen: "list[Repository]", options: "Options", as_json: bool
) -> "list[RunReport]":
    opened.ledger.head()  # a ledger that cannot be used is said once, not for every repository
    reports: list[RunReport] = []
    with watching() as watch:
        for repository in chosen:
            reports.append(_one(opened, repository, options, watch))
            if as_json:
                emit(verdicts.as_dict(reports[-1]))
    return reports


def _one(opened: "Home", repository: "Repository", options: "Options", watch: Shown) -> "RunReport":
    """One repository's report; what fails before it has one does not stop the others."""
    from harvester.record import RunReport
    from harvester.road import harvest

    if watch.stopped:
        return RunReport(repository.name, "failed", message="not asked: stopped by you.")
    try:
        return harvest(opened, repository, options, watch)
    except StoreError as error:
        return RunReport(repository.name, "failed", message=str(error).removeprefix("source:"))


def _rehearse(opened: "Home", chosen: "list[Repository]", as_json: bool) -> int:
    from harvester.rehearsal import rehearse

    tell_retries()
    codes = [0]
    for repository in chosen:
        seen = rehearse(opened, repository)
        codes.append(seen.exit_code)
        show_rehearsal(seen, as_json)
    return max(codes)


def show_rehearsal(seen: "Rehearsal", as_json: bool) -> None:
    if as_json:
        return emit(seen.as_dict())
    line(seen.source, style="bold")
    return fields(list(seen.lines()))
