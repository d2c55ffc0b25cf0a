"""Links follow what rules and lists say: judged anew where a catalogue has samples."""

import typer

from harvester.cli.output import hint
from harvester.cli.progress import watching
from harvester.cli.session import home


def relink(context: typer.Context) -> None:
    """After the lists of names have changed; a folder without a ledger stays without one."""
    opened = home(context)
    if not opened.settings.ledger_url and not (opened.path / "ledger.sqlite").exists():
        return
    if count := opened.ledger.samples.count():
        from harvester import projection

        with watching() as watch:
            projection.relink(opened, watch, anew=False)
        hint(f"Links among the {count:,} samples of records were judged anew.")
