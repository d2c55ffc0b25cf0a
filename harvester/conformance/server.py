"""The server under test: asked politely, each request once, and every exchange remembered."""

import time
from collections.abc import Callable, Mapping
from types import MappingProxyType
from urllib.parse import quote

from harvester.conformance import exchange
from harvester.conformance.exchange import Exchange
from harvester.errors import AddressRefused
from harvester.fetch.fault import Fault
from harvester.fetch.request import with_query
from harvester.fetch.web import Answer, Web

NOTHING: Mapping[str, str] = MappingProxyType({})
TRIES = 5
"""Requests that may be put off with 503 one after the other."""
PAUSE, LONGEST = 10, 3600
"""Seconds waited after a 503 that does not say how long; the most that one may say."""
SILENCES = 3
"""Requests without an answer in a row, after which no more is asked."""


class Server:
    """Args:
    url: The base URL.
    web: What asks, at its pace.
    sleep: Waits so many seconds.
    """

    def __init__(self, url: str, web: Web, sleep: Callable[[float], None] = time.sleep) -> None:
        self.url = url
        self.web = web
        self.exchanges: list[Exchange] = []
        self._sleep = sleep
        self._known: dict[str, Exchange] = {}
        self._silences = 0

    def ask(self, verb: str, params: Mapping[str, str] = NOTHING, *, new: bool = False) -> Exchange:
        """GET with these arguments; what was asked before is not asked again unless `new`."""
        asked = ({"verb": verb} if verb else {}) | dict(params)
        return self.ask_as(with_query(self.url, asked), asked, new=new)

    def ask_twice(self, verb: str, params: Mapping[str, str], repeated: str) -> Exchange:
        """GET with the argument `repeated` given twice."""
        asked = {"verb": verb} | dict(params)
        again = f"&{repeated}={quote(asked[repeated], safe='')}"
        return self.ask_as(with_query(self.url, asked) + again, asked)

    def ask_as(self, url: str, params: Mapping[str, str], *, new: bool = False) -> Exchange:
        if new or url not in self._known:
            self._known[url] = self._patiently(url, params, lambda: self.web.get(url))
        return self._known[url]

    def post(self, form: Mapping[str, str]) -> Exchange:
        said = " ".join(f"{name}={value}" for name, value in form.items())
        return self._patiently(said, form, lambda: self.web.post(self.url, form), "POST")

    def _patiently(
        self, said: str, params: Mapping[str, str], ask: Callable[[], Answer], method: str = "GET"
    ) -> Exchange:
        """Again after 503, as the server asks."""
        request = f"{method} {self.url} {said}" if method != "GET" else f"GET {said}"
        for _ in range(TRIES):
            found = self._once(request, params, ask)
            self.exchanges.append(found)
            if found.status != 503:
                break
            self._sleep(waiting(found) or PAUSE)
        return found

    def _once(self, request: str, params: Mapping[str, str], ask: Callable[[], Answer]) -> Exchange:
        if self._silences >= SILENCES:
            fault = Fault("was not asked any more, for the server has stopped answering")
            return exchange.none(request, params, fault, "unasked")
        try:
            answer = ask()
        except Fault as fault:
            self._silences += not fault.reached
            return exchange.none(request, params, fault, "lost")
        except AddressRefused as refused:
            if not self.exchanges:
                raise
            return exchange.none(request, params, Fault(f"leads astray: {refused}"), "strayed")
        self._silences = 0
        return exchange.of(request, params, answer)


def waiting(found: Exchange) -> int | None:
    """Seconds that a 503 asks us to wait (OAI-PMH 2.0, 3.1.2), if it says so usably."""
    said = found.answer.headers.get("Retry-After", "").strip() if found.answer else ""
    usable = said.isascii() and said.isdigit() and int(said[:6]) <= LONGEST and len(said) < 6
    return int(said) if usable else None
