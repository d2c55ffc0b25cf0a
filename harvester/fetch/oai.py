"""The fetcher for OAI-PMH 2.0: whole pages of records and tombstones, or a sentence why not."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from harvester.errors import LithoscopeError, SkipRecord, StopSource
from harvester.fetch import datestamp, describe, records, refusal
from harvester.fetch.client import StrictSickle
from harvester.fetch.describe import Description
from harvester.fetch.doubts import Doubts
from harvester.fetch.fault import Fault, kept
from harvester.fetch.listing import parts
from harvester.fetch.page import page
from harvester.fetch.response import Refusal
from harvester.fetch.web import Web
from harvester.record import Finding, Page, RawRecord, Window
from harvester.repositories import Repository


class OaiFetcher:
    """See `harvester.fetch.Fetcher`.

    Args:
        contact: Address that the repository may write to, unless its own file names one.
        sleep, clock: For the pause between requests; tests give their own.
    """

    def __init__(
        self,
        repository: Repository,
        contact: str = "",
        *,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._name = repository.name
        self._format = repository.format
        self._known: Description | None = None
        self._web = Web.of(repository, contact, sleep, clock)
        url, attempts = str(repository.url), repository.politeness.attempts
        self.client = StrictSickle(url, self._web, attempts, repository.name)
        """All six verbs with sickle's models, for what is no list of records."""

    def close(self) -> None:
        self._web.close()

    def describe(self) -> Description:
        """Three requests, more where there are many formats.

        Raises:
            StopSource: Identify was not answered.
        """
        try:
            return describe.description(self.client)
        except Fault as fault:
            raise StopSource(str(fault.stop(f"{self._name}: Identify"))) from fault
        except Refusal as error:
            raise self._refused(error) from error

    def pages(self, window: Window) -> Iterator[Page]:
        """Pages, counted from 1 over the whole window; a resumed window goes on counting."""
        number = window.page
        doubts = Doubts(window, self.client.endpoint, partial(describe.sets, self.client))
        try:
            findings = self._identity.findings
            for part in parts(self.client.harvest, *self._questions(window), token=window.token):
                number += 1
                read = page(number, part)
                yield replace(read, findings=(*findings, *read.findings, *doubts.about(read)))
                findings = ()
        except Fault as fault:
            stop = fault.stop(f"{self._name}: page {number + 1}", kept(number))
            stop.restart = _resumed(window, number) and _may_be_the_token(fault)
            raise stop from fault
        except Refusal as error:
            raise self._refused(error, kept(number), resumed=_resumed(window, number)) from error

    def record(self, identifier: str) -> RawRecord:
        """One record, by GetRecord; see the protocol."""
        subject = f"{self._name}: record {identifier}"
        question = {"identifier": identifier, "metadataPrefix": self._format}
        try:
            envelope = self.client.harvest(verb="GetRecord", **question).envelope
        except Fault as fault:
            raise fault.stop(subject) from fault
        except Refusal as error:
            raise SkipRecord(f"{subject} is not given ({error}).") from error
        found = [records.read(item, envelope.response_date) for item in envelope.items]
        first = next(iter((*found, *envelope.rejected)), None)
        if isinstance(first, RawRecord):
            return first
        raise SkipRecord(f"{subject} cannot be used: {first.reason if first else 'there is none'}.")

    @property
    def _identity(self) -> Description:
        """Asked for once; not a `cached_property`: until 3.12 that lets all threads wait for it."""
        self._known = self._known or self._identify()
        return self._known

    def _identify(self) -> Description:
        """Identify; where somebody answers, but not to that, the list is asked for all the same."""
        try:
            return describe.identity(self.client)
        except Fault as fault:
            if not fault.reached:
                raise
            why = str(fault)
        except Refusal as error:
            why = f"was refused ({error})"
        said = f"Identify {why}; days are taken as its granularity"
        return Description(findings=(Finding("identify", said, "Identify", severity="warning"),))

    def _questions(self, window: Window) -> list[dict[str, str]]:
        """The first request: with `from` in the repository's granularity, else in the other.

        There is no `until`: what changes while we ask is seen now or in the next run, never lost.
        """
        question = {"verb": "ListRecords", "metadataPrefix": window.format}
        if window.set is not None:
            question["set"] = window.set
        if window.since is None:
            return [question]
        told = self._identity.granularity
        return [
            question | {"from": datestamp.written(window.since, granularity)}
            for granularity in (told, datestamp.other(told))
        ]

    def _refused(self, error: Refusal, kept: str = "", *, resumed: bool = False) -> LithoscopeError:
        if resumed or refusal.is_dead_token(error):
            return refusal.dead_token(self._name, error, kept)
        offered: tuple[str, ...] = ()
        if error.code in ("badArgument", "cannotDisseminateFormat"):
            offered = self._offered()
        return refusal.as_error(self._name, error, kept, offered)

    def _offered(self) -> tuple[str, ...]:
        try:
            return tuple(format_.prefix for format_ in describe.formats(self.client))
        except (Fault, Refusal):
            return ()


def _resumed(window: Window, number: int) -> bool:
    """Nothing came yet for a token of an earlier run.

    Servers say in many ways that they have forgotten a token, an error page not the least; asking
    with it in every run would bring this source to a stand for ever.
    """
    return window.token is not None and number == window.page


def _may_be_the_token(fault: Fault) -> bool:
    """Not where nobody answers, or is busy or away (502, 503, 504): then the token may yet live."""
    return fault.wait is None and (fault.reached or fault.status == 500)
