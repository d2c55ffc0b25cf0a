"""A crosswalk file made ready: paths compiled, cleaners and targets found, mistakes told."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import TypeAlias, TypeVar

from lxml import etree

from harvester import yamlfile
from harvester.clean.phrases import Role
from harvester.crosswalk import targets
from harvester.crosswalk.cleaners import TOGETHER, Cleaner, Together, cleaner
from harvester.crosswalk.document import Document, Path
from harvester.crosswalk.ignored import Ignored
from harvester.crosswalk.jsonpath import FROM_TOP, JsonPath, Noting
from harvester.crosswalk.jsontree import JsonDocument
from harvester.crosswalk.linkedroots import candidates, heads
from harvester.crosswalk.linkedtree import LinkedDocument, Rename, spelling
from harvester.crosswalk.rules import Field, Rule, Target, Targets
from harvester.crosswalk.schema import CrosswalkText, NamedText, RuleText
from harvester.crosswalk.targets import Parts, Shape
from harvester.crosswalk.things import Maker, Source
from harvester.crosswalk.xmlnames import Names
from harvester.crosswalk.xmlpath import XmlPath
from harvester.crosswalk.xmltree import XmlDocument, descend
from harvester.record import Linked, Parsed, Tree

T = TypeVar("T")
Loc: TypeAlias = tuple[int | str, ...]


@dataclass(frozen=True)
class Crosswalk:
    """One format. `version` changes with every change of its file."""

    format: str
    version: str
    also: tuple[str, ...]
    syntax: str
    roots: tuple[tuple[str, ...], ...]
    names: Names
    spelt: Rename
    targets: Targets
    words: tuple[tuple[Role, Path, str], ...]
    ignored: Ignored
    passed_over: tuple[Path, ...]
    named: Mapping[str, NamedText]
    declined: tuple[tuple[Path, str], ...]

    def accepts(self, parsed: Parsed) -> bool:
        """Whether the metadata begin as this format's do. JSON has no name: only a prefix tells."""
        if self.syntax == "linked":
            return isinstance(parsed.tree, Linked) and bool(self._nodes(parsed.tree)[1])
        return self._base(_written(parsed.tree)) is not None

    @property
    def tells_itself(self) -> bool:
        """Whether its documents show by themselves that they are of this format."""
        return self.syntax != "json"

    def called(self, prefix: str) -> bool:
        return prefix == self.format or prefix in self.also

    def open(self, parsed: Parsed) -> Document:
        """The document as rules read it; `accepts` must hold."""
        if self.syntax == "linked" and isinstance(parsed.tree, Linked):
            document, found = self._nodes(parsed.tree)
            document.start_at(heads(found, parsed.change.identifier)[0])
            return document
        tree = _written(parsed.tree)
        base = self._base(tree)
        if base is None:
            raise ValueError(f"{self.format} does not read this document")
        if isinstance(tree, etree._Element):
            return XmlDocument(tree, self.names, base)
        return JsonDocument(tree, JsonPath(base[0]), self.named)

    def _nodes(self, linked: Linked) -> tuple[LinkedDocument, list[Noting]]:
        """The nodes, and those of them that the record may be about."""
        document = LinkedDocument(linked, self.spelt)
        return document, candidates(document, [JsonPath(root[0]) for root in self.roots])

    def why_not(self, parsed: Parsed) -> str | None:
        """Why such a record is left out, if it is; `accepts` must hold."""
        if isinstance(parsed.tree, Linked) and self.syntax == "linked":
            several = heads(self._nodes(parsed.tree)[1], parsed.change.identifier)
            if len(several) > 1:
                return f"It describes {len(several)} things, where one is expected."
        if not self.declined:
            return None
        base = self.open(parsed).base
        return next((why for path, why in self.declined if path.find(base)), None)

    def _base(self, tree: Tree | None) -> tuple[str, ...] | None:
        """The first of the roots that is there."""
        if isinstance(tree, dict | list):
            return self.roots[0] if self.syntax == "json" else None
        if self.syntax != "xml" or not isinstance(tree, etree._Element):
            return None
        begins = self.names.shown(str(tree.tag))
        likely = [root for root in self.roots if root[0] == begins]
        return next((r for r in likely if descend(tree, r, self.names) is not None), None)


