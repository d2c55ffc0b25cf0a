"""XML as the engine reads it: XPath 1.0, namespaces brought to one spelling, every value known."""

from __future__ import annotations

import re
from collections.abc import Container, Hashable, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import Any, TypeAlias

from lxml import etree

from harvester.crosswalk.document import Found, Leaf

Element: TypeAlias = etree._Element

XML = "http://www.w3.org/XML/1998/namespace"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
LANGUAGE = f"{{{XML}}}lang"
SYNTAX = frozenset(
    {f"{{{XSI}}}{name}" for name in ("schemaLocation", "noNamespaceSchemaLocation", "nil")}
    | {f"{{{XML}}}space"}
)
"""Attributes that say how the document is written, not what it says."""


class Names:
    """Brings the namespaces that a prefix stands for to one, and names elements by prefix.

    Kernels 2.2 to 4.7 of DataCite, for instance, differ in namespace alone.
    """

    def __init__(self, namespaces: Mapping[str, Sequence[str]]) -> None:
        self._patterns = [(pattern, p) for p, many in namespaces.items() for pattern in many]
        self._first = {prefix: many[0] for prefix, many in namespaces.items()}
        self.prefixes = {p: iri for p, iri in self._first.items() if p} | {"xml": XML, "xsi": XSI}
        self.folded = lru_cache(4096)(self._folded)
        self.shown = lru_cache(4096)(self._shown)

    def _prefix(self, namespace: str) -> str | None:
        matching = (p for pattern, p in self._patterns if fnmatchcase(namespace, pattern))
        return next(matching, None)

    def _folded(self, tag: str) -> str:
        """The name by which XPaths know an element."""
        namespace, local = _split(tag)
        prefix = self._prefix(namespace)
        if prefix is None:
            return tag
        return f"{{{self._first[prefix]}}}{local}" if prefix else local

    def _shown(self, tag: str) -> str:
        """As a crosswalk writes it: `dc:title`, `xml:lang`; in full where it has no prefix."""
        namespace, local = _split(tag)
        if namespace in (XML, XSI):
            return f"{'xml' if namespace == XML else 'xsi'}:{local}"
        prefix = self._prefix(namespace)
        return tag if prefix is None else f"{prefix}:{local}" if prefix else local


def _tag(element: Element) -> str:
    return str(element.tag)


def _split(tag: str) -> tuple[str, str]:
    namespace, _, local = tag.rpartition("}")
    return namespace.removeprefix("{"), local


class XmlPath:
    """One XPath. The attributes that its predicates look at count as read for what it finds.

    Raises:
        ValueError: it is no XPath, or has an unknown prefix.
    """

    def __init__(self, text: str, names: Names) -> None:
        self.text = text
        self.first: str | None = _first_tag(text, names)
        self._child = self.first if re.fullmatch(r"[\w:.-]+", text) else None
        self._looked_at = tuple(re.findall(r"@([\w.-]+)", text))
        self._plain = re.fullmatch(r"[\w:/.-]+", text) is not None and not text.endswith(".")
        self._attribute = text[1:] if re.fullmatch(r"@[\w.-]+", text) else None
        try:
            self._xpath = etree.XPath(text, namespaces=names.prefixes)
            self._xpath(etree.Element("probe"))
        except etree.XPathError as error:
            raise ValueError(f"“{text}” is no XPath: {error}") from error

    def find(self, node: Any) -> list[Found]:
        if self._attribute:
            value = node.get(self._attribute)
            key = (node, self._attribute)
            return [] if value is None else [Found(node, key, words=value)]
        if self.text == ".":
            return [Found(node, node)]
        if self._child:  # most paths; a tenth of what XPath takes
            return [Found(child, child) for child in node.iterchildren(self._child)]
        result = self._xpath(node)
        if self._plain:
            return [Found(each, each) for each in result]
        if isinstance(result, list):
            return [self._found(each) for each in result]
        return [Found(node, None, words=str(result))] if result not in ("", False) else []

    def _found(self, each: Any) -> Found:
        owner = each if isinstance(each, etree._Element) else each.getparent()
        also = [(owner, name) for name in self._looked_at]
        if owner is each:
            return Found(each, each, also)
        key = (owner, each.attrname) if each.is_attribute else owner
        return Found(owner, key, also, str(each))


