"""HTTP: the only place that knows the HTTP library. An answer is whole, or there is none.

Redirects are not followed and no proxies used; bodies are read within limits of size and time,
and given as they came over the wire.
"""

import socket
import ssl
import time
import weakref
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import IO
from urllib.parse import urlsplit

import httpcore
import httpx

CONNECT_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Reply:
    """`wire` is the body, packed as it came; empty if it was written elsewhere.

    Of a redirect only `location` counts: the address that it names.
    """

    status: int
    headers: Mapping[str, str]
    wire: bytes
    location: str | None = None


class NoAnswer(Exception):
    """The text goes on from a subject and has no full stop.

    Args:
        text: "was cut off after 31,744 bytes (peer closed connection)".
        hopeless: It would be the same if it were asked again.
        wire: What came.
        reached: Somebody answered, though not in a useful way.
        late: It took longer than the limits say.
        large: It is larger than they say.
    """

    def __init__(
        self,
        text: str,
        *,
        hopeless: bool = False,
        wire: bytes = b"",
        reached: bool = True,
        late: bool = False,
        large: bool = False,
    ) -> None:
        super().__init__(text)
        self.hopeless = hopeless
        self.wire = wire
        self.reached = reached
        self.late = late
        self.large = large


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one answer: bytes over the wire, seconds of silence, seconds until it is whole."""

    size: int
    silence: float
    seconds: float


class Client:
    """Holds connections open until it is closed, or until nobody holds it any more.

    Args:
        headers: Sent with each request.
        network: Opens the sockets; any address if nothing is given.
        login: User and password.
        digest: They are told as RFC 7616 says, not as RFC 7617.
        own: Of a server of the operator's: `SSL_CERT_FILE` names certificates to trust.
    """

    def __init__(
        self,
        headers: Mapping[str, str],
        *,
        network: httpcore.NetworkBackend | None = None,
        login: tuple[str, str] | None = None,
        digest: bool = False,
        own: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._clock = clock
        scheme = httpx.DigestAuth if digest else httpx.BasicAuth
        self._client = httpx.Client(
            headers=headers,
            auth=scheme(*login) if login else None,
            transport=_Transport(network, trust_env=own),
            follow_redirects=False,
            trust_env=False,
        )
        self.close: Callable[[], object] = weakref.finalize(self, self._client.close)

    def ask(
        self,
        method: str,
        url: str,
        limits: Limits,
        *,
        headers: Mapping[str, str] | None = None,
        content: bytes | None = None,
        into: IO[bytes] | None = None,
        unread: bool = False,
    ) -> Reply:
        """Ask once; with `into` the body is written there if the status is 2xx.

        An `unread` body stays where it is: only status and headers are of interest.

        Raises:
            NoAnswer: there was no whole answer within the limits.
        """
        timeout = httpx.Timeout(limits.silence, connect=CONNECT_SECONDS)
        try:
            with self._client.stream(
                method, url, headers=headers, content=content, timeout=timeout
            ) as response:
                if response.has_redirect_location:
                    location = response.headers["Location"]
                    return Reply(response.status_code, response.headers, b"", location)
                if unread:
                    return Reply(response.status_code, response.headers, b"")
                wire = self._whole(response, limits, into if response.is_success else None)
                return Reply(response.status_code, response.headers, wire)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise _no_answer(urlsplit(url).netloc.rpartition("@")[2], error) from error

    def _whole(self, response: httpx.Response, limits: Limits, into: IO[bytes] | None) -> bytes:
        wire, came = bytearray(), 0
        deadline = self._clock() + limits.seconds
        try:
            for chunk in response.iter_raw():
                came += len(chunk)
                if came > limits.size:
                    text = f"is larger than {limits.size:,} bytes, which is not allowed"
                    raise NoAnswer(text, hopeless=True, wire=bytes(wire), large=True)
                if self._clock() > deadline:
                    text = f"was not whole after {limits.seconds:g} seconds ({came:,} bytes came)"
                    raise NoAnswer(text, wire=bytes(wire), late=True)
                if into is None:
                    wire += chunk
                else:
                    into.write(chunk)
        except httpx.TransportError as error:
            raise _cut(bytes(wire), came, error) from error
        return bytes(wire)


class _Transport(httpx.HTTPTransport):
    """httpx's own transport over a network of ours; no proxies, HTTP/1.1.

    httpx has no public way to be given a network. Should it ever keep its pool elsewhere, the
    tests of addresses fail, for then nothing would be checked.
    """

    def __init__(self, network: httpcore.NetworkBackend | None, *, trust_env: bool) -> None:
        super().__init__(verify=_tls(trust_env), trust_env=False)
        if network:
            self._pool = httpcore.ConnectionPool(
                ssl_context=_tls(trust_env), network_backend=network
            )


@cache
def _tls(trust_env: bool) -> ssl.SSLContext:
    """Reading all certificates takes longer than many a page."""
    return httpx.create_ssl_context(trust_env=trust_env)


def _cut(wire: bytes, came: int, error: httpx.TransportError) -> NoAnswer:
    if isinstance(error, httpx.TimeoutException):
        return NoAnswer(f"went silent after {came:,} bytes", wire=wire, late=True)
    return NoAnswer(f"was cut off after {came:,} bytes ({error})", wire=wire)


def _no_answer(host: str, error: Exception) -> NoAnswer:
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, ssl.SSLError | socket.gaierror):
        cause = cause.__cause__ or cause.__context__
    if isinstance(cause, ssl.SSLError):
        why = getattr(cause, "verify_message", "") or cause.reason
        text = f"cannot be asked for safely: the TLS connection to {host} fails ({why})"
        return NoAnswer(text, hopeless=True, reached=False)
    if isinstance(cause, socket.gaierror) and cause.errno != socket.EAI_AGAIN:
        text = f"cannot be asked for: there is no host {host}"
        return NoAnswer(text, hopeless=True, reached=False)
    text = f"got no answer from {host} ({error or type(error).__name__})"
    return NoAnswer(text, reached=False, late=isinstance(error, httpx.ReadTimeout))
