"""What every cleaner gives: the values it could read, and what the source's words lost."""

from typing import Generic, NamedTuple, TypeVar

from harvester.record import Finding

T = TypeVar("T")

SHOWN = 200
"""Characters of a value that a finding shows."""


class Cleaned(NamedTuple, Generic[T]):
    """No value: it could not be read, and a finding says why. Several: the field held a list."""

    values: tuple[T, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def value(self) -> T | None:
        return self.values[0] if self.values else None


def changed(message: str, value: str, code: str = "cleaned") -> Finding:
    """The value was read, but something of it was left out or had to be guessed."""
    return Finding(code, message, value=value[:SHOWN])


def refused(message: str, value: str, code: str = "invalid") -> Cleaned[T]:
    """Nothing could be read from `value`."""
    return Cleaned((), (Finding(code, message, value=value[:SHOWN], severity="warning"),))
