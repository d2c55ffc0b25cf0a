"""A polite client for one repository. Gives whole bodies, or says what was wrong.

Every status is an answer (OAI errors come with 404 and 422); what is no answer is a Fault.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode, urlsplit

from harvester.errors import AddressRefused
from harvester.fetch import redirect
from harvester.fetch.address import VettedNetwork
from harvester.fetch.body import LIMIT, WIRE_LIMIT, unpacked
from harvester.fetch.fault import Fault
from harvester.fetch.pace import Pace
from harvester.fetch.request import LONGEST, headers, with_query
from harvester.http import Client, Limits, NoAnswer, Reply
from harvester.repositories import Politeness, Repository

PAGE_SECONDS = 600
"""For one whole answer, however steadily it drips."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, unpacked. `url` is where it came from, after redirects of the status `passed`."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    passed: tuple[int, ...] = ()


class Web:
    """Asks one repository.

    Args:
        contact: Mail or web address that the repository may write to; sent with each request.
        allow_private: The repository may live on loopback or in a private network.
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
        self._pace = Pace(politeness.delay.total_seconds(), sleep, clock)
        self._silence = politeness.timeout.total_seconds()
        self._client = Client(
            headers(politeness.contact or contact),
            network=VettedNetwork(allow_private=allow_private),
            clock=clock,
        )
        self.close = self._client.close

    @classmethod
    def of(
        cls,
        repository: Repository,
        contact: str,
        sleep: Callable[[float], None],
        clock: Callable[[], float],
    ) -> Self:
        """As the repository's file says that it may be asked."""
        private = repository.allow_private
        return cls(repository.politeness, contact, allow_private=private, sleep=sleep, clock=clock)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def slow_down(self, delay: float) -> None:
        """Pause at least so many seconds between two requests, as a repository asks for."""
        self._pace.delay = max(self._pace.delay, delay)

    def get(
        self,
        url: str,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        most: int = LIMIT,
    ) -> Answer:
        """Ask once, following redirects by hand; `params` are percent-encoded exactly once.

        `headers` go with this request, instead of the usual ones of the same name; no more than
        `most` bytes are unpacked.

        Raises:
            Fault: there was no whole answer.
            AddressRefused: the address, or one that it redirects to, may not be asked.
        """
        asked, passed = with_query(url, params or {}), list[int]()
        for _ in range(redirect.HOPS + 1):
            reply = self._reply("GET", asked, _told(headers or {}, url, asked))
            if reply.location is None:
                return _answer(asked, reply, tuple(passed), most)
            passed.append(reply.status)
            asked = redirect.target(asked, reply.location)
        raise AddressRefused(f"{url} redirects more than {redirect.HOPS} times in a row.")

    def head(self, url: str, params: Mapping[str, str]) -> Answer:
        """What GET would say, without the body; redirects are not followed. Raises as `get`."""
        asked = with_query(url, params)
        return _answer(asked, self._reply("HEAD", asked, {}))

    def post(self, url: str, form: Mapping[str, str]) -> Answer:
        """Send a form; redirects are not followed. Raises as `get`."""
        told = {"Content-Type": "application/x-www-form-urlencoded"}
        return _answer(url, self._reply("POST", url, told, urlencode(form).encode()))

    def seen(self, method: str, url: str, limits: Limits) -> Reply:
        """Status and headers, or a redirect; the body is not read. Raises as `get`."""
        return self._reply(method, url, {"Accept": "*/*"}, limits=limits, unread=True)

    def _reply(
        self,
        method: str,
        url: str,
        told: Mapping[str, str],
        content: bytes | None = None,
        limits: Limits | None = None,
        unread: bool = False,
    ) -> Reply:
        """One whole answer, or a redirect."""
        if len(url) > LONGEST:
            text = f"would need an address of {len(url):,} characters, which no server takes"
            raise Fault(f"{text}; ask for less at once (`sets:`, `params:`)", patience=1)
        host = urlsplit(url).netloc
        self._pace.wait(host)
        try:
            limits = limits or Limits(WIRE_LIMIT, self._silence, PAGE_SECONDS)
            return self._client.ask(
                method, url, limits, headers=told, content=content, unread=unread
            )
        except NoAnswer as error:
            patience = 1 if error.hopeless else None
            raise Fault(
                str(error), patience=patience, evidence=error.wire, reached=error.reached
            ) from error
        finally:
            self._pace.done(host)


def _answer(url: str, reply: Reply, passed: tuple[int, ...] = (), most: int = LIMIT) -> Answer:
    body = unpacked(reply.wire, reply.headers.get("Content-Encoding", ""), most)
    return Answer(url, reply.status, reply.headers, body, passed)


def _told(headers: Mapping[str, str], url: str, asked: str) -> Mapping[str, str]:
    """What another host may be told: which form is wanted, not our key."""
    if urlsplit(url).netloc == urlsplit(asked).netloc:
        return headers
    return {name: value for name, value in headers.items() if name == "Accept"}
