"""The conditions that most XPaths have, as plain functions: an XPath takes ten times as long.

They are `contains`, `starts-with`, `=` and being there at all, of `.`, an attribute, or elements
below by their names; with `and`, `or`, `not` and brackets.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeAlias

from harvester.crosswalk.document import Found
from harvester.crosswalk.xmlnames import Names
from harvester.crosswalk.xmlnodes import Element

Condition: TypeAlias = Callable[[Found], bool]
Values: TypeAlias = Callable[[Found], Sequence[str]]
"""What an operand finds, as text, in the order of the document."""

NAME = r"[^\W\d][\w-]*(?:\.[\w-]+)*"
TOKEN = re.compile(
    rf"\s*('[^']*'|\"[^\"]*\"|\.(?![\w./])|(?:(?:{NAME}:)?{NAME}/)*(?:@{NAME}|(?:{NAME}:)?{NAME})(?!/)"
    r"|[(),=])\s*"
)


class _Other(Exception):
    """It is none of these conditions."""


def condition(text: str, names: Names) -> Condition | None:
    """What stands between square brackets; None if only XPath can say it."""
    tokens = _tokens(text)
    try:
        return _Reader(tokens, names).whole() if tokens else None
    except _Other:
        return None


def _tokens(text: str) -> list[str]:
    """None if there is anything else between them; found one by one, for that takes no time."""
    found: list[str] = []
    place = 0
    while place < len(text):
        token = TOKEN.match(text, place)
        if token is None:
            return []
        found.append(token[1])
        place = token.end()
    return found


class _Reader:
    """Reads the words of one condition from left to right."""

    def __init__(self, tokens: list[str], names: Names) -> None:
        self._left = [*reversed(tokens)]
        self._names = names

    def whole(self) -> Condition:
        made = self._any()
        if self._left:
            raise _Other
        return made

    def _any(self) -> Condition:
        options = [self._all()]
        while self._comes("or"):
            options.append(self._all())
        return options[0] if len(options) == 1 else lambda f: any(holds(f) for holds in options)

    def _all(self) -> Condition:
        parts = [self._one()]
        while self._comes("and"):
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else lambda f: all(holds(f) for holds in parts)

    def _one(self) -> Condition:
        word = self._next()
        if word == "(":
            return self._closed(self._any())
        if not self._comes("("):
            return self._of_values(word)
        if word == "not":
            denied = self._closed(self._any())
            return lambda found: not denied(found)
        return self._closed(self._function(word))

    def _function(self, name: str) -> Condition:
        operand = self._next()
        self._expect(",")
        words = self._literal()
        first = string if operand == "." else _first(self._values(operand))
        if name == "contains":
            return lambda found: words in first(found)
        if name == "starts-with":
            return lambda found: first(found).startswith(words)
        raise _Other

    def _of_values(self, operand: str) -> Condition:
        values = self._values(operand)
        if not self._comes("="):
            return lambda found: bool(values(found))
        words = self._literal()
        return lambda found: words in values(found)

    def _values(self, operand: str) -> Values:
        if operand == ".":
            return lambda found: (string(found),)
        *above, last = operand.split("/")
        if not re.match(r"@|[^\W\d]", last):
            raise _Other
        if last.startswith("@"):
            return _attributes(self._tags(above), last[1:])
        tags = self._tags([*above, last])
        return lambda found: [string(each) for each in _below(found, tags)]

    def _tags(self, steps: Sequence[str]) -> list[str]:
        tags = [tag for step in steps if (tag := self._names.tag(step)) is not None]
        if len(tags) < len(steps):
            raise _Other
        return tags

    def _literal(self) -> str:
        word = self._next()
        if word[0] not in "'\"":
            raise _Other
        return word[1:-1]

    def _closed(self, made: Condition) -> Condition:
        self._expect(")")
        return made

    def _expect(self, word: str) -> None:
        if not self._comes(word):
            raise _Other

    def _comes(self, word: str) -> bool:
        there = bool(self._left) and self._left[-1] == word
        if there:
            self._left.pop()
        return there

    def _next(self) -> str:
        if not self._left:
            raise _Other
        return self._left.pop()


def string(found: Found) -> str:
    """The text of an element as XPath knows it."""
    if found.words is not None:
        return found.words
    element: Element = found.node.element
    return "".join(element.itertext()) if len(element) else element.text or ""


def _first(values: Values) -> Callable[[Found], str]:
    return lambda found: next(iter(values(found)), "")


def _below(found: Found, tags: Sequence[str]) -> list[Found]:
    here = [found]
    for tag in tags:
        here = [child for each in here for child in each.node.named(tag)]
    return here


def _attributes(tags: Sequence[str], name: str) -> Values:
    def values(found: Found) -> list[str]:
        owners = _below(found, tags) if tags else (found,)
        given = [owner.node.element.get(name) for owner in owners]
        return [words for words in given if words is not None]

    return values
