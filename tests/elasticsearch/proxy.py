"""A proxy before a server, that refuses, delays or breaks off what a test says."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Asked:
    method: str
    path: str
    headers: Message

    @property
    def is_bulk(self) -> bool:
        return urlsplit(self.path).path.endswith("/_bulk")


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=dict)


PRODUCT = {"X-Elastic-Product": "Elasticsearch", "Content-Type": "application/json"}
BROKEN_OFF = Answer(0)
"""The connection is closed without a word."""

Before = Callable[[Asked], Answer | None]
"""Gives the answer to a request, or None to ask the server for it."""
After = Callable[[Asked, Answer], Answer]
"""Gives what becomes of the server's answer."""


class _Listener(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A client that hangs up is part of the tests."""


@contextmanager
def proxy(
    server: str,
    before: Before = lambda _: None,
    *,
    after: After = lambda _, answer: answer,
    tls: ssl.SSLContext | None = None,
) -> Iterator[str]:
    """Gives its address.

    Args:
        server: The address of the server.
        before: Called before the server is asked.
        after: Called when it has answered.
        tls: With the certificate that it shows.
    """

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1

        def _any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            asked = Asked(self.command, self.path, self.headers)
            self._send(before(asked) or after(asked, forward(server, asked, body)))

        do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _any

        def _send(self, answer: Answer) -> None:
            if answer is BROKEN_OFF:
                self.close_connection = True
                return
            self.send_response(answer.status)
            for name, value in (PRODUCT | answer.headers).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(answer.body)

        def log_message(self, *_: object) -> None:
            pass

    listener = _Listener(("127.0.0.1", 0), Handler)
    if tls:
        listener.socket = tls.wrap_socket(listener.socket, server_side=True)
    thread = Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http{'s' if tls else ''}://127.0.0.1:{listener.server_port}"
    finally:
        listener.shutdown()
        listener.server_close()
        thread.join()


def forward(server: str, asked: Asked, body: bytes) -> Answer:
    parts = urlsplit(server)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=60)
    kept = ("Content-Type", "Accept")
    headers = {name: asked.headers[name] for name in kept if asked.headers[name]}
    try:
        connection.request(asked.method, asked.path, body, headers)
        answer = connection.getresponse()
        told = {"Content-Type": answer.headers.get("Content-Type", "application/json")}
        return Answer(answer.status, answer.read(), told)
    except OSError:
        return BROKEN_OFF
    finally:
        connection.close()