def _first_tag(path: str, names: Names) -> str | None:
    """The element that a path starts with, if it starts with a plain name."""
    match = re.match(r"(?:([\w.-]+):)?([\w.-]+)(?=[/\[]|$)", path)
    if not match or match[2] in (".", ".."):
        return None
    return f"{{{names.prefixes.get(match[1], '')}}}{match[2]}" if match[1] else match[2]


class XmlDocument:
    """A record's metadata; a copy with folded names where its namespaces are not the usual."""

    def __init__(self, root: Element, names: Names, base: Sequence[str]) -> None:
        self._names = names
        self._root = _folded(root, names)
        self._elements = list(self._root.iter())  # keeps the proxies, which are the audit's keys
        found = descend(self._root, base, names)
        self.base: Element = self._root if found is None else found
        self.names: set[str] = {_tag(child) for child in self.base}

    def text(self, found: Found) -> str | None:
        if found.words is not None:
            return found.words
        node = found.node
        words = "".join(_words(node)) if len(node) else node.text or ""
        return words if words and not words.isspace() else None

    def within(self, found: Found) -> Iterable[Hashable]:
        if found.words is not None or not len(found.node):
            return (found.key,)
        elements: Iterable[Hashable] = found.node.iter()
        return elements

    def language(self, found: Found) -> Found | None:
        tag = found.node.get(LANGUAGE)
        return Found(found.node, (found.node, LANGUAGE), words=tag) if tag else None

    def leaves(self, told: Container[Hashable]) -> Iterator[Leaf]:
        for element in self._elements:
            words = element.text
            if len(element):
                words = (words or "") + "".join(child.tail or "" for child in element)
            if words and not words.isspace() and element not in told:
                yield Leaf(self._path(element), words)
            for name, value in element.items():
                if value and name not in SYNTAX and (element, name) not in told:
                    yield Leaf(
                        f"{self._path(element)}/@{_attribute(self._names, str(name))}", value
                    )

    def _path(self, element: Element) -> str:
        """From where the paths start; from the root, with a leading `/`, what lies outside."""
        steps: list[str] = []
        step: Element | None = element
        while step is not None and step is not self.base:
            steps.append(self._names.shown(_tag(step)))
            step = step.getparent()
        path = "/".join(reversed(steps))
        return (path or ".") if step is not None else f"/{path}"


def _words(element: Element) -> Iterator[str]:
    """All text of an element; DataCite breaks lines with an element."""
    yield element.text or ""
    for child in element:
        yield "\n" if child.tag == "br" else ""
        yield from _words(child)
        yield child.tail or ""


def _attribute(names: Names, name: str) -> str:
    """Without a prefix an attribute is in no namespace, whatever its element is in."""
    return names.shown(name) if "}" in name else name


def _folded(root: Element, names: Names) -> Element:
    """The tree itself, or a copy if some names below its root are to be spelt otherwise."""
    tags = {_tag(element) for element in root.iterdescendants()}
    if all(names.folded(tag) == tag for tag in tags):
        return root
    copy = deepcopy(root)
    for element in copy.iterdescendants():
        element.tag = names.folded(_tag(element))
    return copy


def descend(root: Element, base: Sequence[str], names: Names) -> Element | None:
    """The element at the end of a chain of names that starts with the root's own."""
    if names.shown(_tag(root)) != base[0]:
        return None
    here = root
    for name in base[1:]:
        below = next((child for child in here if names.shown(_tag(child)) == name), None)
        if below is None:
            return None
        here = below
    return here
