"""What an interface says of how often it may be asked."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

from harvester.fetch import retry
from harvester.fetch.fault import Fault
from harvester.fetch.web import Answer
from harvester.patience import LONGEST_WAIT, in_words
from harvester.styles import Rate

_EPOCH = 1_000_000_000
"""A larger number is a moment, a smaller one a span."""


class Budget:
    """Of one interface; `now` gives seconds since 1970."""

    def __init__(
        self, rate: Rate, sleep: Callable[[float], None], now: Callable[[], float] = time.time
    ) -> None:
        self._rate = rate
        self._sleep = sleep
        self._now = now
        self._due = 0.0

    def wait(self) -> None:
        """Until the interface takes requests again, if it said that it does not.

        Raises:
            Fault: that is too long for one run.
        """
        wait, self._due = self._due, 0.0
        if wait > LONGEST_WAIT:
            raise self._refused(wait)
        if wait > 0:
            self._sleep(wait)

    def heed(self, answer: Answer) -> None:
        """Remember what an answer says of the next request."""
        left = _number(answer.headers, self._rate.remaining)
        self._due = self._reset(answer) if left is not None and left <= 0 else 0.0

    def failed(self, answer: Answer) -> Fault:
        """The Fault of a bad status; a spent budget is one that passes."""
        fault, wait = retry.failed(answer), self._reset(answer)
        spent = _number(answer.headers, self._rate.remaining) == 0
        limited = answer.status == 429 or (answer.status == 403 and spent)
        if not limited or fault.wait is not None or not wait:
            return fault
        self._due = 0.0
        if wait > LONGEST_WAIT:
            return self._refused(wait, answer)
        return Fault(
            str(fault), wait=wait, evidence=answer.body, reached=False, status=answer.status
        )

    def _reset(self, answer: Answer) -> float:
        """Seconds until the budget is full again."""
        told = _number(answer.headers, self._rate.reset)
        if told is None:
            return 0.0
        return max(0.0, told - self._now() if told > _EPOCH else told)

    def _refused(self, wait: float, answer: Answer | None = None) -> Fault:
        text = f"may not be asked for: the interface wants no request for {in_words(wait)}"
        body = answer.body if answer else b""
        return Fault(text, patience=1, wait=wait, evidence=body, reached=False, status=429)


def _number(headers: Mapping[str, str], name: str) -> float | None:
    text = headers.get(name, "").strip()
    return float(text) if text.isascii() and text.isdigit() and len(text) < 16 else None
