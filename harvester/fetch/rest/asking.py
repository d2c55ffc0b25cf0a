"""One request to a REST interface: politely, with its headers, and again where that helps."""

from __future__ import annotations

import os
from collections.abc import Callable
from urllib.parse import urlsplit

from harvester.errors import StopSource
from harvester.fetch.fault import Fault
from harvester.fetch.rest.body import LARGEST
from harvester.fetch.rest.rate import Budget
from harvester.fetch.web import Answer, Web
from harvester.patience import patiently
from harvester.repositories import Repository
from harvester.styles import Style


class Asking:
    """Of one repository."""

    def __init__(
        self, repository: Repository, style: Style, web: Web, sleep: Callable[[float], None]
    ) -> None:
        self._repository = repository
        self._style = style
        self._web = web
        self._budget = Budget(style.rate, sleep)
        self._host = urlsplit(str(repository.url)).netloc
        if style.rate.per_minute:
            web.slow_down(60 / style.rate.per_minute)

    def get(self, url: str, what: str) -> Answer:
        """An answer with a good status; `what` is asked for, as log lines name it.

        Raises:
            Fault: there was none, after all attempts.
        """
        asked = f"{self._repository.name}: {what}"
        return patiently(lambda: self._once(url), self._repository.politeness.attempts, asked)

    def _once(self, url: str) -> Answer:
        self._budget.wait()
        answer = self._web.get(url, headers=self._headers(url), most=LARGEST)
        if not 200 <= answer.status < 300:
            raise self._budget.failed(answer)
        self._budget.heed(answer)
        return answer

    def _headers(self, url: str) -> dict[str, str]:
        told = {"Accept": "application/json"} | self._style.headers
        if self._repository.key and urlsplit(url).netloc == self._host:
            told[self._style.key or "Authorization"] = self._key(self._repository.key)
        return told

    def _key(self, variable: str) -> str:
        key = os.environ.get(variable, "")
        if key.isascii() and key.isprintable() and key:
            return key
        raise StopSource(
            f"{self._repository.name}: the environment variable {variable} must hold the key that "
            "this interface asks for; nothing was asked."
        )


def is_gone(fault: Fault) -> bool:
    return fault.status in (404, 410)
