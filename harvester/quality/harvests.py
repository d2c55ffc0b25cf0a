"""What was wrong with the answers themselves: each measure takes the ledger's newest run."""

from harvester.ledger import Ledger, RunEntry
from harvester.quality.faults import KINDS, Met
from harvester.quality.frequent import Frequent
from harvester.quality.report import Example, Kind

PIECES = 1_000
"""Of the newest rejected, so many are looked through for broken pieces."""


def unfinished(ledger: Ledger, newest: RunEntry) -> Met:
    """Harvest that did not come to its end

    What comes after the place where it broke off is old or missing in the catalogue.

    See the reason; what it says of your server's answers is to be mended there.
    """
    report = newest.report
    if report.verdict not in ("partial", "failed"):
        return Met(0)
    said = report.message or report.verdict
    return Met(1, kinds=(Kind(said, 1, Example(f"run {newest.id}", newest.started)),))


def broken(ledger: Ledger, newest: RunEntry) -> Met:
    """Pieces of answers that are no records

    What stands there reaches nobody; it is kept as it came.

    Mend the page or the list at the place that is named; the reason is given with each.
    """
    counted = Frequent()
    for reject in ledger.rejects(newest.source, PIECES):
        if reject.seq == 0:
            counted.add(reject.reason, Example(reject.identifier or "-"))
    return Met(counted.total, kinds=counted.kinds(KINDS))


def answers(ledger: Ledger, newest: RunEntry) -> Met:
    """Remarks on the answers of the server

    Harvesters that are stricter than ours break off there, or lose records in silence.

    Correct it in the server's settings, or tell whoever makes its software.
    """
    counted = Frequent()
    for window in ledger.windows(newest.id):
        for finding in window.findings:
            counted.add(finding.message, Example(finding.where or "the list", finding.value))
    return Met(counted.total, kinds=counted.kinds(KINDS))
