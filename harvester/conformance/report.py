"""What came of every rule."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from harvester.conformance.exchange import Exchange
from harvester.conformance.outcome import Broken, Untested
from harvester.conformance.server import Server
from harvester.conformance.site import Asked, Site
from harvester.conformance.table import RULES, Rule
from harvester.fetch.web import Web

Outcome = Literal["passed", "failed", "advised", "untested"]
REACHED, IDENTIFY = 1, 8
"""The rules without which there is no OAI-PMH server at all."""


@dataclass(frozen=True, slots=True)
class Result:
    """`request` and `answer` show a failure; `why` says what is wrong, or why nothing was seen."""

    rule: Rule
    outcome: Outcome
    why: str = ""
    request: str = ""
    answer: str = ""

    def as_dict(self) -> dict[str, Any]:
        said = {"rule": self.rule.number, "name": self.rule.name, "outcome": self.outcome}
        told = {"text": self.rule.text, "section": self.rule.where, "why": self.why}
        return said | told | {"request": self.request, "answer": self.answer}


@dataclass(frozen=True, slots=True)
class Report:
    """`results` in the order of their numbers; `requests` that were made."""

    url: str
    results: tuple[Result, ...]
    requests: int

    def of(self, outcome: Outcome) -> list[Result]:
        return [each for each in self.results if each.outcome == outcome]

    @property
    def exit_code(self) -> int:
        """0: no rule failed; 4: some did; 5: this is no OAI-PMH server that answers."""
        failed = {each.rule.number for each in self.of("failed")}
        seen = {each.rule.number for each in self.of("passed")}
        if failed and IDENTIFY not in seen:
            return 5
        return 4 if failed else 0

    def as_dict(self) -> dict[str, Any]:
        counted = Counter(each.outcome for each in self.results)
        rules = [each.as_dict() for each in self.results]
        return {"url": self.url, "requests": self.requests, "counts": counted, "rules": rules}


def check(
    url: str, web: Web, asked: Asked | None = None, sleep: Callable[[float], None] = time.sleep
) -> Report:
    """Look at a server by every rule; some seventy requests, of which none changes anything.

    Raises:
        AddressRefused: the address, or one that it redirects to, may not be asked.
    """
    site = Site(Server(url, web, sleep), asked or Asked())
    ordered = sorted(RULES, key=lambda rule: rule.overall)
    results = sorted((_result(rule, site) for rule in ordered), key=lambda each: each.rule.number)
    return Report(url, tuple(results), len(site.server.exchanges))


def _result(rule: Rule, site: Site) -> Result:
    first = site.ask("Identify")
    if rule.number != REACHED and (
        first.answer is None or (first.root is None and not rule.overall)
    ):
        return Result(rule, "untested", "Identify got no answer of OAI-PMH")
    try:
        rule.look(site)
    except Untested as reason:
        return Result(rule, "untested", str(reason))
    except Broken as broken:
        outcome: Outcome = "advised" if rule.advice else "failed"
        return Result(rule, outcome, str(broken), *_shown(broken.exchange))
    return Result(rule, "passed")


def _shown(exchange: Exchange) -> tuple[str, str]:
    return exchange.request, exchange.said
