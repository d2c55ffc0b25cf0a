"""A list that is over the cap of its interface, in slices by date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from harvester.styles import Slices

_UNITS = {"day": timedelta(days=1), "second": timedelta(seconds=1)}


@dataclass(frozen=True, slots=True)
class Slice:
    """From a moment to the one before `until`; None is an open end, so that nothing is left out."""

    start: datetime | None = None
    until: datetime | None = None

    @property
    def is_all(self) -> bool:
        return self.start is None and self.until is None

    def halves(self, rule: Slices, now: datetime) -> tuple[Slice, Slice] | None:
        """Two slices that are this one together; None where its dates cannot be told apart."""
        unit = _UNITS[rule.unit]
        first = datetime.fromisoformat(rule.first).replace(tzinfo=UTC)
        start = self.start or min(first, self.until - unit if self.until else first)
        until = self.until or max(now, start + unit)
        steps = (until - start) // unit // 2
        middle = start + max(steps, 1) * unit
        if self.start is not None and self.until is not None and middle >= self.until:
            return None
        if (self.until and middle >= self.until) or (self.start and middle <= self.start):
            return None
        if self.start is None and self.until is not None and self.until <= first:
            return None
        if self.until is None and self.start is not None and self.start >= now:
            return None
        return Slice(self.start, middle), Slice(middle, self.until)

    def params(self, rule: Slices) -> dict[str, str]:
        """As the interface wants them."""
        if self.is_all:
            return {}
        last = self.until and self.until - (_UNITS["day"] if rule.unit == "day" else timedelta())
        ends = {"from": self.start, "until": last}
        written = {name: end.strftime(rule.write) for name, end in ends.items() if end}
        if rule.open is not None:
            written = dict.fromkeys(ends, rule.open) | written
        missing = {name for name in ends if name not in written}
        return {
            name: text.format_map(written)
            for name, text in rule.params.items()
            if not any(f"{{{gap}}}" in text for gap in missing)
        }

    def told(self) -> list[str | None]:
        return [end.isoformat() if end else None for end in (self.start, self.until)]

    @classmethod
    def of(cls, told: list[str | None]) -> Slice:
        return cls(*(datetime.fromisoformat(end) if end else None for end in told))
