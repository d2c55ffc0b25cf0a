"""Apply a crosswalk to one document: fill every field, and account for every value."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from harvester.clean import languages
from harvester.clean.cleaned import SHOWN
from harvester.crosswalk.compiled import Crosswalk
from harvester.crosswalk.document import Document, Found, Path
from harvester.crosswalk.rules import Field, Rule
from harvester.crosswalk.targets import Shape
from harvester.crosswalk.things import EVIDENCE, Maker, Thing, placed, with_evidence
from harvester.model import Text
from harvester.record import Finding

Lookups = Mapping[str, Mapping[str, str]]


class Refusal(NamedTuple):
    """A value that a cleaner could make nothing of, and why."""

    found: Found
    finding: Finding
    where: str


class Reading:
    """One pass over one document.

    A value counts as read when a rule could make something of it. What a cleaner refuses is
    told with its reason, unless another rule took the same value.
    """

    def __init__(self, crosswalk: Crosswalk, document: Document, lookups: Lookups) -> None:
        self._crosswalk = crosswalk
        self._document = document
        self._lookups = lookups
        self._taken: list[Hashable] = []
        self._findings: list[Finding] = []
        self._refused: list[Refusal] = []

    def values(self) -> dict[str, Any]:
        """All fields, nested as the targets' dots say; empty ones are left out."""
        top: dict[str, Any] = {}
        base = self._document.base
        for (*above, last), field in self._crosswalk.targets.within(self._document.names):
            filled = self._fill(field, base)
            if filled is not None:
                place = top
                for step in above:
                    place = place.setdefault(step, {})
                place[last] = _without_doubles(filled) if field.many else filled
        return top

    def take(self, found: Found) -> None:
        """Count a value as read."""
        if found.words is None:
            self._taken.extend(self._document.within(found))
        else:
            self._taken.append(found.key)
        if found.also:
            self._taken.extend(found.also)

    def findings(self) -> list[Finding]:
        """What was lost, refused or never looked at, the last summed up by path."""
        for path in self._crosswalk.passed_over:
            for found in path.find(self._document.base):
                self._taken.extend(self._document.within(found))
        taken = set(self._taken)
        refused = {r.found.key: r for r in reversed(self._refused) if r.found.key not in taken}
        told = taken.union(*((r.found.key, *r.found.also) for r in refused.values()))
        covers = self._crosswalk.ignored.covers
        kept = [r for r in reversed(refused.values()) if not covers(r.where)]
        lost = [finding for r in kept for finding in placed((r.finding,), r.where)]
        return [*self._findings, *lost, *self._unread(told)]

    def _unread(self, told: set[Hashable]) -> Iterator[Finding]:
        first: dict[str, str] = {}
        counts: dict[str, int] = {}
        for path, value in self._document.leaves(told):
            if not self._crosswalk.ignored.covers(path):
                first.setdefault(path, " ".join(value.split())[:SHOWN])
                counts[path] = counts.get(path, 0) + 1
        for path, count in counts.items():
            many = "1 value is" if count == 1 else f"{count} values are"
            yield Finding("unread", f"{many} not read", path, first[path])

    def _fill(self, field: Field, node: Any) -> Any:
        """The values of a field (a list where it has many), None if there are none."""
        values: list[Any] = []
        for rule in field.rules:
            for path, where in rule.paths:
                for found in self._find(path, node):
                    if values and (rule.first or not field.many):
                        self._take_if_same(rule, found, where, values[0])
                    else:
                        values.extend(self._read(rule, found, where))
        if field.many:
            return values or None
        return values[0] if values else None

    def _find(self, path: Path, node: Any) -> Sequence[Found]:
        return path.find(self._document.base if path.from_top else node)

    def _at(self, at: Path, found: Found) -> Found | None:
        """Words that are computed are those of what they are computed from."""
        said = next(iter(self._find(at, found.node)), None)
        return said._replace(key=found.key) if said and said.key is None else said

    def _take_if_same(self, rule: Rule, found: Found, where: str, value: Any) -> None:
        """A second value of a single field says nothing new, or stays unread."""
        mark = self._mark()
        if [*self._read(rule, found, where)][:1] != [value]:
            self._back_to(mark)

    def _mark(self) -> tuple[int, int]:
        return len(self._taken), len(self._findings)

    def _back_to(self, mark: tuple[int, int]) -> None:
        """Count nothing as read since then; what was refused since stays refused."""
        del self._taken[mark[0] :]
        del self._findings[mark[1] :]

    def _read(self, rule: Rule, found: Found, where: str) -> Sequence[Any]:
        if rule.maker:
            words = self._document.text(found) if found.words is None else found.words
            return () if words is None else self._made(rule.maker, found, where, words)
        if rule.value is not None:
            self.take(found)
            return (rule.value,)
        if rule.clean is None:
            return self._things(rule, found, [{}], where, "")
        said = self._at(rule.at, found) if rule.at else found
        words = self._document.text(said) if said else None
        if said is None or words is None:
            return ()
        read = self._cleaned(rule, found, said, where, words)
        return self._things(rule, found, read, where, words) if rule.shape.model else read

    def _made(self, maker: Maker, found: Found, where: str, words: str) -> Sequence[Any]:
        """What words alone say: mostly they are known from another document."""
        values, findings = maker.made(words, where)
        self._account(found, values, findings, where)
        if maker.shape.model is None:
            return values
        things = [thing.copy() for thing in values]
        if maker.shape.model is Text:
            self._add_language(found, things)
        return things

    def _cleaned(
        self, rule: Rule, found: Found, said: Found, where: str, words: str
    ) -> Sequence[Any]:
        own = self._own_word(rule.source.rule, words) if self._lookups else None
        if own:
            self.take(said)
            return (own,)
        hint = self._hint(rule.hint, found) if rule.hint else ""
        values, findings = rule.clean(words, hint) if rule.clean else ((), ())
        self._account(said, values, findings, where)
        if values:
            self._taken.extend(found.also)
        return values

    def _account(
        self, found: Found, values: Sequence[Any], findings: Sequence[Finding], where: str
    ) -> None:
        """What a cleaner could read of a value, and what it lost or refused."""
        if values:
            self.take(found)
            if findings:
                self._findings.extend(placed(findings, where))
        elif findings:
            self._refused.append(Refusal(found, findings[0], where))

    def _own_word(self, cleaner: str, words: str) -> dict[str, str] | None:
        """The source's own words win over the vocabularies."""
        if not cleaner.startswith("term/"):
            return None
        scheme = cleaner.removeprefix("term/")
        slug = self._lookups.get(scheme, {}).get(" ".join(words.split()))
        return {"scheme": scheme, "slug": slug} if slug else None

    def _hint(self, path: Path, found: Found) -> str:
        for hint in self._find(path, found.node):
            self.take(hint)
            return (self._document.text(hint) or "").strip()
        return ""

    def _things(
        self, rule: Rule, found: Found, values: Sequence[Any], where: str, words: str
    ) -> list[Thing]:
        """Values of a model: what the cleaner gave, the fields beside it, and the evidence."""
        things = []
        for value in values:
            mark = self._mark()
            thing = self._joined(rule, found, value, where)
            if thing is None:
                self._back_to(mark)
            elif thing:
                self._taken.extend(found.also)
                thing.update(rule.source.constants)
                said = words or _named(rule.shape, thing) or self._document.text(found) or ""
                things.append(with_evidence(thing, rule.shape, rule.source, where, said))
        if rule.shape.model is Text and things:
            self._add_language(found, things)
        return things

    def _joined(self, rule: Rule, found: Found, value: Any, where: str) -> Thing | None:
        """One thing of several fields; None if it is not there, {} if it was refused and told."""
        thing = rule.shape.around(value)
        for name, field in rule.beside:
            filled = self._fill(field, found.node)
            if filled is not None:
                thing[name] = filled
        if rule.together and thing:
            values, findings = rule.together(thing)
            self._findings.extend(placed(findings, where))
            if not values:
                return {} if findings else None
            thing = dict(values[0])
        complete = rule.required <= thing.keys()
        return thing if complete and (thing or rule.clean) else None

    def _add_language(self, found: Found, texts: Sequence[Thing]) -> None:
        language = self._document.language(found)
        if language:
            self.take(language)
            tag = languages.clean(self._document.text(language) or "").value
            for each in texts if tag else ():
                each.setdefault("language", tag)


def _named(shape: Shape, thing: Thing) -> str:
    name = thing.get("name") or thing.get(shape.main or "")
    return name if isinstance(name, str) else ""


def _without_doubles(values: list[Any]) -> list[Any]:
    """Each value once, whatever words it was read from; what has parts is left as it is."""
    if len(values) < 2:
        return values
    unique: dict[Any, Any] = {}
    try:
        for value in values:
            unique.setdefault(_said(value), value)
    except TypeError:
        return values
    return list(unique.values())


def _said(value: Any) -> Hashable:
    if not isinstance(value, dict):
        return value  # type: ignore[no-any-return]
    return tuple([said for key, said in value.items() if key not in EVIDENCE])
