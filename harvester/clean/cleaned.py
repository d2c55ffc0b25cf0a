"""What every cleaner gives: the values it could read, and what the source's words lost."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Concatenate, Generic, NamedTuple, ParamSpec, TypeVar

from harvester.record import Finding

T = TypeVar("T")
P = ParamSpec("P")

SHORT = 200
"""Characters of a value that is worth remembering."""
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


def remembered(
    size: int,
) -> Callable[[Callable[Concatenate[str, P], T]], Callable[Concatenate[str, P], T]]:
    """As `lru_cache`, but for short values alone, so that strangers cannot fill the memory."""

    def wrap(clean: Callable[Concatenate[str, P], T]) -> Callable[Concatenate[str, P], T]:
        known = lru_cache(size)(clean)

        @wraps(clean)
        def call(value: str, /, *args: P.args, **named: P.kwargs) -> T:
            if len(value) > SHORT:
                return clean(value, *args, **named)
            return known(value, *args, **named)  # type: ignore[arg-type]

        return call

    return wrap
