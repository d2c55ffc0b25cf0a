"""The good repository on loopback, with one thing broken."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple
from urllib.parse import parse_qsl

from loopback import Asked, Reply, serving

from harvester.conformance import Report, check
from harvester.fetch.web import Web
from harvester.repositories import Politeness
from tests.conformance.provider import SECONDS, URL, Pairs, answer

_REQUEST = re.compile(r"<request[^>]*>")


class Request(NamedTuple):
    """One request, and what a good repository answers; `times` it was asked before."""

    method: str
    path: str
    pairs: Pairs
    times: int
    good: str
    granularity: str
    headers: Mapping[str, str]

    @property
    def params(self) -> dict[str, str]:
        return dict(self.pairs)

    @property
    def verb(self) -> str:
        return self.params.get("verb", "")

    def as_if(self, **changed: str | None) -> str:
        """The answer to another request, told as if it were to this one; None drops."""
        names = {name.rstrip("_"): value for name, value in changed.items()}
        other = {**self.params, **names}
        kept = [(name, value) for name, value in other.items() if value is not None]
        told = _REQUEST.search(self.good)
        assert told is not None
        return _REQUEST.sub(told[0].replace("\\", r"\\"), answer(kept, self.granularity))


Fault = Callable[[Request], Reply | str | None]
"""What is answered instead; None where this request is answered well."""


def well(_: Request) -> None:
    """Nothing is broken."""


def swap(old: str, new: str, **where: str) -> Fault:
    """A pattern in the XML replaced, in answers to requests that have these arguments."""
    return lambda asked: re.sub(old, new, asked.good) if has(asked, where) else None


def has(asked: Request, where: Mapping[str, str]) -> bool:
    return all(asked.params.get(name.rstrip("_")) == value for name, value in where.items())


def exactly(asked: Request, **params: str) -> bool:
    """GET with these arguments and no others."""
    named = {name.rstrip("_"): value for name, value in params.items()}
    return asked.method == "GET" and asked.params == named


def packed(asked: Request, body: str) -> Reply:
    headers = {"Content-Type": "text/xml", "Content-Encoding": "gzip"}
    return Reply(gzip.compress(body.replace(URL, "").encode()), headers=headers)


@contextmanager
def repository(fault: Fault = well, granularity: str = SECONDS) -> Iterator[str]:
    """Its base URL."""
    seen: list[Pairs] = []

    def script(asked: Asked) -> Reply:
        sent = asked.body.decode() if asked.method == "POST" else asked.query
        pairs = parse_qsl(sent, keep_blank_values=True)
        good = answer(pairs, granularity)
        times = seen.count(pairs)
        seen.append(pairs)
        request = Request(
            asked.method, asked.path, pairs, times, good, granularity, dict(asked.headers.items())
        )
        found = fault(request)
        if isinstance(found, Reply):
            return found
        body = (good if found is None else found).replace(URL, here[0])
        return Reply(body.encode(), headers={"Content-Type": "text/xml; charset=UTF-8"})

    here: list[str] = []
    with serving(script) as server:
        here.append(server.url)
        yield server.url


def checked(url: str) -> Report:
    """The report, with no pause where a server asks for one."""
    with Web(Politeness(), allow_private=True) as web:
        return check(url, web, sleep=lambda _: None)
