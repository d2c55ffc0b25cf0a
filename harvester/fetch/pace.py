"""Politeness: a pause between two requests to the same host."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Pace:
    """`delay` in seconds from the end of one answer to the next request of that host."""

    delay: float
    sleep: Callable[[float], None]
    clock: Callable[[], float]
    _ended: dict[str, float] = field(default_factory=dict)

    def wait(self, host: str) -> None:
        if host in self._ended:
            rest = self._ended[host] + self.delay - self.clock()
            if rest > 0:
                self.sleep(rest)

    def done(self, host: str) -> None:
        self._ended[host] = self.clock()
