"""What is wrong at a repository, in plain words, as far as a few requests can show it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from harvester.fetch import Description
from harvester.record import Page
from harvester.repositories import Repository

SLOW = 10.0
"""Seconds for one page from which on a harvest is no pleasure."""
AHEAD = timedelta(hours=26)
"""A clock may be wrong by a time zone."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What was seen of a repository.

    `seconds` is what the slowest page took; `pages` are the first ones, in order. Dates are held
    against the repository's own clock.
    """

    repository: Repository
    description: Description | None
    pages: Sequence[Page]
    seconds: float

    @property
    def now(self) -> datetime | None:
        return _moment(self.pages[0].response_date) if self.pages else None


def complaints(visit: Visit) -> Iterator[str]:
    """Sentences without a full stop; none if nothing is wrong."""
    if visit.description:
        yield from _offer(visit.repository, visit.description)
        yield from _dates("its earliestDatestamp", [visit.description.earliest], visit.now)
    stamps = [record.datestamp for page in visit.pages for record in page.records]
    yield from _dates("records", stamps, visit.now)
    yield from _answers(visit)


def _offer(repository: Repository, said: Description) -> Iterator[str]:
    offered = [each.prefix for each in said.formats]
    if repository.protocol == "oai" and offered and repository.format not in offered:
        yield f"it does not offer the format {repository.format}, but {', '.join(offered)}"
    known = {each.spec for each in said.sets}
    missing = [spec for spec in repository.sets if spec not in known]
    if repository.protocol == "oai" and known and missing and not said.more_sets:
        yield f"it has no set {', '.join(missing)}"
    if repository.protocol == "oai" and said.deleted_record not in ("persistent", "transient"):
        yield "it does not tell what was deleted: what it withdraws stays here until you look"


def _dates(whose: str, stamps: Sequence[str], now: datetime | None) -> Iterator[str]:
    late = now + AHEAD if now else None
    ahead = sorted(s for s in stamps if late and (when := _moment(s)) and when > late)
    if ahead:
        yield f"{whose} have dates in the future ({ahead[-1]}): changes may be asked for too late"


def _moment(stamp: str) -> datetime | None:
    try:
        when = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _answers(visit: Visit) -> Iterator[str]:
    if visit.seconds >= SLOW:
        yield f"it is slow: a page took {visit.seconds:.0f} seconds"
    if not visit.pages:
        return
    if not any(page.records or page.rejected for page in visit.pages):
        asked = f" in the set {visit.repository.sets[0]}" if visit.repository.sets else ""
        yield f"it is empty: there is no record{asked}"
    broken = sum(len(page.rejected) for page in visit.pages)
    if broken:
        yield f"{broken:,} of its records are broken beyond reading"
    if len(visit.pages) > 1 and _same(visit.pages[0], visit.pages[1]):
        yield "its second page repeats the first: the list may never end"


def _same(one: Page, other: Page) -> bool:
    first = [record.identifier for record in one.records]
    return bool(first) and first == [record.identifier for record in other.records]
