"""A harvest that keeps nothing: who the repository is, its first page, and what comes of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass, field
from itertools import islice
from time import monotonic
from typing import Any

from harvester.complaints import Visit, complaints
from harvester.errors import LithoscopeError
from harvester.fetch import Description
from harvester.home import Home
from harvester.mapping import Mapper
from harvester.record import Change, Page, RawRecord, Window
from harvester.repositories import Repository


@dataclass(slots=True)
class Rehearsal:
    """What was seen; `problem` is the sentence that ended it, if one did."""

    source: str
    protocol: str = "oai"
    description: Description | None = None
    records: int = 0
    deleted: int = 0
    mapped: int = 0
    announced: int | None = None
    more: bool = False
    rejected: Counter[str] = field(default_factory=Counter)
    unread: Counter[str] = field(default_factory=Counter)
    quirks: list[str] = field(default_factory=list)
    """What its user should know: not all of it is odd."""
    wrong: list[str] = field(default_factory=list)
    """What its operator should mend; it may be harvested all the same."""
    problem: str = ""
    exit_code: int = 0

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)

    def lines(self) -> Iterator[tuple[str, str]]:
        """Heading and text, for a person."""
        if self.description:
            yield from _identity(self.description, self.protocol)
        more = " on the first page" if self.more else ""
        size = f" of {self.announced:,} announced" if self.announced is not None else ""
        if self.records:
            yield "records", f"{self.records:,}{more}{size}, {self.deleted:,} of them deleted"
            yield "would map", f"{self.mapped:,}"
        for reason, count in self.rejected.most_common(5):
            yield "would reject", f"{count:,} × {reason}"
        if self.unread:
            yield "not read", ", ".join(f"{p} ({n})" for p, n in self.unread.most_common(8))
        for quirk in self.quirks:
            yield "note", f"{quirk.rstrip('.')}."
        for sentence in self.wrong:
            yield "wrong there", f"{sentence}."
        yield "verdict", self.problem or "It can be harvested."


def _identity(said: Description, protocol: str) -> Iterator[tuple[str, str]]:
    """Only OAI-PMH tells granularity and formats; a site's sets are its sitemaps."""
    yield "name", said.name
    if protocol == "rest":
        yield "changes", said.granularity
    if protocol == "oai":
        yield "granularity", said.granularity or "not told"
        yield "deletions", said.deleted_record or "not told"
        yield "formats", ", ".join(f.prefix for f in said.formats) or "none told"
    names = [s.spec for s in said.sets[:12]]
    rest = len(said.sets) - len(names)
    more = f" and {rest} more" if rest > 0 else ""
    if names or protocol == "oai":
        heading = "sitemaps" if protocol == "sitemap" else "sets"
        yield heading, (", ".join(names) or "none") + more


def rehearse(home: Home, repository: Repository, pages: int = 1) -> Rehearsal:
    """Ask a repository, read its first pages, map the first, and keep nothing."""
    seen = Rehearsal(repository.name, repository.protocol)
    read: list[Page] = []
    slowest = 0.0
    try:
        with closing(home.fetcher(repository)) as fetcher:
            seen.description = fetcher.describe()
            seen.quirks += [finding.message for finding in seen.description.findings]
            first = repository.questions()[0]
            window = Window(repository.name, repository.format, set=first)
            begun = monotonic()
            for page in islice(fetcher.pages(window), pages):
                slowest, begun = max(slowest, monotonic() - begun), monotonic()
                read.append(page)
    except LithoscopeError as error:
        seen.problem, seen.exit_code = str(error), error.exit_code
    if read:
        _look_through(seen, read[0], home, repository)
    seen.wrong += complaints(Visit(repository, seen.description, read, slowest))
    return seen


def _look_through(seen: Rehearsal, page: Page, home: Home, repository: Repository) -> None:
    seen.records, seen.announced = len(page.records), page.complete_list_size
    seen.more = page.token is not None
    seen.quirks += [finding.message for finding in page.findings]
    seen.rejected.update(piece.reason for piece in page.rejected)
    live = [record for record in page.records if not record.deleted]
    seen.deleted = seen.records - len(live)
    for mapped in Mapper(home.settings).batch([as_change(r, repository) for r in live]):
        if mapped.note.outcome == "rejected":
            seen.rejected[mapped.note.reason] += 1
        seen.mapped += mapped.note.outcome == "mapped"
        seen.unread.update({f.where for f in mapped.note.findings if f.code == "unread"})


def as_change(record: RawRecord, repository: Repository) -> Change:
    """A record that never was in a ledger, for the stages after it; its `seq` is 0."""
    return Change(
        seq=0,
        source=repository.name,
        identifier=record.identifier,
        format=repository.format,
        datestamp=record.datestamp,
        deleted=record.deleted,
        raw=record.raw,
        digest=record.digest,
    )
