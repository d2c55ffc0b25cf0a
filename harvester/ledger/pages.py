"""A page is kept whole: its row, its records, its broken pieces and the window's next token."""

from collections.abc import Sequence
from hashlib import sha256

from sqlalchemy import Connection

from harvester.ledger import comparison, records, runs, windows
from harvester.ledger.comparison import Comparison
from harvester.ledger.compression import compress, compress_findings
from harvester.ledger.schema import pages, pieces
from harvester.ledger.writes import add, put_all
from harvester.record import Page, RejectedElement, Window


def keep(connection: Connection, run: int, window: Window, page: Page, now: str) -> Window:
    """See `Ledger.keep`; the caller's transaction makes it one step."""
    runs.require_open(connection, run)
    found = comparison.compare(connection, run, window, page.records)
    key = _write_page(connection, run, window, page, found, now)
    records.write(connection, run, window.source, key, found)
    _write_pieces(connection, run, window.source, key, page.rejected)
    return windows.advance(connection, window, page)


def _write_page(
    connection: Connection, run: int, window: Window, page: Page, found: Comparison, now: str
) -> int:
    return add(
        connection,
        pages,
        window=window.id,
        run=run,
        number=page.number,
        request=page.request,
        response_date=page.response_date,
        token_sent=page.token_sent,
        token=page.token,
        complete_list_size=page.complete_list_size,
        records=len(page.records),
        versions=len(found.differing),
        rejected=len(page.rejected),
        findings=compress_findings(page.findings),
        kept_at=now,
    )


def _write_pieces(
    connection: Connection, run: int, source: str, page: int, rejected: Sequence[RejectedElement]
) -> None:
    columns = ("run", "key", "source", "page", "identifier", "reason", "data")
    rows = [(run, _key(piece), source, page, *_kept(piece)) for piece in rejected]
    put_all(connection, pieces, columns, rows)


def _key(piece: RejectedElement) -> str:
    return piece.identifier or sha256(piece.raw).hexdigest()


def _kept(piece: RejectedElement) -> tuple[str, str, bytes]:
    return piece.identifier, piece.reason, compress(piece.raw)
