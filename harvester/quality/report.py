"""The report: plain values, the same for a terminal, for a page and for other programs."""

from dataclasses import asdict, dataclass
from typing import Any, Literal, TypeAlias

from harvester.ledger import RunEntry

Urgency: TypeAlias = Literal["first", "next", "later"]
"""first: users cannot find or open it; next: it is hard to find or use; later: could be better."""
URGENCIES: dict[Urgency, str] = {
    "first": "First: what users cannot find, open or trust",
    "next": "Then: what makes data hard to find and to use again",
    "later": "When there is time: what would make them better still",
}


@dataclass(frozen=True, slots=True)
class Example:
    """A record, and the words in it that are meant, at their path."""

    record: str
    value: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of a fault: how often it was met, and where for instance."""

    what: str
    count: int
    example: Example


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to do. `count` of `total` are concerned (`total` 0: nothing to compare with)."""

    code: str
    urgency: Urgency
    name: str
    count: int
    total: int
    unit: str
    costs: str
    advice: str
    examples: tuple[Example, ...] = ()
    kinds: tuple[Kind, ...] = ()
    more: int = 0
    """Kinds that are not listed."""

    @property
    def share(self) -> float | None:
        return self.count / self.total if self.total else None


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the records, or samples, that should have a field do have it.

    `lately` is the share among those that the newest run brought; None where it brought all or
    none of them.
    """

    code: str
    name: str
    unit: str
    filled: int
    total: int
    lately: float | None = None

    @property
    def share(self) -> float:
        return self.filled / self.total


@dataclass(frozen=True, slots=True)
class Report:
    """`points` are in the order in which to act; `runs` newest first."""

    source: str
    title: str
    address: str
    made: str
    demonstration: bool
    records: int
    mapped: int
    withdrawn: int
    shares: tuple[Share, ...]
    points: tuple[Point, ...]
    runs: tuple[RunEntry, ...]
    trend: str
    links: str
    """What was checked of the links, or how to have them checked."""


def as_dict(report: Report) -> dict[str, Any]:
    """For other programs; its names do not change."""
    said = {**asdict(report), "runs": [_run(entry) for entry in report.runs]}
    said["shares"] = [{**asdict(each), "share": each.share} for each in report.shares]
    said["points"] = [{**asdict(each), "share": each.share} for each in report.points]
    return said


def _run(entry: RunEntry) -> dict[str, Any]:
    names = ("verdict", "seen", "stored", "new", "unchanged", "deleted", "rejected", "expected")
    counts = {name: getattr(entry.report, name) for name in names}
    return {"run": entry.id, "started": entry.started, "ended": entry.ended, **counts}
