"""Does the answer fit the question? What does not is kept all the same, and said once a window."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from harvester.fetch.describe import Set
from harvester.fetch.fault import Fault
from harvester.fetch.response import Refusal
from harvester.record import Finding, Page, RawRecord, Window


class Doubts:
    """Of one window.

    Args:
        endpoint: The address that was to be asked.
        sets: The first page of ListSets and whether there are more; asked only where the set of
            the window turns out to be empty.
    """

    def __init__(
        self, window: Window, endpoint: str, sets: Callable[[], tuple[tuple[Set, ...], bool]]
    ) -> None:
        self._window = window
        self._endpoint = endpoint
        self._sets = sets
        self._told: set[str] = set()

    def about(self, page: Page) -> list[Finding]:
        new = [doubt for doubt in self._all(page) if doubt.code not in self._told]
        self._told |= {doubt.code for doubt in new}
        return new

    def _all(self, page: Page) -> Iterator[Finding]:
        asked, answered = urlsplit(self._endpoint), urlsplit(page.request)
        if asked[:3] != answered[:3]:
            now = answered._replace(query="").geturl()
            yield Finding("redirected", f"the repository redirects to {now}")
        since = (self._window.since or "")[:10]
        if any(record.datestamp[:10] < since for record in page.records):
            said = f"records from before {since} came though they were not asked for"
            yield Finding("before-from", said, "header/datestamp")
        if any(map(self._is_foreign, page.records)):
            said = f"records came that are not in the set {self._window.set}"
            yield Finding("outside-set", said, "header/setSpec")
        if page.number == 1 and not page.records and self._window.set and self._is_gone():
            said = f"there is no set {self._window.set!r} in this repository (any more)"
            yield Finding("set-unknown", said, severity="warning")

    def _is_foreign(self, record: RawRecord) -> bool:
        """Its header names sets, and neither ours nor one below it (`rocks:igneous`)."""
        ours = self._window.set
        if ours is None or not record.sets:
            return False
        return not any(spec == ours or spec.startswith(f"{ours}:") for spec in record.sets)

    def _is_gone(self) -> bool:
        try:
            told, more = self._sets()
        except (Fault, Refusal):
            return False
        return bool(told) and not more and self._window.set not in {one.spec for one in told}
