"""How the last runs compare, in one or two sentences."""

from collections.abc import Sequence

from harvester.ledger import RunEntry

RUNS = 10
"""The newest runs that are compared."""


def told(runs: Sequence[RunEntry], held: int) -> str:
    """What the newest run brought, and whether more or less is rejected than by the one before.

    Args:
        runs: Newest first.
        held: Records that the source has now.
    """
    ended = [run for run in runs if run.ended]
    if not ended:
        return "No run has come to its end yet."
    return " ".join(filter(None, [_brought(ended[0], held), _compared(ended)]))


def _brought(run: RunEntry, held: int) -> str:
    said = run.report
    changed = said.stored - said.new
    return (
        f"The run of {run.started[:10]} saw {said.seen:,} records: {said.new:,} new, "
        f"{changed:,} changed, {said.deleted:,} withdrawn, {said.rejected:,} rejected; "
        f"there are {held:,} now."
    )


def _compared(ended: Sequence[RunEntry]) -> str:
    """Shares, as one run may see all records and the next only what has changed."""
    whole = [run for run in ended if run.report.seen]
    if len(whole) < 2:
        return "There is no earlier run to compare it with."
    now, before = (run.report.rejected / run.report.seen for run in whole[:2])
    if now == before:
        return f"As in the run before, {now:.0%} of what it saw was rejected."
    better = "less" if now < before else "more"
    return f"Of what it saw {now:.1%} was rejected, {better} than in the run before ({before:.1%})."
