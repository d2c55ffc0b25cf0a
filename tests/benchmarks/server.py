"""A repository that costs nothing: every answer is made before the first question.

It runs in a process of its own, so that its work is not counted as the harvester's.
"""

import asyncio
import gzip
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from urllib.parse import parse_qs, urlsplit

from tests.benchmarks.corpus import record

PAGE = 500
HEAD = b"""<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">
<responseDate>2026-12-24T12:00:00Z</responseDate>
<request verb="%s">http://127.0.0.1/oai</request>
"""
ABOUT = {
    "Identify": b"""<Identify><repositoryName>Benchmark</repositoryName>
<baseURL>http://127.0.0.1/oai</baseURL><protocolVersion>2.0</protocolVersion>
<adminEmail>nobody@bench.example</adminEmail><earliestDatestamp>2026-01-01T00:00:00Z</earliestDatestamp>
<deletedRecord>persistent</deletedRecord><granularity>YYYY-MM-DDThh:mm:ssZ</granularity></Identify>""",
    "ListMetadataFormats": b"""<ListMetadataFormats><metadataFormat>
<metadataPrefix>oai_dc</metadataPrefix><schema>http://www.openarchives.org/OAI/2.0/oai_dc.xsd</schema>
<metadataNamespace>http://www.openarchives.org/OAI/2.0/oai_dc/</metadataNamespace>
</metadataFormat></ListMetadataFormats>""",
    "ListSets": b"""<ListSets>
<set><setSpec>rocks</setSpec><setName>Rocks</setName></set></ListSets>""",
}

Item = tuple[int, int]
"""Number and edition of a record."""
Answers = dict[tuple[str, str], tuple[bytes, bytes]]
"""By verb and token: the answer plain, and packed for those who take gzip."""


@contextmanager
def serving(first: Sequence[Item], changed: Sequence[Item] = ()) -> Iterator[str]:
    """Address of a repository that lists `first`, and `changed` to those who ask `from` a day."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, first, changed), daemon=True)
    process.start()
    try:
        yield f"http://127.0.0.1:{ours.recv()}/oai"
    finally:
        process.terminate()
        process.join()


def _serve(pipe: Connection, first: Sequence[Item], changed: Sequence[Item]) -> None:
    answers: Answers = {
        (verb, ""): _http(HEAD % verb.encode() + body + b"</OAI-PMH>")
        for verb, body in ABOUT.items()
    }
    answers |= _pages("all", first) | _pages("changed", changed)
    asyncio.run(_listen(pipe, answers))


async def _listen(pipe: Connection, answers: Answers) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Talk(answers), "127.0.0.1", 0)
    pipe.send(server.sockets[0].getsockname()[1])
    await server.serve_forever()


def _pages(name: str, items: Sequence[Item]) -> Answers:
    pages: Answers = {}
    for start in range(0, len(items), PAGE):
        records = b"".join(record(*item) for item in items[start : start + PAGE])
        rest = start + PAGE
        token = f"{name}.{rest}".encode() if rest < len(items) else b""
        closing = b'<resumptionToken completeListSize="%d" cursor="%d">%s</resumptionToken>\n'
        body = b"<ListRecords>\n%s%s</ListRecords>" % (
            records,
            closing % (len(items), start, token),
        )
        pages["ListRecords", f"{name}.{start}"] = _http(
            HEAD % b"ListRecords" + body + b"</OAI-PMH>"
        )
    return pages


def _http(body: bytes) -> tuple[bytes, bytes]:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml; charset=utf-8\r\n"
    packed = gzip.compress(body, 6, mtime=0)
    return (
        head + b"Content-Length: %d\r\n\r\n" % len(body) + body,
        head + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(packed) + packed,
    )


class _Talk(asyncio.Protocol):
    """One connection; kept alive as HTTP/1.1 does."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        self.heard = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.heard += data
        while b"\r\n\r\n" in self.heard:
            request, _, self.heard = self.heard.partition(b"\r\n\r\n")
            line, _, headers = request.partition(b"\r\n")
            plain, packed = self._answer(line.split()[1].decode())
            self.transport.write(packed if b"gzip" in headers.lower() else plain)

    def _answer(self, target: str) -> tuple[bytes, bytes]:
        said = {name: values[0] for name, values in parse_qs(urlsplit(target).query).items()}
        start = "changed.0" if "from" in said else "all.0"
        token = said.get("resumptionToken", start if said.get("verb") == "ListRecords" else "")
        found = self.answers.get((said.get("verb", ""), token))
        return found or _http(HEAD % b"" + b'<error code="badArgument">?</error></OAI-PMH>')
