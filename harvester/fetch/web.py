"""HTTP: the only place that knows the HTTP library. Gives whole bodies, or says what was wrong.

Every status is an answer (OAI errors come with 404 and 422); what is no answer is a Fault.
"""

import socket
import ssl
import time
import weakref
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Self
from urllib.parse import urlsplit

import httpcore
import httpx

from harvester.errors import AddressRefused
from harvester.fetch import redirect
from harvester.fetch.address import VettedNetwork
from harvester.fetch.body import WIRE_LIMIT, unpacked
from harvester.fetch.fault import Fault
from harvester.fetch.pace import Pace
from harvester.fetch.request import headers, with_query
from harvester.repositories import Politeness

CONNECT_SECONDS = 10
PAGE_SECONDS = 600
"""For one whole answer, however steadily it drips."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, unpacked. `url` is where it came from, after redirects."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


class Web:
    """A polite client for one repository.

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
        self._clock = clock
        self._pace = Pace(politeness.delay.total_seconds(), sleep, clock)
        self._client = httpx.Client(
            headers=headers(politeness.contact or contact),
            transport=_VettedTransport(allow_private=allow_private),
            timeout=httpx.Timeout(politeness.timeout.total_seconds(), connect=CONNECT_SECONDS),
            follow_redirects=False,
            trust_env=False,
        )
        self.close: Callable[[], object] = weakref.finalize(self, self._client.close)
        """Closes the connections; also done when nobody holds this client any more."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def get(self, url: str, params: Mapping[str, str] | None = None) -> Answer:
        """Ask once, following redirects by hand; `params` are percent-encoded exactly once.

        Raises:
            Fault: there was no whole answer.
            AddressRefused: the address, or one that it redirects to, may not be asked.
        """
        asked = with_query(url, params or {})
        for _ in range(redirect.HOPS + 1):
            answer = self._hop(asked)
            if isinstance(answer, Answer):
                return answer
            asked = answer
        raise AddressRefused(f"{url} redirects more than {redirect.HOPS} times in a row.")

    def _hop(self, url: str) -> Answer | str:
        """The answer, or the address that it redirects to."""
        host = urlsplit(url).netloc
        self._pace.wait(host)
        try:
            with self._client.stream("GET", url) as response:
                if response.has_redirect_location:
                    return redirect.target(url, response.headers["Location"])
                return self._whole(url, response)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise _no_answer(host, error) from error
        finally:
            self._pace.done(host)

    def _whole(self, url: str, response: httpx.Response) -> Answer:
        wire = bytearray()
        deadline = self._clock() + PAGE_SECONDS
        try:
            for chunk in response.iter_raw():
                wire += chunk
                if len(wire) > WIRE_LIMIT:
                    text = f"is larger than {WIRE_LIMIT:,} bytes, which is not allowed"
                    raise Fault(text, patience=1, evidence=wire)
                if self._clock() > deadline:
                    text = f"was not whole after {PAGE_SECONDS} seconds ({len(wire):,} bytes came)"
                    raise Fault(text, evidence=wire)
        except httpx.TransportError as error:
            raise _cut(wire, error) from error
        body = unpacked(bytes(wire), response.headers.get("Content-Encoding", ""))
        return Answer(url, response.status_code, response.headers, body)


class _VettedTransport(httpx.HTTPTransport):
    """httpx's own transport over a network that checks addresses; no proxies, HTTP/1.1.

    httpx has no public way to be given a network. Should it ever keep its pool elsewhere, the
    tests of addresses fail, for then nothing would be checked.
    """

    def __init__(self, *, allow_private: bool) -> None:
        super().__init__(verify=_tls(), trust_env=False)
        network = VettedNetwork(allow_private=allow_private)
        self._pool = httpcore.ConnectionPool(ssl_context=_tls(), network_backend=network)


@cache
def _tls() -> ssl.SSLContext:
    """Reading all certificates takes longer than many a page."""
    return httpx.create_ssl_context(trust_env=False)


def _cut(wire: bytearray, error: httpx.TransportError) -> Fault:
    if isinstance(error, httpx.TimeoutException):
        return Fault(f"went silent after {len(wire):,} bytes", evidence=wire)
    return Fault(f"was cut off after {len(wire):,} bytes ({error})", evidence=wire)


def _no_answer(host: str, error: Exception) -> Fault:
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, ssl.SSLError | socket.gaierror):
        cause = cause.__cause__ or cause.__context__
    if isinstance(cause, ssl.SSLError):
        why = getattr(cause, "verify_message", "") or cause.reason
        text = f"cannot be asked for safely: the TLS connection to {host} fails ({why})"
        return Fault(text, patience=1, reached=False)
    if isinstance(cause, socket.gaierror) and cause.errno != socket.EAI_AGAIN:
        text = f"cannot be asked for: there is no host {host}"
        return Fault(text, patience=1, reached=False)
    return Fault(f"got no answer from {host} ({error or type(error).__name__})", reached=False)
