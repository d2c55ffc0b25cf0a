"""XML elements with their children at hand by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import Any, TypeAlias

from lxml import etree

from harvester.crosswalk.document import Found

Element: TypeAlias = etree._Element


class Node:
    """An element; its children are gathered once, as many rules ask for them by name."""

    __slots__ = ("_children", "_named", "element")

    def __init__(self, element: Element) -> None:
        self.element = element
        self._named: dict[str, list[Found]] | None = None
        self._children: Sequence[Found] = ()

    @property
    def children(self) -> Sequence[Found]:
        self._by_name()
        return self._children

    @property
    def tags(self) -> Set[str]:
        """The names of its children."""
        return self._by_name().keys()

    def named(self, tag: str) -> Sequence[Found]:
        """The children of this name, in their order."""
        return (self._named or self._by_name()).get(tag, ())

    def _by_name(self) -> dict[str, list[Found]]:
        if self._named is None:
            self._named = {}
            self._children = [found(child) for child in self.element]
            for each in self._children:
                self._named.setdefault(tag(each.key), []).append(each)
        return self._named


def found(element: Any) -> Found:
    """As a path finds it; with its words at once if it holds text alone."""
    words = None if len(element) else element.text
    return Found(Node(element), element, (), words if words and not words.isspace() else None)


def tag(element: Any) -> str:
    return str(element.tag)


def text(element: Element) -> str:
    """All text of an element; DataCite breaks lines with an element."""
    return "".join(_words(element)) if len(element) else element.text or ""


def _words(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield "\n" if child.tag == "br" else ""
        yield from _words(child)
        yield child.tail or ""
