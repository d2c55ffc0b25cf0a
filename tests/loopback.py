"""A web server on loopback that answers by script and remembers what it was asked."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True)
class Asked:
    """One request; `params` decoded once, `query` as it came over the wire."""

    path: str
    query: str
    headers: Message
    body: bytes = b""
    method: str = "GET"

    @property
    def params(self) -> dict[str, str]:
        return dict(parse_qsl(self.query, keep_blank_values=True))


@dataclass(frozen=True)
class Reply:
    """An answer. `length` lies about Content-Length; `open_ended` sends none and closes; `silent`
    stops talking without closing."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = None
    open_ended: bool = False
    silent: bool = False


Script = Callable[[Asked], Reply | bytes]


@dataclass
class Server:
    url: str
    asked: list[Asked]

    def params(self, verb: str = "ListRecords") -> list[dict[str, str]]:
        """What was asked with that verb, in order."""
        return [a.params for a in self.asked if a.params.get("verb") == verb]


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A client that hangs up in the middle of an answer is part of the tests."""


@contextmanager
def serving(script: Script) -> Iterator[Server]:
    asked: list[Asked] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 5
        wbufsize = -1  # headers and body in one piece, else each answer waits for an ACK

        def do_GET(self) -> None:
            self.answer(b"")

        do_HEAD = do_GET

        def do_POST(self) -> None:
            self.answer(self.rfile.read(int(self.headers.get("Content-Length", 0))))

        def answer(self, body: bytes) -> None:
            parts = urlsplit(self.path)
            asked.append(Asked(parts.path, parts.query, self.headers, body, self.command))
            reply = script(asked[-1])
            self.send(reply if isinstance(reply, Reply) else Reply(reply))

        def send(self, reply: Reply) -> None:
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if not reply.open_ended:
                length = len(reply.body) if reply.length is None else reply.length
                self.send_header("Content-Length", str(length))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(reply.body)
            self.wfile.flush()
            if reply.silent:
                self.rfile.read(1)
            self.close_connection = reply.open_ended or reply.length is not None

        def log_message(self, *_: object) -> None:
            pass

    server = _Quiet(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield Server(f"http://127.0.0.1:{server.server_port}/oai", asked)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def in_turn(*replies: Reply | bytes | Script) -> Script:
    """One reply after the other; the last for ever. A reply may be a script of its own."""
    rest = list(replies)

    def script(asked: Asked) -> Reply | bytes:
        reply = rest.pop(0) if len(rest) > 1 else rest[0]
        return reply(asked) if callable(reply) else reply

    return script


def by_verb(list_records: Iterable[Reply | bytes | Script], **others: Reply | bytes) -> Script:
    """Replies to ListRecords in turn; to each other verb always the same one."""
    listed = in_turn(*list_records)

    def script(asked: Asked) -> Reply | bytes:
        verb = asked.params.get("verb", "")
        return listed(asked) if verb == "ListRecords" else others.get(verb, Reply(status=404))

    return script


def closed_port() -> int:
    """A port at which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
