"""`worker`: harvest what is due, beside other workers on this and other machines."""

from typing import Annotated

import typer

from harvester.cli.output import hint
from harvester.cli.progress import watching
from harvester.cli.schedule import tell_all
from harvester.cli.session import Json, examples, home


def register(app: typer.Typer) -> None:
    app.command(
        epilog=examples("worker", "worker --once --json", "worker --source gfz --source pangaea")
    )(worker)


def worker(
    context: typer.Context,
    source: Annotated[
        list[str] | None,
        typer.Option(help="Only this repository; may be given again. Default: all."),
    ] = None,
    once: Annotated[bool, typer.Option("--once", help="End when nothing is due any more.")] = False,
    as_json: Json = False,
) -> None:
    """Harvest what is due, until stopped, and bring graph and index up to date.

    Due is an enabled repository whose schedule had a moment since its last run, and any that was
    asked for by `harvest --enqueue`. Start as many workers as you like, on machines that share one
    ledger (PostgreSQL): each repository is asked by one at a time, and what a killed one leaves is
    gone on with by another.
    """
    from harvester.verdict import exit_code
    from harvester.worker import work

    opened = home(context)
    with watching() as watch:
        if not once and not as_json:
            hint("Waiting for what is due. Ctrl-C ends after the open page.")
        worst = tell_all(work(opened, source or (), watch, once=once), as_json)
    raise typer.Exit(exit_code(worst) if once else 0)
