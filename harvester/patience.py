"""What is worth asking another machine again, how often, and when."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from itertools import count
from time import monotonic
from typing import TypeVar

import stamina
from structlog.contextvars import bound_contextvars

LONGEST_WAIT = 300
"""Seconds that a Retry-After is obeyed within a run; a longer one ends the asking."""
PASSING = {408, 425, 429}
"""HTTP statuses below 500 of what may be answered a little later."""

T = TypeVar("T")


class Failure(Exception):
    """The text goes on from a subject ("pangaea: page 207 …") and has no full stop.

    Args:
        text: "was cut off after 31,744 bytes".
        patience: How many attempts it is worth; None: as many as who asks would make.
        wait: Seconds that the other side asked us to wait before the next attempt.
    """

    def __init__(
        self, text: str, *, patience: int | None = None, wait: float | None = None
    ) -> None:
        super().__init__(text)
        self.patience = patience
        self.wait = wait


def patiently(
    ask: Callable[[], T], attempts: int, asked: str = "A request", within: float | None = None
) -> T:
    """Ask until it works: pauses of 1, 2, 4 … up to 60 s and some jitter, or what was asked for.

    Args:
        ask: Makes the request.
        attempts: How often, at most.
        asked: The request as sentences and log lines name it, before the words of a Failure.
        within: Seconds after which no attempt is begun, nor waited for.

    Raises:
        Failure: the last one, when patience is at its end.
    """
    policy = stamina.RetryingCaller(
        attempts=attempts, timeout=None, wait_initial=1, wait_max=60, wait_jitter=1
    )
    with bound_contextvars(asked=asked, attempts=attempts):
        return policy(pause(within), ask)


def pause(within: float | None = None) -> Callable[[Exception], bool | float]:
    """One request's answer to stamina: give up, wait as usual, or wait so many seconds."""
    tries = count(1)
    until = None if within is None else monotonic() + within

    def after(error: Exception) -> bool | float:
        if not isinstance(error, Failure):
            return False
        if error.patience is not None and next(tries) >= error.patience:
            return False
        if until is not None and monotonic() + (error.wait or 0) >= until:
            return False
        return True if error.wait is None else error.wait

    return after


def asked_wait(headers: Mapping[str, str]) -> float | None:
    """Seconds of Retry-After, in either form (RFC 9110, 10.2.3); None if there is none.

    A date is compared with the server's own clock where it tells it.
    """
    text = headers.get("Retry-After", "").strip()
    if text.isascii() and text.isdigit():
        return float(text)
    when = _http_date(text)
    if when is None:
        return None
    now = _http_date(headers.get("Date", "")) or datetime.now(UTC)
    return max(0.0, (when - now).total_seconds())


def _http_date(text: str) -> datetime | None:
    try:
        when = parsedate_to_datetime(text)
    except ValueError:
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def in_words(seconds: float) -> str:
    """`24 h`, `40 min`, `12 s`."""
    if seconds >= 7200:
        return f"{seconds / 3600:.0f} h"
    return f"{seconds / 60:.0f} min" if seconds >= 120 else f"{seconds:.0f} s"
