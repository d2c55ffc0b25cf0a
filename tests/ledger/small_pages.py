"""Small records and pages of one invented repository, `rum`, for the tests of the ledger."""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from harvester.ledger import Ledger
from harvester.record import Page, RawRecord, Window

SOURCE = "rum"
WANTED = Window(SOURCE, "oai_dc")
MONDAY, TUESDAY = "2026-11-16T03:00:00Z", "2026-11-17T03:00:00Z"
URL = "https://rum.example/oai?verb=ListRecords"


def live(identifier: str, title: str = "Chromitite", on: str = MONDAY, **more: Any) -> RawRecord:
    raw = f"<record><identifier>{identifier}</identifier><title>{title}</title>{on}</record>"
    digest = sha256(title.encode()).digest()
    return RawRecord(identifier, on, False, raw.encode(), digest, **more)


def gone(identifier: str, on: str = MONDAY) -> RawRecord:
    raw = f'<record status="deleted"><identifier>{identifier}</identifier>{on}</record>'
    return RawRecord(identifier, on, True, raw.encode(), sha256(b"deleted").digest())


def page(*records: RawRecord, number: int = 1, token: str | None = None, **more: Any) -> Page:
    answered = more.pop("response_date", f"2026-11-23T03:{number:02}:00Z")
    return Page(number, URL, answered, records, token, **more)


def harvest(ledger: Ledger, pages: Iterable[Page], wanted: Window = WANTED) -> int:
    """One whole run; gives its number. The run is left open, as before its report."""
    run = ledger.start_run(wanted.source)
    window = ledger.open_window(run, wanted)
    for one in pages:
        window = ledger.keep(run, window, one)
    ledger.finish(run, window)
    return run


def keep(ledger: Ledger, *records: RawRecord, source: str = SOURCE) -> int:
    """A run of a single page."""
    return harvest(ledger, [page(*records)], Window(source, "oai_dc"))
