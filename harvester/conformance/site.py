"""What the rules have to know of a server before they can look: its sets, a record, a long list.

Each is found out once. What another rule is about and cannot be had makes a rule untested.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from harvester.conformance.exchange import Exchange
from harvester.conformance.outcome import Untested, known
from harvester.conformance.server import Server
from harvester.conformance.stamps import is_stamp
from harvester.conformance.walk import Walk, walk
from harvester.fetch.datestamp import DAY, SECONDS
from harvester.fetch.protocol import OAI

SETS = 5
"""Sets that are asked one after the other for one that is not empty."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the operator chose: a format, a set, how many pages of a list are read at most."""

    prefix: str = "oai_dc"
    set: str = ""
    pages: int = 10


class Site:
    def __init__(self, server: Server, asked: Asked) -> None:
        self.server = server
        self.asked = asked
        self.ask = server.ask
        self._walks: dict[tuple[str, ...], Walk] = {}

    @property
    def prefix(self) -> dict[str, str]:
        return {"metadataPrefix": self.asked.prefix}

    @property
    def selection(self) -> dict[str, str]:
        """What every list is asked for: the format, and the set if one was chosen."""
        return self.prefix | ({"set": self.asked.set} if self.asked.set else {})

    def walk(self, verb: str, params: Mapping[str, str]) -> Walk:
        """A list page by page, read once."""
        key = (verb, *(part for pair in params.items() for part in pair))
        if key not in self._walks:
            self._walks[key] = walk(self.server, verb, params, self.asked.pages)
        return self._walks[key]

    @property
    def answers(self) -> list[Exchange]:
        """Every answer so far that can be read."""
        found = [each for each in self.server.exchanges if each.root is not None]
        if not found:
            raise Untested("no answer could be read")
        return found

    @cached_property
    def identify(self) -> etree._Element:
        return known(self.ask("Identify"), 8)

    @cached_property
    def granularity(self) -> str:
        said = self.identify.findtext(f"{OAI}granularity", "")
        if said not in (DAY, SECONDS):
            raise Untested("the granularity is not known; see rule 12")
        return said

    @cached_property
    def sets(self) -> list[str]:
        """The setSpecs of the first page."""
        found = self.ask("ListSets")
        if "noSetHierarchy" in dict(found.errors):
            return []
        known(found, 15)
        return [each.findtext(f"{OAI}setSpec", "") for each in found.items]

    @cached_property
    def in_set(self) -> tuple[str, Exchange]:
        """A set that is not empty, and the first page of what it holds."""
        candidates = [self.asked.set] if self.asked.set else self.sets[:SETS]
        for spec in candidates:
            found = self.ask("ListIdentifiers", self.prefix | {"set": spec})
            if found.items:
                return spec, found
        raise Untested("no set was found that holds records")

    @cached_property
    def listed(self) -> Walk:
        """The identifiers of the selection."""
        found = self.walk("ListIdentifiers", self.selection)
        known(found.pages[0], 16)
        return found

    @cached_property
    def header(self) -> etree._Element:
        """Of a record that is not deleted."""
        for each in self.listed.headers:
            if each.get("status") != "deleted" and each.findtext(f"{OAI}identifier"):
                return each
        raise Untested("no record was found that is not deleted")

    @property
    def identifier(self) -> str:
        return self.header.findtext(f"{OAI}identifier", "")

    @property
    def datestamp(self) -> str:
        stamp = self.header.findtext(f"{OAI}datestamp", "")
        if not is_stamp(stamp, self.granularity):
            raise Untested(f"the datestamp of {self.identifier} is {stamp!r}; see rule 19")
        return stamp

    @cached_property
    def record(self) -> Exchange:
        return self.ask("GetRecord", {"identifier": self.identifier} | self.prefix)

    @cached_property
    def paged(self) -> Walk:
        """A list of several pages."""
        for verb in ("ListIdentifiers", "ListRecords"):
            found = self.walk(verb, self.selection)
            if found.pages[0].token is not None and found.pages[0].token.text:
                return found
        raise Untested("no list is longer than one page")
