"""What robots.txt allows us (RFC 9309), one file for each host, read once a run."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from protego import Protego

from harvester.errors import StopSource
from harvester.fetch.fault import Fault
from harvester.fetch.web import Answer, Web
from harvester.patience import LONGEST_WAIT

AGENT = "Lithoscope"
"""What a site calls us in its robots.txt; the first word of our User-Agent."""
LARGEST = 512 * 2**10
"""Bytes that are read of one file (RFC 9309, 2.5: at least 500 KiB)."""


class Robots:
    """The rules of every host that is asked.

    Args:
        ask: Gets one address, patiently; raises Fault where another attempt might help.
        web: Is slowed down as far as a host asks for.
    """

    def __init__(self, ask: Callable[[str], Answer], web: Web) -> None:
        self._ask = ask
        self._web = web
        self._rules: dict[str, Protego] = {}

    def allows(self, url: str) -> bool:
        """May this address be asked?

        Raises:
            Fault: robots.txt was not to be had though the site has one, perhaps; then nothing may
                be asked (RFC 9309, 2.3.1.4).
            StopSource: the site wants longer pauses than a harvest can make.
        """
        return self.rules(url).can_fetch(url, AGENT)

    def rules(self, url: str) -> Protego:
        """Of the host of this address; raises as `allows`."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:
            self._rules[site] = self._read(f"{site}/robots.txt")
        return self._rules[site]

    def _read(self, url: str) -> Protego:
        try:
            answer = self._ask(url)
        except Fault as fault:
            why = f"may not be asked for, because {url} {fault}"
            raise Fault(why, patience=1, wait=fault.wait, evidence=fault.evidence) from fault
        body = answer.body[:LARGEST] if answer.status == 200 else b""  # none: all is allowed
        rules = Protego.parse(body.decode("utf-8-sig", "replace"))
        self._web.slow_down(_pause(rules, url))
        return rules


def _pause(rules: Protego, url: str) -> float:
    """Seconds between two requests, by either of the words that sites use."""
    rate = rules.request_rate(AGENT)
    per_request = rate.seconds / rate.requests if rate and rate.requests else 0.0
    pause = max(rules.crawl_delay(AGENT) or 0.0, per_request, 0.0)
    if pause > LONGEST_WAIT:
        raise StopSource(
            f"{url} asks for {pause:,.0f} seconds between two requests, and {LONGEST_WAIT} are the "
            "most that a harvest waits. Nothing was asked; write to its operator."
        )
    return pause
