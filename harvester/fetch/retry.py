"""What is worth asking again, how often, and when."""

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from itertools import count
from typing import TypeVar

import stamina
from structlog.contextvars import bound_contextvars

from harvester.fetch.fault import Fault
from harvester.fetch.strict import is_bot_guard
from harvester.fetch.web import Answer

LONGEST_WAIT = 300
"""Seconds that a Retry-After is obeyed within a run; a longer one ends the window."""

_PASSING = {408, 425, 429}

T = TypeVar("T")


def patiently(ask: Callable[[], T], attempts: int, asked: str = "A request") -> T:
    """Ask until it works: pauses of 1, 2, 4 … up to 60 s and some jitter, or what was asked for.

    Args:
        ask: Makes the request.
        attempts: How often, at most.
        asked: The request as sentences and log lines name it, before the words of a Fault.

    Raises:
        Fault: the last one, when patience is at its end.
    """
    policy = stamina.RetryingCaller(
        attempts=attempts, timeout=None, wait_initial=1, wait_max=60, wait_jitter=1
    )
    with bound_contextvars(asked=asked, attempts=attempts):
        return policy(pause(), ask)


def pause() -> Callable[[Exception], bool | float]:
    """One request's answer to stamina: give up, wait as usual, or wait so many seconds."""
    tries = count(1)

    def after(error: Exception) -> bool | float:
        if not isinstance(error, Fault):
            return False
        if error.patience is not None and next(tries) >= error.patience:
            return False
        return True if error.wait is None else error.wait

    return after


def failed(answer: Answer) -> Fault:
    """The Fault of an answer whose status is not 2xx and whose body does not explain it."""
    status = answer.status
    name = HTTPStatus(status).phrase if status in set(HTTPStatus) else "unknown status"
    text = f"was answered with HTTP {status} ({name})"
    if is_bot_guard(answer.body):
        text += " by a bot protection; ask the operator for access"
    if status < 500 and status not in _PASSING:
        return Fault(text, patience=1, evidence=answer.body, status=status)
    wait = asked_wait(answer)
    patience = None
    if wait is not None and wait > LONGEST_WAIT:
        text += f"; the repository asks us to come back in {_in_words(wait)}"
        patience = 1
    return Fault(
        text, patience=patience, wait=wait, evidence=answer.body, reached=False, status=status
    )


def asked_wait(answer: Answer) -> float | None:
    """Seconds of Retry-After, in either form (RFC 9110, 10.2.3); None if there is none.

    A date is compared with the server's own clock where it tells it.
    """
    text = answer.headers.get("Retry-After", "").strip()
    if text.isascii() and text.isdigit():
        return float(text)
    when = _http_date(text)
    if when is None:
        return None
    now = _http_date(answer.headers.get("Date", "")) or datetime.now(UTC)
    return max(0.0, (when - now).total_seconds())


def _http_date(text: str) -> datetime | None:
    try:
        when = parsedate_to_datetime(text)
    except ValueError:
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _in_words(seconds: float) -> str:
    if seconds >= 7200:
        return f"{seconds / 3600:.0f} h"
    return f"{seconds / 60:.0f} min" if seconds >= 120 else f"{seconds:.0f} s"
