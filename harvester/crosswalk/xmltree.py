"""XML as the engine reads it: namespaces brought to one spelling, every value known."""

from __future__ import annotations

from collections.abc import Container, Hashable, Iterable, Iterator, Sequence
from copy import deepcopy

from harvester.crosswalk import xmlnodes
from harvester.crosswalk.document import Found, Leaf
from harvester.crosswalk.xmlnames import XML, XSI, Names
from harvester.crosswalk.xmlnodes import Element, Node, tag

LANGUAGE = f"{{{XML}}}lang"
SYNTAX = frozenset(
    {f"{{{XSI}}}{name}" for name in ("schemaLocation", "noNamespaceSchemaLocation", "nil")}
    | {f"{{{XML}}}space"}
)
"""Attributes that say how the document is written, not what it says."""


class XmlDocument:
    """A record's metadata; a copy with folded names where its namespaces are not the usual."""

    def __init__(self, root: Element, names: Names, base: Sequence[str]) -> None:
        self._names = names
        self._elements = _folded(root, names)  # keeps the proxies, which are the audit's keys
        found = descend(self._elements[0], base, names)
        self._base = self._elements[0] if found is None else found
        self.base = Node(self._base)
        self.names = frozenset(self.base.tags)

    def text(self, found: Found) -> str | None:
        if found.words is not None:
            return found.words
        words = xmlnodes.text(found.node.element)
        return words if words and not words.isspace() else None

    def within(self, found: Found) -> Iterable[Hashable]:
        element: Element = found.node.element
        return (found.key,) if found.words is not None or not len(element) else element.iter()

    def language(self, found: Found) -> Found | None:
        element = found.node.element
        given = element.get(LANGUAGE)
        return Found(found.node, (element, LANGUAGE), words=given) if given else None

    def leaves(self, told: Container[Hashable]) -> Iterator[Leaf]:
        for element in self._elements:
            if element not in told and (words := _own_words(element)):
                yield Leaf(self._path(element), words)
            for name, value in element.items():
                if value and name not in SYNTAX and (element, name) not in told:
                    path = f"{self._path(element)}/@{_attribute(self._names, str(name))}"
                    yield Leaf(path, value)

    def _path(self, element: Element) -> str:
        """From where the paths start; from the root, with a leading `/`, what lies outside."""
        steps: list[str] = []
        step: Element | None = element
        while step is not None and step is not self._base:
            steps.append(self._names.shown(tag(step)))
            step = step.getparent()
        path = "/".join(reversed(steps))
        return (path or ".") if step is not None else f"/{path}"


def _own_words(element: Element) -> str | None:
    """What stands in the element itself, between those in it."""
    words = element.text
    if len(element):
        words = (words or "") + "".join(child.tail or "" for child in element)
    return words if words and not words.isspace() else None


def _attribute(names: Names, name: str) -> str:
    """Without a prefix an attribute is in no namespace, whatever its element is in."""
    return names.shown(name) if "}" in name else name


def _folded(root: Element, names: Names) -> list[Element]:
    """The tree itself, or a copy if some names below its root are to be spelt otherwise."""
    elements = list(root.iter())
    tags = {tag(element) for element in elements[1:]}
    tags |= {str(name) for element in elements for name in element.attrib if name[0] == "{"}
    if not names.apart and all(names.folded(each) == each for each in tags):
        return elements
    elements = list(deepcopy(root).iter())
    for element in elements[1:]:
        element.tag = names.folded(tag(element))
        _spell_attributes(element, names)
        _tell_apart(element, names)
    return elements


def _spell_attributes(element: Element, names: Names) -> None:
    """LIDO, for instance, may put its attributes into its namespace."""
    for name, value in element.items():
        if name[0] == "{" and names.folded(str(name)) != name:
            del element.attrib[name]
            element.set(names.folded(str(name)), value)


def _tell_apart(element: Element, names: Names) -> None:
    plain = tag(element)
    name = names.told_apart(plain, dict(element.attrib))
    if name:
        element.tag = name
        del element.attrib[names.apart[plain]]


def descend(root: Element, base: Sequence[str], names: Names) -> Element | None:
    """The element at the end of a chain of names that starts with the root's own."""
    if names.shown(tag(root)) != base[0]:
        return None
    here = root
    for name in base[1:]:
        below = next((child for child in here if names.shown(tag(child)) == name), None)
        if below is None:
            return None
        here = below
    return here
