"""What a rule makes of words: things of the model, with the evidence that each keeps."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

from harvester.clean.cleaned import SHORT, Cleaned
from harvester.crosswalk.cleaners import Cleaner
from harvester.crosswalk.schema import Scalar
from harvester.crosswalk.targets import Shape
from harvester.model import Confidence, Interpreted
from harvester.record import Finding

EVIDENCE = frozenset(Interpreted.model_fields)
Thing: TypeAlias = dict[str, Any]


class Source(NamedTuple):
    """What reads a value, how sure that is, and the fields that it always sets."""

    rule: str
    confidence: Confidence
    constants: dict[str, Scalar]


def with_evidence(thing: Thing, shape: Shape, source: Source, where: str, said: str) -> Thing:
    """The thing itself, changed: the source's words, where they stood and what read them."""
    if shape.interpreted:
        thing.setdefault("verbatim", " ".join(said.split()))
        thing["path"], thing["rule"] = where, source.rule
        thing["confidence"] = source.confidence
    return thing


REPEATED = frozenset(
    {"access", "age", "agent", "date", "kebab", "keywords", "language", "licence", "line", "place"}
)
"""Cleaners of what stands in many records alike; to remember the others would only cost time."""


class Maker:
    """A rule that looks at nothing but the words of one value."""

    __slots__ = ("_clean", "_repeated", "_required", "_source", "shape")

    def __init__(
        self, clean: Cleaner, shape: Shape, source: Source, required: frozenset[str]
    ) -> None:
        self._clean = clean
        self._required = required
        self._source = source
        self._repeated = source.rule in REPEATED
        self.shape = shape

    def made(self, words: str, where: str) -> Cleaned[Any]:
        """What stands in a field of that shape; things are to be copied, not changed."""
        if self._repeated and len(words) <= SHORT:
            return _made(self, words, where)
        return self.anew(words, where)

    def anew(self, words: str, where: str) -> Cleaned[Any]:
        """As `made`, if it has not been made before."""
        values, findings = self._clean(words, "")
        if self.shape.model is None:
            return Cleaned(values, findings)
        things = [self.shape.around(value) for value in values]
        whole = [each | self._source.constants for each in things if self._required <= each.keys()]
        for each in whole:
            with_evidence(each, self.shape, self._source, where, words)
        return Cleaned(tuple(whole), findings)


@lru_cache(4096)
def _made(maker: Maker, words: str, where: str) -> Cleaned[Any]:
    return maker.anew(words, where)


def placed(findings: Iterable[Finding], where: str) -> list[Finding]:
    return [Finding(f.code, f.message, where, f.value, f.severity) for f in findings]
