"""One part of a list as a page of raw records."""

from harvester.fetch import records
from harvester.fetch.listing import Part
from harvester.record import Page, RawRecord, RejectedElement


def page(number: int, part: Part) -> Page:
    """Its records read one by one; elements that are no records are kept as rejected."""
    envelope = part.response.envelope
    read = [records.read(item, envelope.response_date) for item in envelope.items]
    found = [record for record in read if isinstance(record, RawRecord)]
    pieces = [piece for piece in read if isinstance(piece, RejectedElement)]
    if any(finding.code == "control-character" for finding in envelope.findings):
        found = [records.flagged(record) for record in found]
    return Page(
        number=number,
        request=part.response.answer.url,
        response_date=envelope.response_date,
        records=found,
        token=envelope.token,
        token_sent=part.sent,
        closed=part.closed,
        complete_list_size=envelope.size,
        rejected=(*envelope.rejected, *pieces),
        findings=(*envelope.findings, *part.findings),
    )
