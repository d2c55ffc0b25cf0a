"""One address looked at from all sides: a few polite requests, each made once."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import cached_property

from harvester.discovery import oai, places, rest, sitemap
from harvester.discovery.found import Found, Survey
from harvester.errors import AddressRefused, LithoscopeError, StopSource
from harvester.fetch.fault import Fault
from harvester.fetch.web import Answer, Web
from harvester.home import Home
from harvester.mapping import Mapper
from harvester.repositories import Politeness, Repository

PAUSE = 1.0
"""Seconds between two requests to a host that is not the operator's own."""
LONGEST = 180
"""Seconds after which no other place is asked."""
SILENCE = 20
"""Seconds that an answer may be silent: this is done while a person waits."""


def survey(
    home: Home,
    url: str,
    *,
    allow_private: bool = False,
    clock: Callable[[], float] = time.monotonic,
) -> Survey:
    """Look for OAI-PMH, for a REST interface of a known style, and for sitemaps with JSON-LD.

    Who gives the address of an OAI-PMH interface has said what is meant: nothing else is asked.
    Every address is checked as when it is harvested.

    Raises:
        ConfigError: a file of the operator's is wrong.
    """
    looking = _Looking(home, url, allow_private, clock)
    try:
        looking.survey.found = list(looking.ways())
    except (AddressRefused, StopSource) as error:
        looking.survey.problem, looking.survey.reached = str(error), False
    finally:
        looking.close()
    if not looking.survey.found and not looking.survey.problem:
        looking.survey.problem = (
            f"Nothing that can be harvested was found at {url}: no OAI-PMH, no REST interface of a "
            "known style, no sitemap whose pages carry JSON-LD"
        )
        if looking.survey.late:
            looking.survey.problem += f", but after {LONGEST} seconds not every place was asked"
    return looking.survey


class _Looking:
    """The state of one survey."""

    def __init__(
        self, home: Home, url: str, allow_private: bool, clock: Callable[[], float]
    ) -> None:
        self._clock, self._until = clock, clock() + LONGEST
        self.survey = Survey(url, delay=0.0 if allow_private else PAUSE)
        self.politeness = Politeness.model_validate(
            {"attempts": 1, "timeout": f"{SILENCE}s", "delay": f"{self.survey.delay}s"}
        )
        self._home, self._private = home, allow_private
        self._contact = home.settings.contact
        self._web = Web(self.politeness, self._contact, allow_private=allow_private)
        self.close = self._web.close

    def _is_late(self) -> bool:
        """Once it is, that is told with what was found."""
        self.survey.late = self.survey.late or self._clock() > self._until
        return self.survey.late

    @cached_property
    def mapper(self) -> Mapper:
        return Mapper(self._home.settings)

    def ways(self) -> Iterator[Found]:
        """The given address first; other places only if it is no OAI-PMH interface."""
        given = places.bare(self.survey.url)
        if found := self._oai(given):
            yield found
            return
        page = self._page(self.survey.url)
        offered = [way for way in (self._elsewhere(page), self._rest(page), self._sitemap()) if way]
        yield from sorted(offered, key=_worth)

    def repository(self, url: str, **more: object) -> Repository:
        said = {"name": "survey", "url": url, "allow_private": self._private, **more}
        return Repository.model_validate(said | {"politeness": self.politeness})

    def get(self, url: str) -> Answer | None:
        """An answer with status 2xx, if there is one and there is time."""
        if self._is_late():
            return None
        self.survey.asked.append(url)
        try:
            answer = self._web.get(url)
        except (Fault, AddressRefused):
            return None
        return answer if 200 <= answer.status < 300 else None

    def _page(self, url: str) -> Answer | None:
        """What stands at the address itself.

        Raises:
            StopSource: nobody answers.
            AddressRefused: it may not be asked.
        """
        self.survey.asked.append(url)
        try:
            answer = self._web.get(url)
        except Fault as fault:
            if fault.reached:
                return None
            raise StopSource(f"{url} {fault}") from fault
        return answer if 200 <= answer.status < 300 else None

    def _oai(self, url: str) -> Found | None:
        """Raises AddressRefused where it may not be asked."""
        self.survey.asked.append(f"{url} (Identify)")
        try:
            return oai.look(self.repository(url), self._contact, self.mapper)
        except AddressRefused:
            raise
        except LithoscopeError:
            return None

    def _elsewhere(self, page: Answer | None) -> Found | None:
        """Where the page links to, then where the software usually puts it."""
        bases = places.bases(page.url if page else self.survey.url)
        linked = places.linked(page.body, page.url) if page else []
        usual = (base + path for base in bases for path in places.OAI_PATHS)
        for url in dict.fromkeys([*linked, *usual]):
            if url != places.bare(self.survey.url) and (found := self._quietly(url)):
                return found
        return None

    def _quietly(self, url: str) -> Found | None:
        """As `_oai`; what may not be asked is passed over, for a page only linked to it."""
        if self._is_late():
            return None
        try:
            return self._oai(url)
        except AddressRefused:
            return None

    def _rest(self, page: Answer | None) -> Found | None:
        return rest.look(self._home.path, self.survey.url, self.get, page)

    def _sitemap(self) -> Found | None:
        if self._is_late():
            return None
        return sitemap.look(self._web, self.mapper, self.repository(self.survey.url))


def _worth(found: Found) -> int:
    """Rich formats over OAI-PMH, then REST, plain Dublin Core, and pages one by one."""
    if found.protocol == "oai":
        return 0 if found.tried and found.format != oai.PLAIN else 2
    return 1 if found.protocol == "rest" else 3
