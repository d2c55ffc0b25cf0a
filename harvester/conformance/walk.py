"""A list read page by page, as far as one wants to."""

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from harvester.conformance.exchange import Exchange
from harvester.conformance.server import Server
from harvester.fetch.protocol import OAI


@dataclass(frozen=True, slots=True)
class Walk:
    """`ended`: the last page said that nothing follows; `pages` is never empty."""

    pages: tuple[Exchange, ...]
    ended: bool

    @property
    def headers(self) -> list[etree._Element]:
        return [header for page in self.pages for header in headers(page)]

    @property
    def identifiers(self) -> list[str]:
        return [each.findtext(f"{OAI}identifier", "") for each in self.headers]


def walk(server: Server, verb: str, params: Mapping[str, str], most: int) -> Walk:
    """Until the list ends, breaks off, turns in a circle, or `most` pages were read."""
    pages = [server.ask(verb, params)]
    seen = set[str]()
    while (token := token_of(pages[-1])) and token not in seen and len(pages) < most:
        seen.add(token)
        pages.append(server.ask(verb, {"resumptionToken": token}))
    return Walk(tuple(pages), ended=pages[-1].content is not None and not token)


def token_of(page: Exchange) -> str:
    """The token is opaque; white space around it is not part of it."""
    return "" if page.token is None else (page.token.text or "").strip(" \t\r\n")


def headers(page: Exchange) -> list[etree._Element]:
    """The headers of a list of headers or of records."""
    found = (
        each if page.verb == "ListIdentifiers" else each.find(f"{OAI}header") for each in page.items
    )
    return [each for each in found if each is not None]
