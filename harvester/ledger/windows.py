"""Windows: opened, moved on by pages, left unfinished, or done."""

from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select, update

from harvester.errors import StopWindow, StoreError
from harvester.ledger.compression import compress
from harvester.ledger.runs import require_open
from harvester.ledger.schema import attempts, pages, windows
from harvester.ledger.writes import add, put_all
from harvester.record import Page, Window

EVIDENCE = 64 * 1024
"""Bytes of a refused body that are kept."""


def open_window(connection: Connection, run: int, wanted: Window, *, full: bool) -> Window:
    """See `Ledger.open_window`."""
    require_open(connection, run)
    unfinished = _like(wanted).where(windows.c.status.in_(("open", "stopped")))
    left = connection.execute(unfinished).first()
    if left and not _asked(connection, run, left.id) and _asks_too_little(left, wanted, full):
        _set(connection, left.id, status="given up")
        left = None
    window = _window(left) if left else _new(connection, wanted, full=full)
    _attempt(connection, run, window.id)
    return window


def _asked(connection: Connection, run: int, window: int) -> bool:
    """Begun by this run, or gone on with: what it opens again is its own."""
    ours = (attempts.c.run == run) & (attempts.c.window == window)
    return connection.execute(select(attempts).where(ours)).first() is not None


def _asks_too_little(left: Row[Any], wanted: Window, full: bool) -> bool:
    """All is wanted from its beginning, or from earlier on than the unfinished window asks."""
    return full or bool(wanted.since and left.since and left.since > wanted.since)


def _like(wanted: Window) -> Select[Any]:
    """Windows of the same source, set and format, newest first."""
    return (
        select(windows)
        .where(
            windows.c.source == wanted.source,
            windows.c.format == wanted.format,
            windows.c.set.is_not_distinct_from(wanted.set),
        )
        .order_by(windows.c.id.desc())
    )


def _new(connection: Connection, wanted: Window, *, full: bool) -> Window:
    answered = _answered(connection, wanted)
    since = None if full else wanted.since or answered
    key = add(
        connection,
        windows,
        source=wanted.source,
        format=wanted.format,
        set=wanted.set,
        since=since,
        gapless=since is None or (answered is not None and since <= answered),
        page=0,
        status="open",
        attempts=0,
    )
    return Window(wanted.source, wanted.format, wanted.set, since, id=key)


def _answered(connection: Connection, wanted: Window) -> str | None:
    """Up to when the complete windows reach without a gap: what the newest was first answered."""
    complete = _like(wanted).where(windows.c.status == "done", windows.c.gapless)
    last = connection.execute(complete).first()
    return last.first_response if last else None


def _attempt(connection: Connection, run: int, window: int) -> None:
    """Begun anew in the same run it is the same row; the evidence of its first stop stays."""
    opened = (
        update(windows)
        .where(windows.c.id == window)
        .values(status="open", attempts=windows.c.attempts + 1)
        .returning(windows.c.attempts)
    )
    number = connection.execute(opened).scalar_one()
    columns = ("run", "window", "attempt", "status", "error")
    put_all(connection, attempts, columns, [(run, window, number, "open", "")])


def advance(connection: Connection, window: Window, page: Page) -> Window:
    """The page is in: its token is what is asked for next."""
    moved = replace(
        window,
        token=page.token,
        page=page.number,
        first_response=window.first_response or page.response_date,
    )
    _set(
        connection,
        window.id,
        token=moved.token,
        page=moved.page,
        first_response=moved.first_response,
    )
    return moved


def sent(connection: Connection, window: Window) -> tuple[int, int | None]:
    """See `Ledger.sent`."""
    ours = pages.c.window == window.id
    begun = select(func.max(pages.c.id)).where(ours, pages.c.number == 1).scalar_subquery()
    came = func.coalesce(func.sum(pages.c.records + pages.c.rejected), 0)
    query = select(came, func.min(pages.c.complete_list_size)).where(ours, pages.c.id >= begun)
    row = connection.execute(query).one()
    return int(row[0]), row[1]


def finish(connection: Connection, run: int, window: Window) -> None:
    require_open(connection, run)
    _set(connection, window.id, status="done")
    _leave(connection, run, window.id, status="done")


def stop(
    connection: Connection, run: int, window: Window, error: StopWindow, *, restart: bool
) -> None:
    require_open(connection, run)
    begin_again = {"token": None, "page": 0, "first_response": None} if restart else {}
    _set(connection, window.id, status="stopped", **begin_again)
    evidence = {"evidence": compress(error.evidence[:EVIDENCE])} if error.evidence else {}
    _leave(connection, run, window.id, status="stopped", error=str(error), **evidence)


def _leave(connection: Connection, run: int, window: int, **values: Any) -> None:
    """How this run left the window."""
    ours = (attempts.c.run == run) & (attempts.c.window == window)
    connection.execute(update(attempts).where(ours).values(**values))


def _set(connection: Connection, window: int, **values: Any) -> None:
    changed = update(windows).where(windows.c.id == window).values(**values)
    if connection.execute(changed).rowcount != 1:
        raise StoreError(f"The ledger has no window {window}: open it before anything is kept.")


def _window(row: Row[Any]) -> Window:
    return Window(
        source=row.source,
        format=row.format,
        set=row.set,
        since=row.since,
        id=row.id,
        token=row.token,
        page=row.page,
        first_response=row.first_response,
    )