def _written(tree: Tree) -> Tree | None:
    """Linked data as the plain JSON or XML that they were written in."""
    return tree.written if isinstance(tree, Linked) else tree


class Compiler:
    """Turns a checked file into a crosswalk.

    Raises:
        ConfigError: a path, a cleaner or a target is wrong; names file and line.
    """

    def __init__(self, file: FilePath, text: CrosswalkText) -> None:
        self._file = file
        self._text = text
        self._names = Names(text.namespaces, text.apart)
        self._paths: dict[str, Path] = {}

    def crosswalk(self, version: str) -> Crosswalk:
        text = self._text
        filled = [Target(tuple(name.split(".")), self._target(name)) for name in text.map]
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
            roots=tuple(tuple(r.split("/")) if text.syntax == "xml" else (r,) for r in text.roots),
            names=self._names,
            spelt=spelling(text.namespaces),
            targets=Targets(filled),
            words=words,
            ignored=Ignored(text.ignore, "/" if text.syntax == "xml" else "."),
            passed_over=tuple(
                self._path(path, ("ignore", i))
                for i, path in enumerate(text.ignore)
                if text.syntax == "xml" and path.endswith("]")
            ),
            named=text.named,
            declined=tuple(
                (self._path(each.path, ("decline", i, "path")), each.because)
                for i, each in enumerate(text.decline)
            ),
        )

    def _target(self, name: str) -> Field:
        loc: Loc = ("map", name)
        shape = self._look_up(targets.target, name, loc, "no field of the model")
        return self._field(self._text.map[name], shape, loc, "")

    def _field(self, rules: Sequence[RuleText], shape: Shape, loc: Loc, above: str) -> Field:
        made = [self._rule(r, shape, (*loc, i), above) for i, r in enumerate(rules)]
        return Field(shape.many, tuple(made))

    def _rule(self, text: RuleText, shape: Shape, loc: Loc, above: str) -> Rule:
        shown = [self._joined(above, path) for path in text.path]
        paths = [self._path(path, (*loc, "path", i)) for i, path in enumerate(text.path)]
        name = text.clean or ("" if text.beside or text.value is not None else "line")
        together, parts = self._together(text, loc)
        self._check_constants(text, shape, loc)
        source = Source(name or text.together or "", text.confidence, text.constants)
        clean = self._cleaner(name, loc) if name else None
        required = shape.required - text.constants.keys()
        return Rule(
            paths=tuple(zip(paths, shown, strict=True)),
            source=source,
            clean=clean,
            at=self._path(text.at, (*loc, "at")) if text.at else None,
            hint=self._path(text.hint, (*loc, "hint")) if text.hint else None,
            beside=tuple(
                (key, self._beside(rules, key, parts or shape, (*loc, "with", key), shown[0]))
                for key, rules in text.beside.items()
            ),
            together=together,
            value=text.value,
            first=text.first,
            shape=shape,
            required=required,
            maker=Maker(clean, shape, source, required) if clean and _alone(text) else None,
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
        """One for all places where the same is written."""
        if text not in self._paths:
            xml = self._text.syntax == "xml"
            try:
                self._paths[text] = XmlPath(text, self._names) if xml else JsonPath(text)
            except ValueError as error:
                raise yamlfile.wrong(self._file, loc, str(error)) from error
        return self._paths[text]

    def _joined(self, above: str, path: str) -> str:
        json = self._text.syntax != "xml"
        path = _plain_json(path) if json else _plain_xml(path)
        if above in ("", ".", "@") or path.startswith(FROM_TOP):
            return path.removeprefix(FROM_TOP)
        return above if path in (".", "@") else f"{above}{'.' if json else '/'}{path}"


def _plain_xml(path: str) -> str:
    return re.sub(r"\[[^]]*\]", "", path).replace("self::*", ".").removeprefix("./")


def _plain_json(path: str) -> str:
    """Without conditions, of which one may hold another, and without quotes."""
    left = re.sub(r"\[[^][]*\]", "", path)
    return _plain_json(left) if left != path else path.replace('"', "").lstrip(" |.") or "@"


def _alone(text: RuleText) -> bool:
    """Whether the words of one value are all that it looks at; a source may have own terms."""
    looks_around = text.at or text.hint or text.beside or text.together or text.value is not None
    return not looks_around and not (text.clean or "").startswith("term/")
