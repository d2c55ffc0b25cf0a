"""Whether web addresses that records name still lead anywhere; what is there is not read."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Literal, NamedTuple, Self, TypeAlias
from urllib.parse import urljoin, urlsplit

from harvester.errors import AddressRefused, StopSource
from harvester.fetch import retry
from harvester.fetch.redirect import HOPS
from harvester.fetch.robots import Robots
from harvester.fetch.web import Answer, Web
from harvester.http import Limits, NoAnswer, Reply
from harvester.patience import Failure
from harvester.repositories import Politeness

State: TypeAlias = Literal["there", "gone", "silent", "closed"]
"""gone: 404, 410 or no such host; silent: no answer just now; closed: we may not see it."""
SECONDS = 20.0
"""For one answer."""
NOTHING = Limits(64 * 1024, SECONDS, SECONDS)
GONE = {400, 404, 410}
CLOSED = {401, 402, 403, 407, 429, 451}


class Reached(NamedTuple):
    """`why` goes on from the address: "answers HTTP 404"."""

    state: State
    why: str


class Reach:
    """Asks many hosts, each politely: HEAD, and GET only where a server does not take that.

    Redirects are followed to other sites too, as DOIs lead there; each hop's address is checked.

    Args:
        politeness: Pause between two requests to one host.
        contact: As of `Web`.
        allow_private: What is named may live on loopback or in a private network.
    """

    def __init__(
        self,
        politeness: Politeness,
        contact: str = "",
        *,
        allow_private: bool = False,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._web = Web(politeness, contact, allow_private=allow_private, sleep=sleep, clock=clock)
        self._robots = Robots(self._rules, self._web)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._web.close()

    def see(self, url: str) -> Reached:
        """Follow an address to its end; whatever goes wrong is a finding, not an error."""
        try:
            return self._followed(url)
        except AddressRefused:
            return Reached("gone", "leads to this machine or into a private network")
        except StopSource as stop:
            return Reached("closed", f"was not asked for: {stop}")
        except (Failure, ValueError) as error:
            return Reached("gone" if _hopeless(error) else "silent", str(error))

    def _followed(self, url: str) -> Reached:
        for _ in range(HOPS + 1):
            if not self._robots.allows(url):
                return Reached("closed", f"is not to be asked for by programs ({_host(url)})")
            reply = self._reply(url)
            if reply.location is None:
                return _judged(reply.status)
            url = urljoin(url, reply.location.strip())
            if not url.startswith(("https://", "http://")):
                return Reached("gone", "redirects to what is no web address")
        return Reached("gone", f"redirects more than {HOPS} times in a row")

    def _rules(self, url: str) -> Answer:
        """A robots.txt; one that leads to another site counts as none."""
        try:
            answer = self._web.get(url)
        except AddressRefused:
            return Answer(url, 404, {}, b"")
        if answer.status >= 500:
            raise retry.failed(answer)
        return answer

    def _reply(self, url: str) -> Reply:
        """Many servers answer HEAD wrongly, so that a bad answer to it is asked for again."""
        reply = self._web.seen("HEAD", url, NOTHING)
        return self._web.seen("GET", url, NOTHING) if reply.status >= 400 else reply


def _judged(status: int) -> Reached:
    said = f"answers HTTP {status}"
    if status < 400:
        return Reached("there", said)
    if status in CLOSED:
        return Reached("closed", said)
    return Reached("gone" if status in GONE else "silent", said)


def _host(url: str) -> str:
    return urlsplit(url).netloc.rpartition("@")[2]


def _hopeless(error: BaseException | None) -> bool:
    """There is no such host, or its certificate is wrong; it would be so tomorrow, too."""
    while error is not None and not isinstance(error, NoAnswer):
        error = error.__cause__
    return error is not None and error.hopeless
