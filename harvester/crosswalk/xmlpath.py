"""XPath 1.0 over nodes. Names and simple conditions are followed here, all else by lxml."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from lxml import etree

from harvester.crosswalk.document import Found
from harvester.crosswalk.xmlconditions import NAME, Condition, condition
from harvester.crosswalk.xmlnames import Names
from harvester.crosswalk.xmlnodes import Node, found

CONDITION = r"\s*\[([^\[\]]*)\]"
STEP = re.compile(rf"(self::\*|\*|(?:{NAME}:)?{NAME})((?:{CONDITION})*)\s*(?:/(?=.)|$)", re.DOTALL)
ATTRIBUTE = re.compile(rf"(?:^|/)@({NAME})$")


class Step(NamedTuple):
    """One step down: to the children of that name, to all (`*`), or to none (`self::*`)."""

    tag: str
    conditions: Sequence[Condition]

    def down(self, node: Node) -> Sequence[Found]:
        if self.tag == "self::*":
            below: Sequence[Found] = (Found(node, node.element),)
        else:
            below = node.children if self.tag == "*" else node.named(self.tag)
        for holds in self.conditions:
            below = [each for each in below if holds(each)]
        return below


class XmlPath:
    """One XPath. The attributes that its predicates look at count as read for what it finds.

    Raises:
        ValueError: it is no XPath, or has an unknown prefix.
    """

    from_top = False

    def __init__(self, text: str, names: Names) -> None:
        self.text = text
        self._looked_at = tuple(re.findall(r"@([\w.-]+)", text))
        ending = ATTRIBUTE.search(text)
        self._attribute = ending[1] if ending else None
        self._steps = _steps(text[: ending.start()] if ending else text, names)
        self._xpath = _compiled(text, names) if self._steps is None else None
        self.first: str | None = _first_tag(text, names)
        self._child = self.first if re.fullmatch(r"[\w:.-]+", text) else None

    def find(self, node: Node) -> Sequence[Found]:
        if self._child:
            return node.named(self._child)
        steps = self._steps
        if steps is None:
            return self._by_xpath(node)
        below = steps[0].down(node) if steps else (Found(node, node.element),)
        for step in steps[1:]:
            below = [each for above in below for each in step.down(above.node)]
        if self._attribute:
            return self._attributes(below)
        return [self._noted(each) for each in below] if self._looked_at else below

    def _attributes(self, owners: Sequence[Found]) -> list[Found]:
        name = self._attribute
        given = [(each, each.node.element.get(name)) for each in owners]
        return [
            Found(owner.node, (owner.key, name), self._also(owner.key), words)
            for owner, words in given
            if words is not None
        ]

    def _noted(self, each: Found) -> Found:
        return Found(each.node, each.key, self._also(each.key), each.words)

    def _also(self, owner: Any) -> tuple[tuple[Any, str], ...]:
        return tuple((owner, name) for name in self._looked_at)

    def _by_xpath(self, node: Node) -> Sequence[Found]:
        if self.first and not node.named(self.first):
            return ()
        result = self._xpath(node.element) if self._xpath else None
        if isinstance(result, list):
            return [self._result(each) for each in result]
        return [Found(node, None, words=str(result))] if result not in ("", False) else ()

    def _result(self, each: Any) -> Found:
        """An element as it is; text and attributes with the element that they are of."""
        if isinstance(each, etree._Element):
            return self._noted(found(each))
        owner = each.getparent()
        key = (owner, each.attrname) if each.is_attribute else owner
        return Found(Node(owner), key, self._also(owner), str(each))


def _compiled(text: str, names: Names) -> etree.XPath:
    try:
        path = etree.XPath(text, namespaces=names.prefixes)
        path(etree.Element("probe"))
    except etree.XPathError as error:
        raise ValueError(f"“{text}” is no XPath: {error}") from error
    return path


def _steps(path: str, names: Names) -> tuple[Step, ...] | None:
    """None if it goes other ways, or has other conditions."""
    if path in ("", "."):
        return ()
    steps: list[Step] = []
    at = 0
    while at < len(path):
        match = STEP.match(path, at)
        step = _step(match[1], match[2], names) if match else None
        if not match or not step or (at and step.tag == "self::*"):
            return None
        steps.append(step)
        at = match.end()
    return tuple(steps)


def _step(name: str, brackets: str, names: Names) -> Step | None:
    tag = name if name.endswith("*") else names.tag(name)
    conditions = [condition(each, names) for each in re.findall(CONDITION, brackets)]
    holding = [each for each in conditions if each]
    return Step(tag, holding) if tag and len(holding) == len(conditions) else None


def _first_tag(path: str, names: Names) -> str | None:
    """The element that a path starts with, if it starts with a plain name."""
    match = re.match(rf"((?:{NAME}:)?{NAME})(?=[/\[]|$)", path)
    return names.tag(match[1]) if match and "|" not in path else None
