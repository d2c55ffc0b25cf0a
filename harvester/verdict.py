"""The truth about a run: what may be called complete, and in which words."""

from dataclasses import dataclass, field

from harvester.ledger import Counts
from harvester.record import Page, RunReport, Verdict, Window
from harvester.repositories import Repository


@dataclass(slots=True)
class Tally:
    """What happened while a source was asked, beside what the ledger counts."""

    pages: int = 0
    announced: dict[int, int] = field(default_factory=dict)
    """completeListSize by window."""
    sent: dict[int, int] = field(default_factory=dict)
    """Records and pieces by window, of those that this run began."""
    stops: list[str] = field(default_factory=list)
    """Sentences of the windows that broke off."""
    asides: list[str] = field(default_factory=list)
    """Sentences that decide nothing."""
    failure: str = ""
    """Why the source could not be harvested, or not to its end."""
    fault: str = ""
    """Why we could not do our part, whatever the source sent: a store, or an error of ours."""

    def count(self, window: Window, page: Page) -> None:
        self.pages += 1
        if page.complete_list_size is not None:
            self.announced.setdefault(window.id, page.complete_list_size)
        if page.number == 1:
            self.sent[window.id] = 0
        if window.id in self.sent:
            self.sent[window.id] += len(page.records) + len(page.rejected)

    def other_question(self, window: Window) -> None:
        """An unfinished window of an earlier run was gone on with, not the one that was wanted."""
        asked = f"from {window.since} on" if window.since else "for everything"
        said = f"Went on with the unfinished list of an earlier run, which asked {asked}."
        if said not in self.asides:
            self.asides.append(said)

    @property
    def expected(self) -> int | None:
        return sum(self.announced.values()) if self.announced else None


def judge(repository: Repository, run: int, tally: Tally, counts: Counts, live: int) -> RunReport:
    """The report of a run.

    An announced size that differs from what was seen is said, but decides nothing here: it is an
    estimate by the protocol (OAI-PMH 2.0, 3.5), often wrong. Only of a list that ended without
    its closing sign it is believed; that is among the stops. `live` are the source's records now.
    """
    failed = filter(None, [tally.failure, tally.fault, _too_few(repository, live)])
    troubles = [*tally.stops, *failed]
    return RunReport(
        source=repository.name,
        run=run,
        verdict=_verdict(tally, counts, bool(troubles)),
        seen=counts.seen,
        stored=counts.new + counts.changed,
        new=counts.new,
        unchanged=counts.unchanged,
        deleted=counts.deleted,
        rejected=counts.rejected,
        expected=tally.expected,
        message=" ".join([*troubles, *_notes(repository, tally, counts, live)]),
    )


def _verdict(tally: Tally, counts: Counts, troubled: bool) -> Verdict:
    if troubled:
        return "partial" if tally.pages and not tally.fault else "failed"
    return "complete_with_rejects" if counts.rejected else "complete"


def _too_few(repository: Repository, live: int) -> str:
    least = repository.expect.records.min
    if least is None or live >= least:
        return ""
    return f"{live:,} records are there; at least {least:,} are expected (expect.records.min)."


def _notes(repository: Repository, tally: Tally, counts: Counts, live: int) -> list[str]:
    notes = list(tally.asides)
    if tally.expected is not None and tally.expected != counts.seen:
        notes.append(_other_size(tally, tally.expected, counts.seen))
    most = repository.expect.records.max
    if most is not None and live > most:
        notes.append(f"{live:,} records are there; at most {most:,} were expected.")
    return notes


def _other_size(tally: Tally, announced: int, seen: int) -> str:
    """What became of the announced records; a run that went on with a list saw the rest of it."""
    if tally.announced.keys() - tally.sent.keys():
        return f"Of {announced:,} announced, {seen:,} came since the list broke off."
    if sum(tally.sent.values()) == announced:
        again = announced - seen
        return f"The repository announced {announced:,} and sent them, {again:,} more than once."
    return f"The repository announced {announced:,} and sent {seen:,}."


ORDER: tuple[Verdict, ...] = ("complete", "complete_with_rejects", "partial", "failed")
EXIT_CODES: dict[Verdict, int] = dict(zip(ORDER, (0, 3, 4, 5), strict=True))


def exit_code(verdicts: list[Verdict]) -> int:
    """The worst verdict's."""
    return EXIT_CODES[max(verdicts, key=ORDER.index, default="complete")]
