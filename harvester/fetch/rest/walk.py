"""The pages of a window: slice by slice, reading by reading, each record handed on once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from harvester.errors import StopWindow
from harvester.fetch.fault import Fault
from harvester.fetch.rest import items, listing, record
from harvester.fetch.rest.asking import Asking
from harvester.fetch.rest.listing import Listing
from harvester.fetch.rest.progress import Progress
from harvester.fetch.rest.question import Question
from harvester.fetch.rest.state import State, mark
from harvester.record import Page, RawRecord, RejectedElement, Window
from harvester.repositories import Repository


class Walk:
    """Over one window, on from `state`."""

    def __init__(
        self,
        repository: Repository,
        asking: Asking,
        question: Question,
        state: State,
        now: Callable[[], datetime],
    ) -> None:
        self._repository = repository
        self._style = repository.style()
        self._asking = asking
        self._question = question
        self._state = state
        self._now = now
        self._progress = Progress(self._style, state)
        self._handed: set[str] = set()

    def pages(self, window: Window) -> Iterator[Page]:
        """See `Fetcher.pages`; of a list that is not whole the last page has a token still."""
        state, number, sent = self._state, window.page, window.token
        if not state.slices:
            raise StopWindow(
                f"{window.source}: the list of the last run may not have been whole "
                f"({'; '.join(state.doubts)}), so it must start again.",
                restart=True,
            )
        began = window.first_response
        while state.slices:
            try:
                found = self._ask()
            except Fault as fault:
                self._progress.refused(fault)
                continue
            answered = listing.date(found.answer, self._now())
            began = began or answered
            if self._is_split(found) or not self._progress.take(found):
                continue
            if not state.slices:
                self._compare_all()
            number += 1
            token = state.token() if state.slices or state.doubts else None
            yield self._page(number, found, began if number == 1 else answered, token, sent)
            sent = token

    def _ask(self) -> Listing:
        state = self._state
        url = self._question.page(state.slices[0], state.at, self._progress.size())
        return listing.read(self._style, self._asking.get(url, "the list"))

    def _is_split(self, found: Listing) -> bool:
        """More than the interface gives of one list: it is asked for in two halves."""
        state, cap, total = self._state, self._style.cap, found.total
        if state.slices[0].is_all and state.at_start:
            state.all_told = total
        if cap is None or total is None or not state.at_start or total < cap:
            return False
        rule = self._style.slices
        halves = state.slices[0].halves(rule, self._now()) if rule else None
        if halves is None:
            if total > cap and not self._progress.readings:
                said = f"only {cap:,} of {total:,} records are given and there is no finer date"
                state.doubts.append(said)
            return False
        state.slices[:1] = halves
        return True

    def _compare_all(self) -> None:
        """Records without the date that slices are asked by are in none of them."""
        state, total = self._state, self._style.total
        if state.all_told is None or total is None or not total.exact or state.doubts:
            return
        if state.all_came >= state.all_told:
            return
        url = self._question.first()
        now = listing.read(self._style, self._asking.get(url, "the list")).total
        least = min(state.all_told, state.all_told if now is None else now)
        if state.all_came < least:
            state.doubts.append(f"{state.all_came:,} of {least:,} announced records came")

    def _page(
        self, number: int, found: Listing, answered: str, token: str | None, sent: str | None
    ) -> Page:
        records, rejected = self._read(found, answered)
        return Page(
            number=number,
            request=found.answer.url,
            response_date=answered,
            records=records,
            token=token,
            token_sent=sent,
            complete_list_size=found.total
            if self._state.all_told is None
            else self._state.all_told,
            rejected=rejected,
            findings=found.findings,
        )

    def _read(self, found: Listing, answered: str) -> tuple[list[RawRecord], list[RejectedElement]]:
        """What was not handed on before, on an overlapping page or in an earlier reading."""
        records: list[RawRecord] = []
        rejected: list[RejectedElement] = []
        for item in found.items:
            read = items.read(self._style, item, answered)
            if isinstance(read, RejectedElement):
                key = mark(items.digest(item))
            else:
                key = mark(f"{read.identifier}\n{read.digest.hex()}")
            if key in self._handed:
                continue
            self._handed.add(key)
            whole = self._whole(read)
            if isinstance(whole, RawRecord):
                records.append(whole)
            else:
                rejected.append(whole)
        return records, rejected

    def _whole(self, read: RawRecord | RejectedElement) -> RawRecord | RejectedElement:
        if isinstance(read, RejectedElement) or not self._style.detail:
            return read
        whole = record.ask_or_tell(self._asking, self._repository, read, self._now())
        if isinstance(whole, RawRecord):
            return whole
        return RejectedElement(read.raw, whole, read.identifier)
