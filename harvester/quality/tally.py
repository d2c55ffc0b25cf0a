"""Counts over all records of a source, in a memory that does not grow with them."""

from dataclasses import dataclass, field
from random import Random

from harvester.quality.doubles import Doubles
from harvester.quality.facts import NOT_KNOWN, Facts
from harvester.quality.fieldlist import FIELDS
from harvester.quality.frequent import Frequent
from harvester.quality.report import Example
from harvester.record import Finding

EXAMPLES = 3
"""Records that are named for each field that is missing."""
LINKS = 50
"""Addresses that are drawn by lot to be checked."""


@dataclass
class Filled:
    """One field: how many have it, of how many, and who has not; the same for the newest run."""

    has: int = 0
    total: int = 0
    new: int = 0
    new_total: int = 0
    without: list[Example] = field(default_factory=list)

    def add(self, facts: Facts, has: int, total: int, *, newest: bool) -> None:
        self.has += has
        self.total += total
        if newest:
            self.new += has
            self.new_total += total
        if has < total and len(self.without) < EXAMPLES:
            self.without.append(Example(facts.identifier, facts.title))


@dataclass
class Tally:
    """`newest` is the run that brought the newest records."""

    doubles: Doubles
    newest: int = 0
    records: int = 0
    mapped: int = 0
    fields: list[Filled] = field(default_factory=lambda: [Filled() for _ in FIELDS])
    rejected: Frequent = field(default_factory=Frequent)
    left_out: Frequent = field(default_factory=Frequent)
    invalid: Frequent = field(default_factory=Frequent)
    unknown: Frequent = field(default_factory=Frequent)
    mended: Frequent = field(default_factory=Frequent)
    unread: Frequent = field(default_factory=Frequent)
    keywords: Frequent = field(default_factory=Frequent)
    lost: Frequent = field(default_factory=Frequent)
    closed: Frequent = field(default_factory=Frequent)
    ahead: Frequent = field(default_factory=Frequent)
    drawn: list[Example] = field(default_factory=list)
    links: int = 0
    _lots: Random = field(default_factory=lambda: Random(0))

    def add(self, facts: Facts) -> None:
        self.records += 1
        for finding in facts.findings:
            self._find(facts.identifier, finding)
        if facts.reason:
            counted = self.left_out if facts.left_out else self.rejected
            return counted.add(facts.reason, Example(facts.identifier))
        self.mapped += 1
        for filled, (has, total) in zip(self.fields, facts.filled, strict=True):
            filled.add(facts, has, total, newest=facts.run == self.newest)
        return self._say(facts)

    def _say(self, facts: Facts) -> None:
        example = Example(facts.identifier, facts.title)
        for formats, counted in ((facts.lost, self.lost), (facts.closed, self.closed)):
            if formats:
                counted.add(formats, example)
        for date in facts.ahead:
            self.ahead.add(date, example)
        for word in facts.keywords:
            self.keywords.add(word, example)
        self.doubles.add(facts.identifier, facts.keys)
        for address in facts.links:
            self._draw(Example(facts.identifier, address))

    def _find(self, record: str, finding: Finding) -> None:
        example = Example(record, finding.value, finding.where)
        if finding.code == "unread":
            self.unread.add(finding.where, example)
        elif finding.code != "invalid":
            self.mended.add(finding.message, example)
        elif finding.message.endswith(NOT_KNOWN):
            asked = finding.message.removeprefix("this names ").removesuffix(f" {NOT_KNOWN}")
            self.unknown.add(f"{finding.value}: {asked} ({finding.where})", example)
        else:
            self.invalid.add(f"{finding.message} ({finding.where})", example)

    def _draw(self, link: Example) -> None:
        """Each address with the same chance, however many there are (Vitter's algorithm R)."""
        self.links += 1
        if len(self.drawn) < LINKS:
            self.drawn.append(link)
        elif (lot := self._lots.randrange(self.links)) < LINKS:
            self.drawn[lot] = link
