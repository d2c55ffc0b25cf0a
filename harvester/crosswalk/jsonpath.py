"""JMESPath, and objects that note which of their values it looks at."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import jmespath
from jmespath.exceptions import JMESPathError

from harvester.crosswalk.document import Found

FROM_TOP = "$."
FROM_ROOT = "$$."
CHAINS = frozenset({"subexpression", "index_expression", "projection", "filter_projection",
                    "flatten", "value_projection"})  # fmt: skip
"""What finds nothing where its beginning is not there."""
STEPS = CHAINS | {"field", "index", "slice", "identity", "multi_select_list", "multi_select_dict"}


class Noting(dict[str, Any]):
    """An object whose plain values, when asked for, are noted in `looked_at`.

    `root` is the whole document.
    """

    __slots__ = ("looked_at", "root")

    def __init__(self, looked_at: list[tuple[int, str]]) -> None:
        super().__init__()
        self.looked_at = looked_at
        self.root: Any = None

    def get(self, key: str, default: Any = None) -> Any:
        value = super().get(key, default)
        if is_leaf(value):
            self.looked_at.append((id(self), key))
        return value

    def values(self) -> Any:
        return [self.get(key) for key in self]

    def items(self) -> Any:
        return {key: self.get(key) for key in self}.items()


Noting.__name__ = "dict"  # JMESPath's functions know types by their name


def is_leaf(value: Any) -> bool:
    """A plain value, or a list of such."""
    if isinstance(value, list):
        return any(not isinstance(each, dict | list) for each in value)
    return not isinstance(value, dict)


def words_of(value: Any) -> str | None:
    """A plain value as text; None for what has parts, and where nothing stands."""
    if isinstance(value, dict | list) or value is None:
        return None
    words = str(value).lower() if isinstance(value, bool) else str(value)
    return words if words and not words.isspace() else None


class JsonPath:
    """One JMESPath; `$.` starts at the record's top, `$$.` at the document's: see `from_top`.

    Raises:
        ValueError: it is no JMESPath.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._outside = text.startswith(FROM_ROOT)
        self.from_top = self._outside or text.startswith(FROM_TOP)
        try:
            self._compiled = jmespath.compile(text.removeprefix(FROM_TOP).removeprefix(FROM_ROOT))
        except JMESPathError as error:
            reason = str(error).splitlines()[0]
            raise ValueError(f"“{text}” is no JMESPath: {reason}") from error
        self.first: str | None = None if self._outside else _first_name(self._compiled.parsed)

    def find(self, node: Any) -> list[Found]:
        """Values of one search share what was looked at to find them."""
        noting = _noting(node)
        start = noting.root if noting is not None and self._outside else node
        trace = [] if noting is None else noting.looked_at
        trace.clear()
        try:
            result = self._compiled.search(start)
        except (JMESPathError, TypeError):  # its `contains` fails on a number in a text
            return []
        also = tuple(trace)
        many = result if isinstance(result, list) else [result]
        if len(also) == 1 and len(many) == 1 and not isinstance(many[0], dict | list | None):
            return [Found(many[0], also[0], also)]
        return [Found(each, (self.text, _key(each)), also) for each in many if each is not None]


def _noting(node: Any) -> Noting | None:
    """The object itself, or the first of a list."""
    while isinstance(node, list) and node:
        node = node[0]
    return node if isinstance(node, Noting) else None


def _key(value: Any) -> Hashable:
    return id(value) if isinstance(value, dict | list) else str(value)


def _first_name(tree: Any) -> str | None:
    """The field that a path begins with, if it finds nothing without it."""
    step = tree
    while step["type"] in CHAINS and all(c["type"] in STEPS for c in step["children"][:2]):
        step = step["children"][0]
    return str(step["value"]) if step["type"] == "field" else None
