"""A crosswalk file made ready: paths compiled, cleaners and targets found, mistakes told."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import TypeAlias, TypeVar

from harvester import yamlfile
from harvester.clean.phrases import Role
from harvester.crosswalk import targets
from harvester.crosswalk.cleaners import TOGETHER, Cleaner, Together, cleaner
from harvester.crosswalk.document import Document, Path
from harvester.crosswalk.ignored import Ignored
from harvester.crosswalk.jsontree import JsonDocument, JsonPath
from harvester.crosswalk.schema import CrosswalkText, RuleText, Scalar
from harvester.crosswalk.targets import Parts, Shape
from harvester.crosswalk.xmltree import Names, XmlDocument, XmlPath, descend
from harvester.model import Confidence
from harvester.record import Parsed, Tree

T = TypeVar("T")
Loc: TypeAlias = tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to fill a field; each path with how it is shown, from the record's top.

    `required` are the fields that must be read; the constants bring the others.
    """

    paths: tuple[tuple[Path, str], ...]
    cleaner: str
    clean: Cleaner | None
    at: Path | None
    hint: Path | None
    beside: tuple[tuple[str, Field], ...]
    together: Together | None
    constants: Mapping[str, Scalar]
    value: Scalar | None
    first: bool
    confidence: Confidence
    shape: Shape
    required: frozenset[str]


@dataclass(frozen=True, slots=True)
class Field:
    """`names`: unless one of these is there, none of its paths finds anything."""

    many: bool
    rules: tuple[Rule, ...]
    names: frozenset[str] | None


@dataclass(frozen=True)
class Crosswalk:
    """One format. `version` changes with every change of its file."""

    format: str
    version: str
    also: tuple[str, ...]
    syntax: str
    roots: tuple[tuple[str, ...], ...]
    names: Names
    fields: tuple[tuple[str, Field], ...]
    words: tuple[tuple[Role, Path, str], ...]
    ignored: Ignored

    def accepts(self, parsed: Parsed) -> bool:
        """Whether the metadata begin as this format's do. JSON has no name: only a prefix tells."""
        return self._base(parsed.tree) is not None

    def called(self, prefix: str) -> bool:
        return prefix == self.format or prefix in self.also

    def open(self, parsed: Parsed) -> Document:
        """The document as rules read it; `accepts` must hold."""
        tree, base = parsed.tree, self._base(parsed.tree)
        if base is None:
            raise ValueError(f"{self.format} does not read this document")
        if isinstance(tree, dict | list):
            return JsonDocument(tree, JsonPath(base[0]))
        return XmlDocument(tree, self.names, base)

    def _base(self, tree: Tree) -> tuple[str, ...] | None:
        """The first of the roots that is there."""
        if isinstance(tree, dict | list):
            return self.roots[0] if self.syntax == "json" else None
        if self.syntax == "json":
            return None
        return next((r for r in self.roots if descend(tree, r, self.names) is not None), None)


class Compiler:
    """Turns a checked file into a crosswalk.

    Raises:
        ConfigError: a path, a cleaner or a target is wrong; names file and line.
    """

    def __init__(self, file: FilePath, text: CrosswalkText) -> None:
        self._file = file
        self._text = text
        self._names = Names(text.namespaces)

    def crosswalk(self, version: str) -> Crosswalk:
        text = self._text
        fields = tuple((name, self._target(name)) for name in text.map)
        words = tuple(
            (role, self._path(path, ("words", role, i)), self._joined("", path))
            for role, paths in text.words.items()
            for i, path in enumerate(paths)
        )
        return Crosswalk(
            format=text.format,
            version=version,
            also=text.also,
            syntax=text.syntax,
            roots=tuple((r,) if text.syntax == "json" else tuple(r.split("/")) for r in text.roots),
            names=self._names,
            fields=fields,
            words=words,
            ignored=Ignored(text.ignore, "." if text.syntax == "json" else "/"),
        )

    def _target(self, name: str) -> Field:
        loc: Loc = ("map", name)
        shape = self._look_up(targets.target, name, loc, "no field of the model")
        return self._field(self._text.map[name], shape, loc, "")

    def _field(self, rules: Sequence[RuleText], shape: Shape, loc: Loc, above: str) -> Field:
        made = tuple(self._rule(r, shape, (*loc, i), above) for i, r in enumerate(rules))
        firsts = {path.first for rule in made for path, _ in rule.paths}
        names = None if None in firsts else frozenset(filter(None, firsts))
        return Field(shape.many, made, names)

    def _rule(self, text: RuleText, shape: Shape, loc: Loc, above: str) -> Rule:
        shown = [self._joined(above, path) for path in text.path]
        paths = [self._path(path, (*loc, "path", i)) for i, path in enumerate(text.path)]
        name = text.clean or ("" if text.beside or text.value is not None else "line")
        together, parts = self._together(text, loc)
        self._check_constants(text, shape, loc)
        return Rule(
            paths=tuple(zip(paths, shown, strict=True)),
            cleaner=name or text.together or "",
            clean=self._cleaner(name, loc) if name else None,
            at=self._path(text.at, (*loc, "at")) if text.at else None,
            hint=self._path(text.hint, (*loc, "hint")) if text.hint else None,
            beside=tuple(
                (key, self._beside(rules, key, parts or shape, (*loc, "with", key), shown[0]))
                for key, rules in text.beside.items()
            ),
            together=together,
            constants=text.constants,
            value=text.value,
            first=text.first,
            confidence=text.confidence,
            shape=shape,
            required=shape.required - text.constants.keys(),
        )

    def _beside(
        self, rules: Sequence[RuleText], key: str, owner: Shape | Parts, loc: Loc, above: str
    ) -> Field:
        known = ", ".join(owner.names())
        shape = self._look_up(owner.field, key, loc, f"no field here; there are: {known}")
        return self._field(rules, shape, loc, above)

    def _check_constants(self, text: RuleText, shape: Shape, loc: Loc) -> None:
        for key in text.constants:
            self._look_up(shape.field, key, (*loc, "set", key), "no field of the model")

    def _together(self, text: RuleText, loc: Loc) -> tuple[Together | None, Parts | None]:
        if text.together is None:
            return None, None
        known = ", ".join(TOGETHER)
        why = f"nothing reads these together; there are: {known}"
        return self._look_up(TOGETHER.__getitem__, text.together, (*loc, "as"), why)

    def _cleaner(self, name: str, loc: Loc) -> Cleaner:
        return self._look_up(cleaner, name, (*loc, "clean"), "no cleaner of that name")

    def _look_up(self, find: Callable[[str], T], name: str, loc: Loc, why: str) -> T:
        try:
            return find(name)
        except KeyError as error:
            raise yamlfile.wrong(self._file, loc, f"“{name}”: {why}") from error

    def _path(self, text: str, loc: Loc) -> Path:
        try:
            return JsonPath(text) if self._text.syntax == "json" else XmlPath(text, self._names)
        except ValueError as error:
            raise yamlfile.wrong(self._file, loc, str(error)) from error

    def _joined(self, above: str, path: str) -> str:
        path = re.sub(r"\[[^]]*\]", "", path).replace("self::*", ".").removeprefix("./")
        mark = "." if self._text.syntax == "json" else "/"
        if above in ("", ".", "@"):
            return path
        return above if path in (".", "@") else f"{above}{mark}{path}"
