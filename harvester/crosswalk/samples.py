"""The samples of one record: each once, with a key made of what it is, and its parent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

from harvester.record import Finding

Thing: TypeAlias = dict[str, Any]

BEST_FIRST = ("igsn", "doi", "ark", "handle")
"""Schemes whose identifier is the key of a sample that has one; then any other, then its name."""


FROM = re.compile(r"\b(?:of|from|in|on|vom|von|aus|des|der|du|de|del|della|di)\b", re.IGNORECASE)


def key_of(sample: Thing) -> str | None:
    """What tells a sample apart within its record, however the record is sorted."""
    identifiers = sample.get("identifiers") or ()
    ranked = sorted(identifiers, key=_rank)
    if ranked:
        return identifier_key(ranked[0])
    return name_key(sample["name"]) if sample.get("name") else None


def name_key(name: str) -> str:
    return f"name:{' '.join(name.casefold().split())}"


def identifier_key(identifier: Thing) -> str:
    return f"{identifier['scheme']}:{identifier['value']}"


def _rank(identifier: Thing) -> tuple[int, str, str]:
    scheme = identifier["scheme"]
    place = BEST_FIRST.index(scheme) if scheme in BEST_FIRST else len(BEST_FIRST)
    return place, scheme, identifier["value"]


def described(samples: Iterable[Thing]) -> Thing | None:
    """The sample that the record as a whole describes, if it describes one."""
    return next((sample for sample in samples if sample["path"] in (".", "@")), None)


def recognise(own: Thing, found: Sequence[Thing]) -> list[Thing]:
    """The described sample in what its title names: its own number, or what it is a piece of.

    A name behind `of`, `from` … is that of the parent, and a meteorite is the parent of its
    pieces. Where several names may be meant, none is taken. Gives what was found but is not the
    sample itself.
    """
    itself: list[Thing] = []
    wholes: list[Thing] = []
    for each in found:
        before = _before(each.get("name"), own.get("name") or "")
        if before is not None:
            (wholes if FROM.search(before) or _is_meteorite(each) else itself).append(each)
    if len(itself) == 1:
        own["identifiers"] = [*own.get("identifiers", ()), *itself[0]["identifiers"]]
        own["parent"] = own.get("parent") or itself[0]["parent"]
        found = [each for each in found if each is not itself[0]]
    if len(wholes) == 1:
        own["parent"] = own.get("parent") or wholes[0]["key"]
    return list(found)


def _before(name: str | None, title: str) -> str | None:
    """What stands before a name in a title; None if it is not there as a whole."""
    match = re.search(rf"(?<![\w-]){re.escape(name)}(?![,/.-]?\w)", title) if name else None
    return title[: match.start()] if match else None


def _is_meteorite(sample: Thing) -> bool:
    return any(each["scheme"] == "meteorite" for each in sample["identifiers"])


def settle(samples: Iterable[Thing]) -> tuple[list[Thing], list[Finding]]:
    """Join what is told twice, give keys, and lead each parent to a sample of this record."""
    joined: list[Thing] = []
    for sample in samples:
        same = next((other for other in joined if _same(other, sample)), None)
        if same is None:
            joined.append(dict(sample))
        else:
            _add(same, sample)
    keys = {name: key_of(sample) for sample in joined for name in _names(sample)}
    findings: list[Finding] = []
    for sample in joined:
        sample["key"] = key_of(sample)
        _lead(sample, keys, findings)
    return [sample for sample in joined if sample["key"]], findings


def _names(sample: Thing) -> set[str]:
    """All keys that the sample could have; the code of its number may be all that text says."""
    identifiers = sample.get("identifiers") or ()
    codes = [each["value"].rpartition("/")[2] for each in identifiers if each["scheme"] == "igsn"]
    names = [sample["name"]] if sample.get("name") else []
    return {*map(identifier_key, identifiers), *map(name_key, names + codes)}


def _same(one: Thing, other: Thing) -> bool:
    return not _names(one).isdisjoint(_names(other))


def _add(sample: Thing, more: Thing) -> None:
    known = {identifier_key(each) for each in sample.get("identifiers") or ()}
    added = [i for i in more.get("identifiers") or () if identifier_key(i) not in known]
    for field, value in more.items():
        if sample.get(field) in (None, (), [], ""):
            sample[field] = value
    if added and known:
        sample["identifiers"] = [*sample["identifiers"], *added]


def _lead(sample: Thing, keys: dict[str, str | None], findings: list[Finding]) -> None:
    parent = sample.get("parent")
    if parent is None:
        return
    sample["parent"] = keys.get(parent)
    if sample["parent"] in (None, sample["key"]):
        del sample["parent"]
        findings.append(Finding("cleaned", "a parent that is not described here", value=parent))
