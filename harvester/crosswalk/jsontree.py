"""JSON as the engine reads it: JMESPath over objects that note which of their values were read."""

from __future__ import annotations

from collections.abc import Container, Hashable, Iterable, Iterator, Sequence
from typing import Any, TypeAlias

import jmespath
from jmespath.exceptions import JMESPathError

from harvester.crosswalk.document import Found, Leaf

Key: TypeAlias = tuple[int, str]


class _Object(dict[str, Any]):
    """An object whose plain values, when asked for, are noted in `looked_at`."""

    looked_at: list[Key]

    def get(self, key: str, default: Any = None) -> Any:
        value = super().get(key, default)
        if _is_leaf(value):
            self.looked_at.append((id(self), key))
        return value

    def values(self) -> Any:
        return [self.get(key) for key in self]


_Object.__name__ = "dict"  # JMESPath's functions know types by their name


def _key(value: Any) -> Hashable:
    return id(value) if isinstance(value, dict | list) else str(value)


def _is_leaf(value: Any) -> bool:
    """A plain value, or a list of such."""
    if isinstance(value, list):
        return any(not isinstance(each, dict | list) for each in value)
    return not isinstance(value, dict)


class JsonPath:
    """One JMESPath.

    Raises:
        ValueError: it is no JMESPath.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.first: str | None = None
        try:
            self._compiled = jmespath.compile(text)
        except JMESPathError as error:
            reason = str(error).splitlines()[0]
            raise ValueError(f"“{text}” is no JMESPath: {reason}") from error

    def find(self, node: Any) -> list[Found]:
        """Values of one search share what was looked at to find them."""
        trace = node.looked_at if isinstance(node, _Object) else []
        trace.clear()
        try:
            result = self._compiled.search(node)
        except JMESPathError:
            return []
        also = tuple(trace)
        many = result if isinstance(result, list) else [result]
        return [Found(each, (self.text, _key(each)), also) for each in many if each is not None]


class JsonDocument:
    """A record's metadata; the given tree is copied, not changed."""

    names: None = None

    def __init__(self, tree: Any, base: JsonPath) -> None:
        self._objects: list[tuple[str, _Object]] = []
        self._looked_at: list[Key] = []
        self._tree = self._noting(tree, "")
        found = base.find(self._tree)
        self.base: Any = found[0].node if found else {}
        self._base = next((path for path, each in self._objects if each is self.base), "")

    def _noting(self, value: Any, path: str) -> Any:
        if isinstance(value, list):
            return [self._noting(each, path) for each in value]
        if not isinstance(value, dict):
            return value
        noting = _Object()
        noting.looked_at = self._looked_at
        self._objects.append((path, noting))
        for key, each in value.items():
            noting[key] = self._noting(each, f"{path}.{key}" if path else key)
        return noting

    def text(self, found: Found) -> str | None:
        value = found.node
        if isinstance(value, dict | list) or value is None:
            return None
        words = str(value).lower() if isinstance(value, bool) else str(value)
        return words if words and not words.isspace() else None

    def within(self, found: Found) -> Iterable[Hashable]:
        return (found.key,)

    def language(self, found: Found) -> Found | None:
        return None

    def leaves(self, told: Container[Hashable]) -> Iterator[Leaf]:
        for path, noting in self._objects:
            for key, value in noting.items():
                if (
                    (id(noting), key) not in told
                    and _is_leaf(value)
                    and value not in (None, "", [])
                ):
                    yield Leaf(self._path(path, key), _shown(value))

    def _path(self, holder: str, key: str) -> str:
        """From where the paths start; from the top, with a leading dot, what lies outside."""
        path = f"{holder}.{key}" if holder else key
        if not self._base:
            return path
        inside = f"{path}.".startswith(f"{self._base}.")
        return path.removeprefix(f"{self._base}.") if inside else f".{path}"


def _shown(value: Any) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(str(each) for each in value)
    return str(value)
