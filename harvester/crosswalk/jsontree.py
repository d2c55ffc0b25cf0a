"""JSON as the engine reads it: every value known, lists of named values by their names."""

from __future__ import annotations

from collections.abc import Container, Hashable, Iterable, Iterator, Mapping, Sequence, Set
from typing import Any, TypeAlias

from harvester.crosswalk.document import Found, Leaf
from harvester.crosswalk.jsonpath import JsonPath, Noting, is_leaf, words_of
from harvester.crosswalk.schema import NamedText

Key: TypeAlias = tuple[int, str]


class JsonDocument:
    """A record's metadata; the given tree is copied, not changed.

    Args:
        tree: As parsed.
        base: Where the crosswalk's paths start.
        named: Lists whose objects are each a name and a value, by the end of their path.
    """

    def __init__(self, tree: Any, base: JsonPath, named: Mapping[str, NamedText]) -> None:
        self._objects: list[tuple[str, Noting]] = []
        self._looked_at: list[Key] = []
        self._named = [(path.split("."), each) for path, each in named.items()]
        self._tree = self._noting(tree, ())
        found = base.find(self._tree)
        self.base: Any = found[0].node if found else {}
        self._base = next((path for path, each in self._objects if each is self.base), "")
        for _, each in self._objects:
            each.root = self._tree

    @property
    def names(self) -> Set[str] | None:
        return self.base.keys() if isinstance(self.base, dict) else None

    def _noting(self, value: Any, path: tuple[str, ...]) -> Any:
        if isinstance(value, list):
            named = self._by_name(value, path)
            return [self._noting(e, path) for e in value] if named is None else named
        if not isinstance(value, dict):
            return value
        noting = Noting(self._looked_at)
        self._objects.append((".".join(path), noting))
        for key, each in value.items():
            noting[key] = self._noting(each, (*path, key))
        return noting

    def _by_name(self, entries: list[Any], path: tuple[str, ...]) -> Any:
        """A list of names and values as the object that it stands for; None if it is none."""
        form = next((form for steps, form in self._named if _ends(path, steps)), None)
        if form is None or not entries or not all(_has_name(e, form.name) for e in entries):
            return None
        values: dict[str, Any] = {}
        for entry in entries:
            name, value = entry[form.name], entry.get(form.value)
            values[name] = (
                value if name not in values else [*_listed(values[name]), *_listed(value)]
            )
        return self._noting(values, path)

    def text(self, found: Found) -> str | None:
        return words_of(found.node)

    def within(self, found: Found) -> Iterable[Hashable]:
        return (found.key,)

    def language(self, found: Found) -> Found | None:
        return None

    def leaves(self, told: Container[Hashable]) -> Iterator[Leaf]:
        for path, noting in self._objects:
            for key, value in dict.items(noting):
                if (id(noting), key) not in told and is_leaf(value) and not _is_empty(value):
                    yield Leaf(self._path(path, key), _shown(value))

    def _path(self, holder: str, key: str) -> str:
        """From where the paths start; from the top, with a leading dot, what lies outside."""
        path = f"{holder}.{key}" if holder else key
        if not self._base:
            return path
        inside = f"{path}.".startswith(f"{self._base}.")
        return path.removeprefix(f"{self._base}.") if inside else f".{path}"


def _is_empty(value: Any) -> bool:
    """Whether nothing is said: no value, an empty text, or a list of such."""
    if isinstance(value, list):
        return all(_is_empty(each) for each in value)
    return value is None or value == ""


def _ends(path: Sequence[str], steps: Sequence[str]) -> bool:
    """Whether a path ends with these steps, of which `*` is any."""
    end = path[-len(steps) :]
    return len(end) == len(steps) and all(
        step in ("*", name) for step, name in zip(steps, end, strict=True)
    )


def _has_name(entry: Any, name: str) -> bool:
    return isinstance(entry, dict) and isinstance(entry.get(name), str)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _shown(value: Any) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(str(each) for each in value)
    return str(value)
