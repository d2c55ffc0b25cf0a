"""Changes as a ledger gives them, made by hand, for tests of what comes after it."""

from changing import DC, OAI, identifier

from harvester.record import Change


def change(name: str, dc: str | None, *, seq: int = 1, format: str = "oai_dc") -> Change:
    """`dc` is the inside of the Dublin Core; None makes a tombstone."""
    status = ' status="deleted"' if dc is None else ""
    header = f"<header{status}><identifier>{identifier(name)}</identifier></header>"
    metadata = "" if dc is None else f"<metadata><oai_dc:dc {DC}>{dc}</oai_dc:dc></metadata>"
    return Change(
        seq=seq,
        source="rum",
        identifier=identifier(name),
        format=format,
        datestamp="2026-01-05T10:00:00Z",
        deleted=dc is None,
        raw=f'<record xmlns="{OAI}">{header}{metadata}</record>'.encode(),
        digest=b"",
        run=7,
        kept_at="2026-01-06T00:00:00Z",
    )


def titled(title: str) -> str:
    return f"<dc:title>{title}</dc:title>"
