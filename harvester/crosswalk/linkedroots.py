"""Which node of linked data a record is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from harvester.crosswalk.jsonpath import JsonPath, Noting
from harvester.crosswalk.linkedtree import KEYWORDS, LinkedDocument

MOST = 50
"""Nodes of which it is asked whether one leads to another."""


def candidates(document: LinkedDocument, roots: Iterable[JsonPath]) -> list[Noting]:
    """The one that the document is as a whole; else the nodes that the first fitting root finds."""
    found = [
        [e.node for e in root.find(document.nodes) if isinstance(e.node, Noting)] for root in roots
    ]
    if any(node is document.whole for nodes in found for node in nodes):
        return [document.whole] if document.whole is not None else []
    return next((nodes for nodes in found if nodes), [])


def heads(found: Sequence[Noting], identifier: str) -> list[Noting]:
    """The one that calls itself by the record's identifier, else those to which no other leads.

    Of a circle it is the one that comes first.
    """
    itself = [node for node in found if _is_called(node, identifier)]
    if len(itself) == 1 or len(found) > MOST:
        return itself or list(found)
    kept: list[tuple[Noting, set[int]]] = []
    for node in found:
        if not any(id(node) in reached for _, reached in kept):
            reached = _reached(node)
            kept = [(other, seen) for other, seen in kept if id(other) not in reached]
            kept.append((node, reached))
    return [node for node, _ in kept]


def _is_called(node: Noting, name: str) -> bool:
    values = (
        v for _, each in dict.items(node) for v in (each if isinstance(each, list) else [each])
    )
    return any(isinstance(each, str) and each == name for each in values)


def _reached(start: Noting) -> set[int]:
    seen = {id(start)}
    waiting = [start]
    while waiting:
        for key, values in dict.items(waiting.pop()):
            for each in values if key not in KEYWORDS else ():
                if isinstance(each, Noting) and id(each) not in seen:
                    seen.add(id(each))
                    waiting.append(each)
    return seen
