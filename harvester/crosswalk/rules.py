"""The rules of a crosswalk, compiled, by the field that they fill."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from harvester.crosswalk.cleaners import Cleaner, Together
from harvester.crosswalk.document import Path
from harvester.crosswalk.schema import Scalar
from harvester.crosswalk.targets import Shape
from harvester.crosswalk.things import Maker, Source


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to fill a field; each path with how it is shown, from the record's top.

    `required` are the fields that must be read; the constants bring the others. With a `maker`
    the rule looks at one value's words and at nothing else.
    """

    paths: tuple[tuple[Path, str], ...]
    source: Source
    clean: Cleaner | None
    at: Path | None
    hint: Path | None
    beside: tuple[tuple[str, Field], ...]
    together: Together | None
    value: Scalar | None
    first: bool
    shape: Shape
    required: frozenset[str]
    maker: Maker | None


@dataclass(frozen=True, slots=True)
class Field:
    many: bool
    rules: tuple[Rule, ...]

    def firsts(self) -> set[str | None]:
        """With which names its paths begin."""
        return {path.first for rule in self.rules for path, _ in rule.paths}

    def within(self, names: Set[str]) -> Field:
        """Without the paths that begin with a name that is not among these."""
        rules = [
            replace(rule, paths=paths)
            for rule in self.rules
            if (paths := tuple(p for p in rule.paths if p[0].first is None or p[0].first in names))
        ]
        return Field(self.many, tuple(rules))


class Target(NamedTuple):
    """A field of the draft, and its name in the parts that dots separate."""

    name: tuple[str, ...]
    field: Field


class Targets:
    """All fields, and those of them that can be filled from a document with certain names."""

    def __init__(self, targets: Sequence[Target]) -> None:
        self._all = tuple(targets)
        self._known = frozenset(name for _, field in targets for name in field.firsts() if name)
        self._with = lru_cache(512)(self._pruned)

    def within(self, names: Set[str] | None) -> tuple[Target, ...]:
        """Args: names: What a path may begin with and find something; None: not known."""
        return self._all if names is None else self._with(self._known.intersection(names))

    def _pruned(self, names: frozenset[str]) -> tuple[Target, ...]:
        pruned = (Target(name, field.within(names)) for name, field in self._all)
        return tuple(target for target in pruned if target.field.rules)
