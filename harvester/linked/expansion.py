"""JSON-LD to nodes: counted and checked first, then expanded by PyLD."""

from __future__ import annotations

from typing import Any, NoReturn

from pyld import jsonld

from harvester.errors import SkipRecord
from harvester.linked import bounds, contexts
from harvester.linked.nodes import AS_WRITTEN, Nodes
from harvester.record import Finding, Linked

NO_BASE = "as-written:/"
"""Against which addresses are resolved that are given in part: they stay in part."""
MARKS = ("@context", "@graph", "@type")
OPTIONS = {
    "documentLoader": lambda address, _: _loaded(address),
    "expandContext": {"@vocab": AS_WRITTEN},
    "base": NO_BASE,
}


def is_json_ld(tree: Any) -> bool:
    """Whether an object, or one in a list, says what it is in the words of JSON-LD."""
    each = tree if isinstance(tree, list) else [tree]
    return any(isinstance(one, dict) and any(mark in one for mark in MARKS) for one in each)


def from_json(tree: Any, findings: list[Finding]) -> Linked:
    """
    Args:
        tree: An object, or a list of such.
        findings: Gets what was not known or had to be left out.

    Raises:
        SkipRecord: it is too much, or no JSON-LD.
    """
    prepared = _Preparation(findings).of(tree)
    try:
        expanded = jsonld.expand(prepared, OPTIONS)
    except (jsonld.JsonLdError, ValueError, TypeError, AttributeError, KeyError) as error:
        _refuse(error)
    except RecursionError:
        raise SkipRecord("The record cannot be read: its JSON-LD turns in a circle.") from None
    return Linked(tree, Nodes().read(expanded), whole=len(expanded) == 1)


def _refuse(error: Exception) -> NoReturn:
    reason = str(error).splitlines()[0] if str(error) else type(error).__name__
    raise SkipRecord(f"The record cannot be read: it is no JSON-LD ({reason}).") from error


def _loaded(address: str) -> dict[str, Any]:
    """Only addresses that `_Preparation` has put in arrive here."""
    return {
        "contextUrl": None,
        "documentUrl": address,
        "document": contexts.document(address),
    }


class _Preparation:
    """A copy of a document in which every context is known, while all of it is counted."""

    def __init__(self, findings: list[Finding]) -> None:
        self._findings = findings
        self._values = 0
        self._contexts = 0
        self._terms = 0

    def of(self, tree: Any) -> Any:
        prepared = self._copy(tree, 0)
        bounds.check(self._contexts * self._terms, bounds.MOST_COPIES, "contexts times terms")
        return prepared

    def _copy(self, value: Any, level: int) -> Any:
        bounds.check(level, bounds.DEEPEST, "levels")
        self._values += 1
        bounds.check(self._values, bounds.MOST_VALUES, "values")
        if isinstance(value, list):
            return [self._copy(each, level + 1) for each in value]
        if not isinstance(value, dict):
            return value
        return {
            key: self._context(each, level + 1)
            if key == "@context"
            else self._copy(each, level + 1)
            for key, each in value.items()
        }

    def _context(self, given: Any, level: int) -> Any:
        """A context, or several, with known addresses alone."""
        bounds.check(level, bounds.DEEPEST, "levels")
        self._contexts += 1
        bounds.check(self._contexts, bounds.MOST_CONTEXTS, "contexts")
        if isinstance(given, list):
            return [self._context(each, level + 1) for each in given]
        if isinstance(given, str):
            return self._named(given)
        return self._defined(given, level) if isinstance(given, dict) else {}

    def _named(self, address: str) -> Any:
        known = contexts.known(address)
        if known is None:
            message = "a context that is not bundled; its terms are read as they are written"
            self._findings.append(Finding("unknown-context", message, "@context", address[:200]))
        return known or {}

    def _defined(self, given: dict[str, Any], level: int) -> dict[str, Any]:
        self._terms += len(given)
        bounds.check(self._terms, bounds.MOST_TERMS, "terms")
        terms = {
            key: self._copy(term, level) if isinstance(term, dict) else term
            for key, term in given.items()
            if key != "@import"
        }
        if "@import" in given:
            self._named(str(given["@import"]))
        return terms
