"""Nodes of linked data: each once, its properties lists, whatever form it was written in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from harvester.record import Node, Worded

BLANK = "_:"
AS_WRITTEN = "as-written:"
"""The namespace of terms that no context explains; they get their own name back."""


class Nodes:
    """Expanded JSON-LD made a web of nodes: what is referred to stands there itself."""

    def __init__(self) -> None:
        self._named: dict[str, Node] = {}
        self._nodes: list[Node] = []

    def read(self, expanded: list[Any]) -> tuple[Node, ...]:
        """All nodes of which anything is said, in their order.

        A reference to a node of which nothing is said is its address alone.
        """
        for each in expanded:
            self._value(each)
        described = [node for node in self._nodes if len(node) > 1]
        for node in described:
            for key in [key for key in node if key not in ("@id", "@type")]:
                node[key] = [told for value in node[key] if (told := _told(value)) is not None]
        return tuple(described)

    def _node(self, name: Any) -> Node:
        if not isinstance(name, str):
            node: Node = {"@id": ""}
            self._nodes.append(node)
            return node
        name = _name(name)
        if name not in self._named:
            self._named[name] = {"@id": name}
            self._nodes.append(self._named[name])
        return self._named[name]

    def _values(self, given: Any) -> Iterator[Any]:
        for each in given if isinstance(given, list) else [given]:
            if isinstance(each, dict) and ("@list" in each or "@set" in each):
                yield from self._values(each.get("@list", each.get("@set")))
            else:
                value = self._value(each)
                if value is not None:
                    yield value

    def _value(self, given: Any) -> Any:
        """A plain value, words in a language, or a node."""
        if not isinstance(given, dict):
            return given
        if "@value" in given:
            return _literal(given)
        node = self._node(given.get("@id"))
        for key, values in given.items():
            if key == "@type":
                types = [_name(each) for each in values if isinstance(each, str)]
                node[key] = [*dict.fromkeys([*node.get(key, ()), *types])]
            elif key == "@reverse":
                self._reverse(node, values)
            elif key in ("@graph", "@included"):
                list(self._values(values))
            elif not key.startswith("@"):
                held = node.setdefault(_name(key), [])
                held.extend(v for v in self._values(values) if not _holds(held, v))
        return node

    def _reverse(self, node: Node, properties: dict[str, Any]) -> None:
        for key, values in properties.items():
            for other in self._values(values):
                if isinstance(other, dict):
                    other.setdefault(_name(key), []).append(node)


def _name(iri: str) -> str:
    return iri.removeprefix(f"{AS_WRITTEN}/").removeprefix(AS_WRITTEN)


def _literal(given: dict[str, Any]) -> Any:
    value, language = given["@value"], given.get("@language")
    if isinstance(value, dict | list):
        return None
    return Worded(value, language) if language and isinstance(value, str) else value


def _holds(values: list[Any], new: Any) -> bool:
    """Whether a node stands there already, as if one has been written twice."""
    return isinstance(new, dict) and any(each is new for each in values)


def _told(value: Any) -> Any:
    if not isinstance(value, dict) or len(value) > 1:
        return value
    name = value["@id"]
    return name if name and not name.startswith(BLANK) else None
