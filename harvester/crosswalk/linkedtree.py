"""Linked data as the engine reads it: JMESPath over nodes, whatever form the source chose.

A node is an object with `@id`, `@type` (a list) and its properties, each a list, by the names that
the crosswalk's namespaces give them. What is referred to stands there itself, once: circles too.
"""

from __future__ import annotations

from collections import deque
from collections.abc import (
    Callable,
    Container,
    Hashable,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
    Set,
)
from functools import lru_cache
from typing import Any, TypeAlias

from harvester.crosswalk.document import Found, Leaf
from harvester.crosswalk.jsonpath import Noting, is_leaf, words_of
from harvester.record import Linked, Node, Worded

Rename: TypeAlias = Callable[[str], str]
Worded.__name__ = "str"  # JMESPath's functions know types by their name
KEYWORDS = ("@id", "@type")
BLANK = "_:"


def spelling(namespaces: Mapping[str, Sequence[str]]) -> Rename:
    """From a full name to the one that a crosswalk writes: `name`, `prov:used`."""
    known = [(each, prefix) for prefix, many in namespaces.items() for each in many if each]
    known.sort(key=lambda pair: -len(pair[0]))

    def spelt(name: str) -> str:
        for namespace, prefix in known:
            if name.startswith(namespace):
                local = name[len(namespace) :]
                return f"{prefix}:{local}" if prefix else local
        return name

    return lru_cache(4096)(spelt)


class LinkedDocument:
    """The nodes of a record; the given ones are copied, not changed.

    Args:
        linked: As parsed.
        spelt: Names of properties and types.
    """

    def __init__(self, linked: Linked, spelt: Rename) -> None:
        self._looked_at: list[tuple[int, str]] = []
        self._spelt = spelt
        self._copies: dict[int, Noting] = {id(n): Noting(self._looked_at) for n in linked.nodes}
        for node in linked.nodes:
            self._fill(self._copies[id(node)], node)
        self.nodes = list(self._copies.values())
        self.whole = self.nodes[0] if linked.whole and self.nodes else None
        self.base: Any = {}

    def start_at(self, base: Noting) -> None:
        """Let the crosswalk's paths start at this node."""
        self.base = base

    def _fill(self, copy: Noting, node: Node) -> None:
        copy["@type"] = []
        for key, value in node.items():
            if key == "@id":
                if value and not value.startswith(BLANK):
                    copy[key] = value
            elif key == "@type":
                copy[key] = [self._spelt(each) for each in value]
            else:
                values = [self._copies.get(id(v), v) if isinstance(v, dict) else v for v in value]
                copy.setdefault(self._spelt(key), []).extend(values)

    @property
    def names(self) -> Set[str] | None:
        return self.base.keys() if isinstance(self.base, dict) else None

    def text(self, found: Found) -> str | None:
        return words_of(found.node)

    def within(self, found: Found) -> Iterable[Hashable]:
        return (found.key,)

    def language(self, found: Found) -> Found | None:
        if not isinstance(found.node, Worded):
            return None
        return Found(found.node.language, (found.key, "@language"), words=found.node.language)

    def leaves(self, told: Container[Hashable]) -> Iterator[Leaf]:
        for path, node in self._placed():
            for key, value in dict.items(node):
                if (id(node), key) not in told and is_leaf(value) and value not in ("", []):
                    yield Leaf(f"{path}.{key}" if path else key, _shown(value))

    def _placed(self) -> Iterator[tuple[str, Noting]]:
        """Each node with the shortest path to it; with a leading dot what no path reaches."""
        seen: set[int] = set()
        begun = [("", self.base)] if self.base else []
        for start in [*begun, *((f".{_kind(node)}", node) for node in self.nodes)]:
            waiting = deque([start])
            while waiting:
                path, node = waiting.popleft()
                if id(node) in seen:
                    continue
                seen.add(id(node))
                yield path, node
                waiting += [
                    (f"{path}.{key}" if path else key, each)
                    for key, values in dict.items(node)
                    if key not in KEYWORDS
                    for each in values
                    if isinstance(each, dict)
                ]


def _kind(node: Noting) -> str:
    return next(iter(node["@type"]), "Thing")


def _shown(value: Any) -> str:
    if not isinstance(value, list):
        return str(value)
    return ", ".join(str(each) for each in value if not isinstance(each, dict))
